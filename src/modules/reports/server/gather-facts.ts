import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { activitiesSummary } from '#app/modules/activities/server/index.ts';
import { planProgress, type TargetProgress } from '#app/modules/progress/server/index.ts';
import type {
  ChildWords,
  PlanFacts,
  ReportFactsGathered,
  TargetFacts,
  TaskFacts,
} from '#app/modules/reports/draft-report.ts';
import type { Period } from '#app/modules/reports/period.ts';
import { reportsBelow, type BelowReport } from '#app/modules/reports/server/report-queries.ts';

interface ReportedPlan {
  id: string;
  title: string;
  numberText: string;
}

/**
 * Everything a report is drafted from, as of the end of its period (or today, while it runs): progress of the unit's
 * plans, activities of its branch, and what the accepted reports of the units right below say and correct.
 */
export async function gatherFacts(
  tx: Tx,
  report: { id: string; orgUnitId: string; unitPath: string; period: Period },
): Promise<ReportFactsGathered> {
  const { period } = report;
  const on = period.to < tx.today() ? period.to : tx.today();
  const summary = await activitiesSummary(tx, {
    unit: { id: report.orgUnitId, path: report.unitPath },
    from: period.from,
    to: period.to,
  });
  const below = await reportsBelow(tx, { unitId: report.orgUnitId, ...period });
  const accepted = below.flatMap((child) => (child.reportId && child.status === 'accepted' ? [child.reportId] : []));
  await keepParts(tx, report.id, accepted);
  const plans: PlanFacts[] = [];
  for (const plan of await reportedPlans(tx, report.orgUnitId, period)) {
    const targets = await planProgress(tx, {
      planId: plan.id,
      unitId: report.orgUnitId,
      on,
      // What was done in the period and written down on the days between its end and the report is part of it.
      knownBy: 'today',
    });
    plans.push({
      planId: plan.id,
      title: plan.title,
      numberText: plan.numberText,
      targets: targets.map(targetFacts),
      tasks: await planTasks(tx, plan.id, on),
    });
  }
  return {
    from: period.from,
    to: on,
    plans,
    total: { ...summary.total },
    forms: summary.byForm.map((form) => ({
      name: form.nameVi,
      activityCount: form.activityCount,
      attendanceCount: form.attendanceCount,
    })),
    unlinkedCount: summary.total.unlinkedCount,
    children: below.map((child) => ({ name: child.unitName, status: child.status ?? 'none' })),
    childWords: await wordsOf(tx, below),
    adjustments: await adjustmentsOf(tx, accepted),
  };
}

function targetFacts(target: TargetProgress): TargetFacts {
  const { figure } = target;
  return {
    rootId: target.rootId,
    statement: target.statement,
    unitText: target.unitText === '%' ? '' : target.unitText,
    kind: figure.kind,
    actual: figure.actual,
    of: figure.of,
    needed: figure.needed,
    state: figure.state,
  };
}

/** Plans in force in the period: the unit's own, and those it received and has no plan of its own for. */
async function reportedPlans(tx: Tx, unitId: string, period: Period): Promise<ReportedPlan[]> {
  const { rows } = await sql<ReportedPlan>`
    select p.id, p.title, p.number_text from plan p
    where p.status in ('issued', 'closed') and p.issued_on <= ${period.to}
      and (p.valid_to is null or p.valid_to >= ${period.from})
      and (p.org_unit_id = ${unitId}
           or exists (select 1 from plan_delivery d where d.plan_id = p.id and d.unit_id = ${unitId} and d.purpose = 'act'
                      and not exists (select 1 from plan own where own.org_unit_id = ${unitId} and own.adopted_from_id = p.id
                                      and own.status in ('issued', 'closed') and own.issued_on <= ${period.to})))
    order by p.issued_on, p.register_number, p.id`.execute(tx.db);
  return rows;
}

/** Tasks of a plan as they stood on the day. */
async function planTasks(tx: Tx, planId: string, on: LocalDate): Promise<TaskFacts[]> {
  const { rows } = await sql<TaskFacts>`
    select statement, due_on, done_note, case when state = 'done' and done_on > ${on} then 'open' else state end as state
    from plan_task where plan_id = ${planId} and review <> 'dropped' and kind in ('assigned', 'schedule', 'event', 'appendix', 'request')
    order by position`.execute(tx.db);
  return rows;
}

async function wordsOf(tx: Tx, below: readonly BelowReport[]): Promise<ChildWords[]> {
  const ids = below.flatMap((child) => (child.reportId && child.status === 'accepted' ? [child.reportId] : []));
  if (ids.length === 0) return [];
  const { rows } = await sql<{ reportId: string; slot: string; text: string }>`
    select report_id, slot, coalesce(written, drafted) as text from report_section
    where report_id = any(${ids}::uuid[]) and slot in ('difficulties', 'proposals')`.execute(tx.db);
  const textOf = (reportId: string | null, slot: string): string =>
    rows.find((row) => row.reportId === reportId && row.slot === slot)?.text ?? '';
  return below
    .filter((child) => child.reportId && ids.includes(child.reportId))
    .map((child) => ({
      unitName: child.unitName,
      difficulties: textOf(child.reportId, 'difficulties'),
      proposals: textOf(child.reportId, 'proposals'),
    }));
}

/** What accepted reports below state differently from the facts, by target. */
async function adjustmentsOf(tx: Tx, accepted: readonly string[]): Promise<ReportFactsGathered['adjustments']> {
  if (accepted.length === 0) return new Map();
  const { rows } = await sql<{ targetRootId: string; amount: number; reason: string; unitName: string }>`
    select f.target_root_id, f.stated - f.computed as amount, f.reason, u.name as unit_name
    from report_figure f join report r on r.id = f.report_id join org_unit u on u.id = r.org_unit_id
    where f.report_id = any(${[...accepted]}::uuid[]) and f.stated is not null and f.stated <> f.computed
    order by u.name_sort`.execute(tx.db);
  const sums: ReportFactsGathered['adjustments'] = new Map();
  for (const row of rows) {
    const sum = sums.get(row.targetRootId) ?? { amount: 0, reasons: [] };
    sums.set(row.targetRootId, {
      amount: sum.amount + row.amount,
      reasons: [...sum.reasons, `${row.unitName}: ${row.reason}`],
    });
  }
  return sums;
}

async function keepParts(tx: Tx, reportId: string, accepted: readonly string[]): Promise<void> {
  await tx.db.deleteFrom('reportPart').where('reportId', '=', reportId).execute();
  if (accepted.length > 0) {
    await tx.db
      .insertInto('reportPart')
      .values(accepted.map((childId) => ({ reportId, childId })))
      .execute();
  }
}
