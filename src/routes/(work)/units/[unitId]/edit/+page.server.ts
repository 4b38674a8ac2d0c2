import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { unitDetailsForm } from '#app/modules/orgs/unit-forms.ts';
import { editUnitDetails, getUnitHead, orgReference } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  unit: await getUnitHead(locals.ctx, params.unitId),
  reference: await locals.ctx.read((tx) => orgReference(tx)),
});

export const actions: Actions = {
  default: formAction(unitDetailsForm, async (input, { locals, params, cookies }: RequestEvent) => {
    await editUnitDetails(locals.ctx, { unitId: params.unitId, ...input });
    setFlash(cookies, { kind: 'success', key: 'orgs_flash_details' });
    redirect(303, `/units/${params.unitId}`);
  }),
};
