import type { Context } from '#app/platform/context.ts';
import { unitsById } from '#app/modules/orgs/server/index.ts';
import { composePlanDocument } from '#app/modules/plans/server/compose-plan-document.ts';
import { readPlanPage, type PlanPage } from '#app/modules/plans/server/get-plan.ts';
import { liveItems, readItems } from '#app/modules/plans/server/plan-items-queries.ts';
import { symbolOf } from '#app/modules/plans/server/take-register-number.ts';
import { composeDocument, type ComposedDocument } from '#app/vanban/write/compose-document.ts';
import type { OfficialDocument } from '#app/vanban/write/official-document.ts';
import { writeDocx } from '#app/vanban/write/write-docx.ts';

async function readDocument(ctx: Context, planId: string): Promise<PlanPage & { document: OfficialDocument }> {
  return ctx.read(async (tx) => {
    const page = await readPlanPage(tx, planId);
    const unit = (await unitsById(tx, [page.plan.orgUnitId])).get(page.plan.orgUnitId);
    const symbol = unit && unit.symbol !== '' ? symbolOf(page.plan.docType, unit.symbol) : '';
    return { ...page, document: composePlanDocument(page.plan, liveItems(await readItems(tx, planId)), symbol) };
  });
}

/** The document of a plan with every word as it is printed, for the screen and for paper. Throws not_found. */
export async function getPlanDocument(ctx: Context, planId: string): Promise<ComposedDocument> {
  return composeDocument((await readDocument(ctx, planId)).document);
}

/** The document of a plan as .docx, with the name to save it under. Throws not_found. */
export async function writePlanDocx(ctx: Context, planId: string): Promise<{ name: string; bytes: Uint8Array }> {
  const { plan, document } = await readDocument(ctx, planId);
  const number = plan.numberText === '' ? 'du-thao' : plan.numberText.replaceAll('/', '-');
  return { name: `${number} ${plan.title}`.slice(0, 120).trim() + '.docx', bytes: await writeDocx(document) };
}
