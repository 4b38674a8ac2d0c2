import { toLocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { WaitingItem } from '#app/modules/home/home-items.ts';
import type { ActingUnit } from '#app/modules/home/server/due-items.ts';
import { canPlan } from '#app/modules/plans/plan-policy.ts';
import { waitingDecisions, type MovingPlan } from '#app/modules/plans/server/index.ts';
import { canReport } from '#app/modules/reports/report-policy.ts';
import { reportsToDecide } from '#app/modules/reports/server/index.ts';

/** What waits for a decision of the acting unit that this person may take. Two queries. */
export async function waitingItems(tx: Tx, unit: ActingUnit, plans: readonly MovingPlan[]): Promise<WaitingItem[]> {
  const lowerings = (await waitingDecisions(tx, tx.actor)).map(
    ({ targetId, planId, unitName, statement, comparator, askedValue, offeredValue, unit: measured, reason }) => ({
      id: targetId,
      kind: 'lowering' as const,
      href: `/plans/${planId}`,
      unitName,
      statement,
      comparator,
      askedValue,
      offeredValue,
      unit: measured,
      reason,
    }),
  );
  const toApprove = plans
    .filter((plan) => canPlan(tx.actor, 'approve', plan))
    .map(({ id, title, since }) => ({
      id,
      kind: 'plan' as const,
      href: `/plans/${id}`,
      title,
      since: toLocalDate(since),
    }));
  // The rows are those addressed to this unit: only whether this person decides for it is left to ask.
  const mayAccept = canReport(tx.actor, 'accept', { unitPath: '', receiverPath: unit.path });
  const reports = mayAccept ? await reportsToDecide(tx, unit.id) : [];
  return [
    ...toApprove,
    ...lowerings,
    ...reports.map((report) => ({
      id: report.id,
      kind: 'report' as const,
      href: `/reports/${report.id}`,
      unitName: report.unitName,
      period: report.periodKind,
      year: report.periodYear,
      index: report.periodIndex,
      since: report.submittedAt && toLocalDate(report.submittedAt),
    })),
  ];
}
