import { redirect } from '@sveltejs/kit';
import { toLocalDate } from '#app/platform/clock.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { decisionFaultRows, decisionFieldChoices } from '#app/modules/orgs/decision-list-words.ts';
import { confirmDecisionsForm, mapDecisionsForm } from '#app/modules/orgs/unit-forms.ts';
import { openWorkRows } from '#app/modules/orgs/unit-work-words.ts';
import { decideSet, mapDecisions, previewDecisions } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const csr = false;

/** More rows than this are counted, not shown. */
const shown = 200;

export const load: PageServerLoad = async ({ locals, params }) => {
  const { staged, plan, steps, openWork } = await previewDecisions(locals.ctx, params.listId);
  return {
    id: staged.id,
    root: { id: staged.root.id, name: staged.root.name },
    fileName: staged.fileName,
    decision: staged.decision,
    header: staged.sheet.header,
    sample: staged.sheet.rows.slice(0, 2).map((row) => row.cells),
    mapping: staged.mapping,
    fields: decisionFieldChoices(),
    reorganisationId: staged.reorganisationId,
    isPlanned: staged.isPlanned,
    isToCome: staged.decision.effectiveOn > toLocalDate(locals.ctx.services.clock.now()),
    counts: plan?.counts ?? staged.counts,
    following: plan ? plan.moves.length - plan.counts.under : 0,
    workRows: openWorkRows(openWork),
    endCount: plan?.ends.length ?? 0,
    steps: steps.slice(0, shown),
    stepCount: steps.length,
    faults: decisionFaultRows(plan?.faults.slice(0, shown) ?? []),
    faultCount: plan?.faults.length ?? 0,
  };
};

export const actions: Actions = {
  columns: formAction(mapDecisionsForm, async ({ columns }, { locals, params }: RequestEvent) => {
    await mapDecisions(locals.ctx, params.listId ?? '', columns);
    redirect(303, `/units/decisions/${params.listId}`);
  }),
  confirm: formAction(confirmDecisionsForm, async ({ work }, { locals, params, cookies }: RequestEvent) => {
    const { plannedOn } = await decideSet(locals.ctx, params.listId ?? '', work);
    if (plannedOn === null) setFlash(cookies, { kind: 'success', key: 'orgs_flash_set' });
    else setFlash(cookies, { kind: 'success', key: 'orgs_flash_planned', params: { date: plannedOn } });
    redirect(303, `/units/decisions/${params.listId}`);
  }),
};
