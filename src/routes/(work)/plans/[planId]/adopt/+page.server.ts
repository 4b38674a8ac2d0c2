import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { requireUuid } from '#app/platform/uuid.ts';
import { adoptForm } from '#app/modules/plans/delivery-forms.ts';
import { adoptPlan, getAdoption } from '#app/modules/plans/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const adoption = await getAdoption(locals.ctx, requireUuid(params.planId));
  if (adoption.source.adoptedPlanId) redirect(303, `/plans/${adoption.source.adoptedPlanId}`);
  return { adoption };
};

export const actions: Actions = {
  adopt: formAction(adoptForm, async (input, { locals, params, cookies }) => {
    const planId = await adoptPlan(locals.ctx, { ...input, planId: requireUuid(params.planId) });
    setFlash(cookies, {
      kind: 'success',
      key: 'cascade_flash_adopted',
      params: { targets: input.targets.length },
      next: { href: `/plans/${planId}/adopt/targets`, key: 'cascade_flash_adopted_next' },
    });
    redirect(303, `/plans/${planId}`);
  }),
};
