import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { PeriodKind, PeriodRule } from '#app/modules/reports/period.ts';

interface Row {
  periodKind: PeriodKind;
  figuresFrom: string;
  figuresTo: string;
  dueDays4: number;
  dueDays3: number;
  dueDays2: number;
}

/** The rule for a kind of period that the unit at `path` or the nearest unit above it has set; undefined for the usual one. */
export async function calendarRule(tx: Tx, path: string, kind: PeriodKind): Promise<PeriodRule | undefined> {
  const { rows } = await sql<Row>`
    select c.period_kind, c.figures_from, c.figures_to, c.due_days_4 as due_days4, c.due_days_3 as due_days3, c.due_days_2 as due_days2
    from report_calendar c join org_unit u on u.id = c.org_unit_id
    where c.period_kind = ${kind} and starts_with(${path}, u.path) and c.valid_from <= ${tx.today()}
    order by length(u.path) desc, c.valid_from desc limit 1`.execute(tx.db);
  const row = rows[0];
  return (
    row && {
      kind,
      from: row.figuresFrom,
      to: row.figuresTo,
      dueDays: { 4: row.dueDays4, 3: row.dueDays3, 2: row.dueDays2 },
    }
  );
}
