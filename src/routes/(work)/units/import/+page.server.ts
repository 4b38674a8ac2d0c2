import { redirect } from '@sveltejs/kit';
import { formAction } from '#app/platform/form-action.ts';
import { uploadListForm } from '#app/modules/orgs/unit-forms.ts';
import { keepSentList, openHeldList } from '#app/modules/media/server/index.ts';
import { isListFault, openListUpload, stageImport, takeList } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals }) => openListUpload(locals.ctx);

export const actions: Actions = {
  default: formAction(
    uploadListForm,
    async ({ list, heldId, asOfOn }, { locals: { ctx } }: RequestEvent) => {
      const file = list ?? (await openHeldList(ctx, heldId ?? ''));
      const importId = await stageImport(ctx, { ...(await takeList(ctx, file)), asOfOn });
      redirect(303, `/units/import/${importId}`);
    },
    async (typed, { locals: { ctx } }, why) => {
      const mayImport = (await openListUpload(ctx)).root?.may.import;
      return mayImport ? keepSentList(ctx, typed, isListFault(why)) : [];
    },
  ),
};
