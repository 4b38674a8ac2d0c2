import { SURE, type ReadPlan } from '../plan-document.ts';

/** One digit misread is another target, and no grammar notices it: a person looks at every figure of a picture. */
const figureOfPicture = SURE - 0.05;

/**
 * Makes what was recognised from a picture less sure than what was typed: by the share, 0 to 1, to which its text is
 * sure. Targets and allotments of a picture are never sure. Changes the items of the plan given, and returns it.
 */
export function weighBySource(plan: ReadPlan, share: number): ReadPlan {
  if (share >= 1) return plan;
  const figures = [...plan.targets, ...plan.quotas, ...plan.quotaTotals];
  const words = [
    ...Object.values(plan.header),
    ...plan.legalBasis,
    ...plan.otherReferences,
    ...plan.sections,
    ...plan.tasks,
    ...plan.reportingDuties,
    ...plan.recipientLines,
  ];
  for (const item of [...figures, ...words]) item.confidence *= share;
  for (const item of figures) item.confidence = Math.min(item.confidence, figureOfPicture);
  return plan;
}
