import { redirect } from '@sveltejs/kit';
import { formAction } from '#app/platform/form-action.ts';
import { uploadDecisionsForm } from '#app/modules/orgs/unit-forms.ts';
import { openListUpload, stageDecisions, takeList } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// Entered once in years, and weighs more than a page of the workplace may.
export const csr = false;

export const load: PageServerLoad = ({ locals }) => openListUpload(locals.ctx);

export const actions: Actions = {
  default: formAction(uploadDecisionsForm, async ({ list, ...decision }, { locals }: RequestEvent) => {
    const listId = await stageDecisions(locals.ctx, { ...(await takeList(locals.ctx, list)), ...decision });
    redirect(303, `/units/decisions/${listId}`);
  }),
};
