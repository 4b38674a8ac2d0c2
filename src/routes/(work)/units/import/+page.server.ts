import { redirect } from '@sveltejs/kit';
import { formAction } from '#app/platform/form-action.ts';
import { uploadListForm } from '#app/modules/orgs/unit-forms.ts';
import { openListUpload, stageImport, takeList } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals }) => openListUpload(locals.ctx);

export const actions: Actions = {
  default: formAction(uploadListForm, async ({ list, asOfOn }, { locals }: RequestEvent) => {
    const importId = await stageImport(locals.ctx, { ...(await takeList(locals.ctx, list)), asOfOn });
    redirect(303, `/units/import/${importId}`);
  }),
};
