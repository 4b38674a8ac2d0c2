import type { NotPlanReason, ReadPlan } from '#app/vanban/plan-document.ts';

/** Why a document is not taken for a plan. `nothing-asked`: an administrative document that asks nobody for anything. */
export type NoPlanReason = NotPlanReason | 'nothing-asked';

// They tell, decide or note; some also hand out work, and then that work is read like a plan's.
const otherKinds = ['KẾT LUẬN', 'NGHỊ QUYẾT', 'BÁO CÁO', 'THÔNG BÁO', 'QUYẾT ĐỊNH', 'BIÊN BẢN', 'TỜ TRÌNH', 'GIẤY MỜI'];

/** Whether a kind of document is usually no plan, so that a person is told what they are looking at. */
export function isOtherKind(docType: string): boolean {
  return otherKinds.includes(docType);
}

/**
 * No administrative document at all: a story, a sheet of figures. What looks like an item in it is none. A plan that is
 * only not recognised as one still has a number, a kind, recipients or a signature, and keeps what was read of it.
 */
export function isForeign(plan: ReadPlan): boolean {
  const { isPlan, docType, number, legalBasis, recipientLines, signer } = plan;
  return !isPlan && !docType && !number && !signer && legalBasis.length + recipientLines.length === 0;
}

/** Null for a document in which somebody is asked for something. */
export function whyNoPlan(plan: ReadPlan): NoPlanReason | null {
  if (!plan.isPlan) return plan.notPlanReason ?? 'nothing-asked';
  const { targets, tasks, quotas, reportingDuties: duties } = plan;
  // The numbered points of a conclusion look like tasks, and the body that speaks stands as the subject of each: work is
  // what somebody is charged with, or what has a day to be done by.
  const isWork = (task: ReadPlan['tasks'][number]): boolean =>
    task.deadline !== null || (task.owner !== null && task.rule !== 'tasks.subject');
  const work = isOtherKind(plan.docType ?? '') ? tasks.filter(isWork) : tasks;
  return targets.length + work.length + quotas.length + duties.length === 0 ? 'nothing-asked' : null;
}
