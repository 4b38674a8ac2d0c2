import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { requireUuid } from '#app/platform/uuid.ts';
import { reviseForm } from '#app/modules/plans/delivery-forms.ts';
import { getInherited, reviseInherited } from '#app/modules/plans/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  plan: await getInherited(locals.ctx, requireUuid(params.planId)),
});

export const actions: Actions = {
  revise: formAction(reviseForm, async (input, { locals, params, cookies }) => {
    const planId = requireUuid(params.planId);
    await reviseInherited(locals.ctx, { ...input, planId });
    setFlash(cookies, { kind: 'success', key: 'cascade_flash_revised' });
    redirect(303, `/plans/${planId}/adopt/targets`);
  }),
};
