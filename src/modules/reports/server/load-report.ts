import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { PeriodKind } from '#app/modules/reports/period.ts';
import type { ReportStatus } from '#app/modules/reports/report-lifecycle.ts';
import { requireReport, type ReportAction, type ReportFacts } from '#app/modules/reports/report-policy.ts';

export interface LoadedReport extends ReportFacts {
  id: string;
  orgUnitId: string;
  unitName: string;
  unitTier: number;
  unitSymbol: string;
  receiverUnitId: string | null;
  receiverName: string | null;
  periodKind: PeriodKind;
  periodYear: number;
  periodIndex: number;
  figuresFrom: LocalDate;
  figuresTo: LocalDate;
  dueOn: LocalDate;
  status: ReportStatus;
  title: string;
  numberText: string;
  signerTitle: string;
  signerName: string;
  submittedAt: Date | null;
  decidedAt: Date | null;
  version: number;
  /** Closed early with its unit; only read. */
  endedEarlyOn: string | null;
}

/**
 * A report with the paths its policy asks about, locked when it is to be changed. Throws `not_found`, `forbidden`, and
 * `conflict` when `version` is given and older than what is stored.
 */
export async function loadReport(tx: Tx, id: string, action: ReportAction, version?: number): Promise<LoadedReport> {
  const { rows } = await sql<LoadedReport>`
    select r.id, r.org_unit_id, u.name as unit_name, k.tier as unit_tier, u.symbol as unit_symbol, u.path as unit_path, u.ended_on as unit_ended_on,
           r.receiver_unit_id, v.name as receiver_name,
           -- A receiver that the actor cannot see (the unit has moved since) is still one: nobody decides in its place.
           coalesce(v.path, case when r.receiver_unit_id is not null then '?' end) as receiver_path, r.period_kind, r.period_year, r.period_index,
           r.figures_from, r.figures_to, r.due_on, r.status, r.title, r.number_text, r.signer_title, r.signer_name,
           r.submitted_at, r.decided_at, r.version, r.ended_early_on
    from report r
    join org_unit u on u.id = r.org_unit_id
    join unit_kind k on k.id = u.kind_id
    left join org_unit v on v.id = r.receiver_unit_id
    where r.id = ${id} ${action === 'read' ? sql`` : sql`for update of r`}`.execute(tx.db);
  const report = rows[0];
  requireReport(tx.actor, action, report);
  if (version !== undefined && report.version !== version) throw new AppError('conflict');
  return report;
}
