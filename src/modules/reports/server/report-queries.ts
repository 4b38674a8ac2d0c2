import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';
import type { PeriodKind } from '#app/modules/reports/period.ts';
import { isOpen, type ReportStatus } from '#app/modules/reports/report-lifecycle.ts';
import { canReport } from '#app/modules/reports/report-policy.ts';
import { loadReport, type LoadedReport } from '#app/modules/reports/server/load-report.ts';

export interface ReportSectionView {
  id: string;
  slot: string;
  level: number;
  heading: string;
  drafted: string;
  written: string | null;
  figures: ReportFigureView[];
  comments: ReportCommentView[];
}

export interface ReportFigureView {
  id: string;
  label: string;
  unitText: string;
  computed: number;
  computedOf: number | null;
  stated: number | null;
  reason: string;
  needed: number | null;
  state: string;
  targetRootId: string | null;
  /** Its target in the section's plan, for whoever reads the plan. */
  planId: string | null;
  targetId: string | null;
}

export interface ReportCommentView {
  id: string;
  sectionId: string | null;
  body: string;
  author: string;
  createdAt: Date;
}

export interface ReportPage {
  report: LoadedReport;
  sections: ReportSectionView[];
  comments: ReportCommentView[];
  may: { write: boolean; submit: boolean; withdraw: boolean; return: boolean; accept: boolean; reopen: boolean };
}

/** A report with everything on its page. Four queries. Throws `not_found`. */
export async function getReport(ctx: Context, reportId: string): Promise<ReportPage> {
  return ctx.read(async (tx) => {
    const report = await loadReport(tx, reportId, 'read');
    const sections = await tx.db
      .selectFrom('reportSection')
      .select(['id', 'slot', 'level', 'heading', 'drafted', 'written'])
      .where('reportId', '=', reportId)
      .orderBy('position')
      .execute();
    const { rows: figures } = await sql<ReportFigureView & { sectionId: string }>`
      select f.id, f.section_id, f.label, f.unit_text, f.computed, f.computed_of, f.stated, f.reason, f.target_root_id,
             (f.explanation ->> 'needed')::numeric as needed, f.explanation ->> 'state' as state, s.plan_id,
             (select t.id from plan_target t where t.plan_id = s.plan_id and t.root_id = f.target_root_id
              and t.review <> 'dropped' limit 1) as target_id
      from report_figure f join report_section s on s.id = f.section_id
      where f.report_id = ${reportId} order by f.position`.execute(tx.db);
    // Authors of the level above are out of the reader's reach; the unit speaks, not the person.
    const { rows: comments } = await sql<ReportCommentView>`
      select c.id, c.section_id, c.body, '' as author, c.created_at
      from report_comment c where c.report_id = ${reportId} order by c.created_at desc`.execute(tx.db);
    return {
      report,
      sections: sections.map((section) => ({
        ...section,
        figures: figures.filter((figure) => figure.sectionId === section.id),
        comments: comments.filter((comment) => comment.sectionId === section.id),
      })),
      comments,
      may: mayDo(tx, report),
    };
  });
}

function mayDo(tx: Tx, report: LoadedReport): ReportPage['may'] {
  const can = (action: 'write' | 'submit' | 'withdraw' | 'return' | 'accept' | 'reopen'): boolean =>
    canReport(tx.actor, action, report);
  return {
    write: can('write') && isOpen(report.status),
    submit: can('submit') && isOpen(report.status),
    withdraw: can('withdraw') && report.status === 'submitted',
    return: can('return') && report.status === 'submitted',
    accept: can('accept') && report.status === 'submitted',
    reopen: can('reopen') && report.status === 'accepted',
  };
}

export interface ReportLine {
  id: string;
  unitId: string;
  unitName: string;
  title: string;
  periodKind: PeriodKind;
  periodYear: number;
  periodIndex: number;
  dueOn: LocalDate;
  status: ReportStatus;
  submittedAt: Date | null;
}

const lineColumns = sql.raw(
  'r.id, r.org_unit_id as unit_id, u.name as unit_name, r.title, r.period_kind, r.period_year, r.period_index, r.due_on, r.status, r.submitted_at',
);

/** The unit's own reports, latest first. One query. */
export async function listOwnReports(ctx: Context, unitId: string): Promise<ReportLine[]> {
  return ctx.read(async (tx) => {
    const { rows } = await sql<ReportLine>`
      select ${lineColumns} from report r join org_unit u on u.id = r.org_unit_id
      where r.org_unit_id = ${unitId} order by r.figures_to desc, r.period_kind limit 60`.execute(tx.db);
    return rows;
  });
}

