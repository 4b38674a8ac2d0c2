import type { Context } from '#app/platform/context.ts';
import { nameableMeasures, type NameableMeasure } from '#app/modules/measures/server/index.ts';
import { orgReference, type OrgReference } from '#app/modules/orgs/server/index.ts';
import { itemKinds, type ItemKind } from '#app/modules/plans/plan-items.ts';
import { markDocument, type MarkedLine, type MarkedPlace } from '#app/modules/plans/mark-document.ts';
import { requirePlan } from '#app/modules/plans/plan-policy.ts';
import { findPlan } from '#app/modules/plans/server/load-plan.ts';
import { readPlanPage, type PlanPage } from '#app/modules/plans/server/get-plan.ts';
import { readChanges, readComments, type ChangeLine } from '#app/modules/plans/server/plan-history.ts';
import { readItems, type PlanItems } from '#app/modules/plans/server/plan-items-queries.ts';
import type { ReadNote } from '#app/vanban/plan-document.ts';

export interface PlanReview extends PlanPage {
  items: PlanItems;
  /** The document in lines, cut where something was read. */
  lines: MarkedLine[];
  notes: ReadNote[];
  comments: { id: string; body: string; createdAt: Date; who: string }[];
  /** The last changes, for a form that came too late. */
  changes: ChangeLine[];
  reference: ReviewReference;
}

/** What the fields of items choose from. */
export interface ReviewReference extends OrgReference {
  /** Measures that a target of this plan may name. */
  measures: NameableMeasure[];
}

/**
 * Everything that the review screen shows: the document on one side, what was read on the other. Of those who make the
 * plan: a unit that it was sent to has the document, and what was dropped or doubted on the way is not its affair.
 * Throws not_found.
 */
export async function getPlanReview(ctx: Context, planId: string): Promise<PlanReview> {
  return ctx.read(async (tx) => {
    const facts = await findPlan(tx, planId);
    requirePlan(tx.actor, 'read', facts && { ...facts, isDelivered: false });
    const page = await readPlanPage(tx, planId);
    const text = await tx.db
      .selectFrom('plan')
      .select(['sourceText', 'readNotes'])
      .where('id', '=', planId)
      .executeTakeFirstOrThrow();
    const items = await readItems(tx, planId);
    return {
      ...page,
      items,
      lines: markDocument(text.sourceText, placesOf(items)),
      notes: text.readNotes as ReadNote[],
      comments: await readComments(tx, planId),
      changes: await readChanges(tx, planId, 40),
      reference: { ...(await orgReference(tx)), measures: await nameableMeasures(tx, facts?.orgUnitId ?? '') },
    };
  });
}

/** Where the items stand in the document; a dropped item leaves its sentence dark. */
function placesOf(items: PlanItems): MarkedPlace[] {
  return itemKinds.flatMap((kind: ItemKind) =>
    items[kind].flatMap((row) =>
      row.spanStart !== null && row.spanEnd !== null && row.review !== 'dropped'
        ? [{ id: row.id, kind, start: row.spanStart, end: row.spanEnd }]
        : [],
    ),
  );
}
