import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { decideForm } from '#app/modules/plans/delivery-forms.ts';
import { decideLowering, listWaitingDecisions } from '#app/modules/plans/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  decisions: await listWaitingDecisions(locals.ctx),
});

export const actions: Actions = {
  decide: formAction(decideForm, async (input, { locals, cookies }) => {
    await decideLowering(locals.ctx, input);
    setFlash(cookies, { kind: 'success', key: `cascade_flash_${input.decision}` });
    redirect(303, '/inbox/decisions');
  }),
};