export interface BelowReport {
  unitId: string;
  unitName: string;
  reportId: string | null;
  status: ReportStatus | null;
  submittedAt: Date | null;
}

/**
 * The units that report to this one and where their report for a period stands; a unit founded after the period
 * owes none, nor does one that has ended: what it had begun is its successor's. One query, whatever the number of units.
 */
export async function listReportsBelow(
  ctx: Context,
  input: { unitId: string; kind: PeriodKind; year: number; index: number; from: LocalDate; to: LocalDate },
): Promise<BelowReport[]> {
  return ctx.read((tx) => reportsBelow(tx, input));
}

/** The same inside a transaction. */
export async function reportsBelow(
  tx: Tx,
  input: { unitId: string; kind: PeriodKind; year: number; index: number; from: LocalDate; to: LocalDate },
): Promise<BelowReport[]> {
  const { rows } = await sql<BelowReport>`
    select u.id as unit_id, u.name as unit_name, r.id as report_id, r.status, r.submitted_at
    from org_unit u
    left join report r on r.org_unit_id = u.id and r.period_kind = ${input.kind} and r.period_year = ${input.year} and r.period_index = ${input.index}
    where u.parent_id = ${input.unitId} and u.kind_id <> 'department'
      and u.founded_on <= ${input.to} and (u.ended_on is null or (u.ended_on >= ${input.to} and r.id is not null and r.ended_early_on is null))
    order by u.name_sort`.execute(tx.db);
  return rows;
}

/** Reports waiting for the decision of the unit at `path` (as receiver), the longest waiting first. One query. */
export async function reportsToDecide(tx: Tx, unitId: string): Promise<ReportLine[]> {
  const { rows } = await sql<ReportLine>`
    select ${lineColumns} from report r join org_unit u on u.id = r.org_unit_id
    where r.receiver_unit_id = ${unitId} and r.status = 'submitted' order by r.submitted_at limit 50`.execute(tx.db);
  return rows;
}

/** The unit's own reports that are begun or returned and not sent. One query. */
export async function reportsToFinish(tx: Tx, unitId: string): Promise<ReportLine[]> {
  const { rows } = await sql<ReportLine>`
    select ${lineColumns} from report r join org_unit u on u.id = r.org_unit_id
    where r.org_unit_id = ${unitId} and r.status in ('draft', 'returned') and r.ended_early_on is null
    order by r.due_on limit 20`.execute(tx.db);
  return rows;
}

/** A period of which the reports of a branch are asked for. */
export interface AskedPeriod {
  path: string;
  kind: PeriodKind;
  year: number;
  index: number;
  to: LocalDate;
}

/** The ids of units below `path` that have not sent their report for a period, as a query to count or join. */
export function owingReporterIds(input: AskedPeriod): RawBuilder<{ unitId: string }> {
  return sql<{ unitId: string }>`
    select u.id as unit_id from org_unit u
    where ${underPath('u.path', input.path)} and u.path <> ${input.path} and u.kind_id <> 'department'
      and u.founded_on <= ${input.to} and u.ended_on is null
      and not exists (select 1 from report r where r.org_unit_id = u.id and r.period_kind = ${input.kind}
                      and r.period_year = ${input.year} and r.period_index = ${input.index} and r.status in ('submitted', 'accepted'))`;
}

/** How many units below owe a report for a period whose day has passed, counted up to `most`. One query. */
export async function countLateReports(
  tx: Tx,
  input: AskedPeriod & { dueOn: LocalDate },
  most: number,
): Promise<number> {
  if (tx.today() <= input.dueOn) return 0;
  const { rows } = await sql<{
    count: number;
  }>`select count(*) as count from (${owingReporterIds(input)} limit ${most}) owing`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

/** The unit's own report for a period, however it stands; undefined where none was begun. One query. */
export async function ownReport(
  tx: Tx,
  input: { unitId: string; kind: PeriodKind; year: number; index: number },
): Promise<{ id: string; status: ReportStatus } | undefined> {
  const { rows } = await sql<{ id: string; status: ReportStatus }>`
    select id, status from report where org_unit_id = ${input.unitId} and period_kind = ${input.kind}
      and period_year = ${input.year} and period_index = ${input.index}`.execute(tx.db);
  return rows[0];
}
