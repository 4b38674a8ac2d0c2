import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import {
  dueOn,
  latestPeriod,
  periodKinds,
  periodOf,
  usualRules,
  type Period,
  type PeriodKind,
  type PeriodRule,
} from '#app/modules/reports/period.ts';
import { canReport } from '#app/modules/reports/report-policy.ts';

interface Row {
  periodKind: PeriodKind;
  figuresFrom: string;
  figuresTo: string;
  dueDays4: number;
  dueDays3: number;
  dueDays2: number;
  isOwed: boolean;
  owedIndexes: number[] | null;
  unitId: string;
  unitName: string;
  validFrom: LocalDate;
}

/** A rule and whose it is; null for the usual one that nobody above has changed. */
export interface CalendarLine {
  rule: PeriodRule;
  setBy: { unitId: string; name: string; validFrom: LocalDate } | null;
}

/** The rules that hold for the unit at `path`: of each kind its own, else those of the nearest unit above. One query. */
export async function calendarLines(tx: Tx, path: string): Promise<Record<PeriodKind, CalendarLine>> {
  const { rows } = await sql<Row>`
    select distinct on (c.period_kind) c.period_kind, c.figures_from, c.figures_to, c.due_days_4 as due_days4,
           c.due_days_3 as due_days3, c.due_days_2 as due_days2, c.is_owed, c.owed_indexes, u.id as unit_id,
           u.name as unit_name, c.valid_from
    from report_calendar c join org_unit u on u.id = c.org_unit_id
    where starts_with(${path}, u.path) and c.valid_from <= ${tx.today()}
    order by c.period_kind, length(u.path) desc, c.valid_from desc`.execute(tx.db);
  const lines = periodKinds.map((kind): [PeriodKind, CalendarLine] => {
    const row = rows.find((one) => one.periodKind === kind);
    if (!row) return [kind, { rule: usualRules[kind], setBy: null }];
    const { unitId, unitName: name, validFrom } = row;
    return [kind, { rule: ruleOf(row), setBy: { unitId, name, validFrom } }];
  });
  return Object.fromEntries(lines) as Record<PeriodKind, CalendarLine>;
}

function ruleOf(row: Row): PeriodRule {
  return {
    kind: row.periodKind,
    from: row.figuresFrom,
    to: row.figuresTo,
    dueDays: { 4: row.dueDays4, 3: row.dueDays3, 2: row.dueDays2 },
    isOwed: row.isOwed,
    owedIndexes: row.owedIndexes,
  };
}

/** The rule for a kind of period that holds for the unit at `path`. One query. */
export async function calendarRule(tx: Tx, path: string, kind: PeriodKind): Promise<PeriodRule> {
  return (await calendarLines(tx, path))[kind].rule;
}

/** A period of the acting unit by its own calendar: the one asked for, else the latest of the kind. */
export async function findPeriod(
  ctx: Context,
  wish: { kind: PeriodKind; year: number | null; index: number | null },
): Promise<Period & { dueOn: LocalDate }> {
  return ctx.read(async (tx) => {
    const rule = await calendarRule(tx, tx.actor.unitPath ?? '', wish.kind);
    const latest = latestPeriod(wish.kind, tx.today(), rule);
    const period = periodOf(wish.kind, wish.year ?? latest.year, wish.index ?? latest.index, rule);
    return { ...period, dueOn: dueOn(period, 4, rule) };
  });
}

export interface ReportCalendar {
  lines: Record<PeriodKind, CalendarLine>;
  today: LocalDate;
  unitId: string;
  mayEdit: boolean;
}

/** The calendar of the acting unit. Throws not_found for who acts for none. */
export async function getReportCalendar(ctx: Context): Promise<ReportCalendar> {
  const { unitId, unitPath } = ctx.actor;
  if (unitId === null || unitPath === null) throw new AppError('not_found');
  return ctx.read(async (tx) => ({
    lines: await calendarLines(tx, unitPath),
    today: tx.today(),
    unitId,
    mayEdit: canReport(tx.actor, 'set_calendar', { unitPath, receiverPath: null }),
  }));
}

/**
 * Sets from a day on which reports the acting unit and those below it owe, what days their figures are from, and when
 * each tier sends. Reports that were begun keep their days. Throws not_found or forbidden.
 */
export async function setReportCalendar(
  ctx: Context,
  input: { validFrom: LocalDate; rules: readonly PeriodRule[] },
): Promise<void> {
  const { unitId, unitPath } = ctx.actor;
  if (unitId === null || unitPath === null) throw new AppError('not_found');
  if (!canReport(ctx.actor, 'set_calendar', { unitPath, receiverPath: null })) throw new AppError('forbidden');
  await ctx.transaction(async (tx) => {
    for (const rule of input.rules) {
      await sql`
        insert into report_calendar (org_unit_id, period_kind, figures_from, figures_to, due_days_4, due_days_3, due_days_2, is_owed, owed_indexes, valid_from)
        values (${unitId}, ${rule.kind}, ${rule.from}, ${rule.to}, ${rule.dueDays[4]}, ${rule.dueDays[3]}, ${rule.dueDays[2]},
                ${rule.isOwed}, ${rule.owedIndexes && [...rule.owedIndexes]}::smallint[], ${input.validFrom})
        on conflict (org_unit_id, period_kind, valid_from) do update set
          figures_from = excluded.figures_from, figures_to = excluded.figures_to, due_days_4 = excluded.due_days_4,
          due_days_3 = excluded.due_days_3, due_days_2 = excluded.due_days_2, is_owed = excluded.is_owed,
          owed_indexes = excluded.owed_indexes`.execute(tx.db);
    }
    await tx.audit('report.set-calendar', { orgUnitId: unitId, subject: `unit:${unitId}`, detail: { ...input } });
  });
}
