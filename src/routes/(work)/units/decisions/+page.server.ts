import { redirect } from '@sveltejs/kit';
import { formAction } from '#app/platform/form-action.ts';
import { uploadDecisionsForm } from '#app/modules/orgs/unit-forms.ts';
import { openListUpload, stageDecisions, stagedDecision, takeList } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// Entered once in years, and weighs more than a page of the workplace may.
export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
  // A list with faults is mended and sent again: what was said of its decision need not be typed anew.
  const before = url.searchParams.get('again');
  return {
    ...(await openListUpload(locals.ctx)),
    values: before === null ? {} : { ...(await stagedDecision(locals.ctx, before)) },
  };
};

export const actions: Actions = {
  default: formAction(uploadDecisionsForm, async ({ list, ...decision }, { locals }: RequestEvent) => {
    const listId = await stageDecisions(locals.ctx, { ...(await takeList(locals.ctx, list)), ...decision });
    redirect(303, `/units/decisions/${listId}`);
  }),
};
