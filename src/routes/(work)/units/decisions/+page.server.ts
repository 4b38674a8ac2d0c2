import { redirect } from '@sveltejs/kit';
import { formAction } from '#app/platform/form-action.ts';
import { uploadDecisionsForm } from '#app/modules/orgs/unit-forms.ts';
import { keepSentList, openHeldList } from '#app/modules/media/server/index.ts';
import {
  isListFault,
  openListUpload,
  stageDecisions,
  stagedDecision,
  takeList,
} from '#app/modules/orgs/server/index.ts';
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
  default: formAction(
    uploadDecisionsForm,
    async ({ list, heldId, ...decision }, { locals: { ctx } }: RequestEvent) => {
      const file = list ?? (await openHeldList(ctx, heldId ?? ''));
      const listId = await stageDecisions(ctx, { ...(await takeList(ctx, file)), ...decision });
      redirect(303, `/units/decisions/${listId}`);
    },
    async (typed, { locals: { ctx } }, why) => {
      const maySend = (await openListUpload(ctx)).root?.may['found-below'];
      return maySend ? keepSentList(ctx, typed, isListFault(why)) : [];
    },
  ),
};
