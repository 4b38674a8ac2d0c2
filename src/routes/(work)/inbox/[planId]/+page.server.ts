import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { requireUuid } from '#app/platform/uuid.ts';
import { pressForm } from '#app/modules/plans/delivery-forms.ts';
import { mayReceive } from '#app/modules/plans/delivery-policy.ts';
import { acknowledgePlan, getDeliveredPlan, openDelivered } from '#app/modules/plans/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params }) => {
  const plan = await getDeliveredPlan(ctx, requireUuid(params.planId));
  return {
    plan,
    mayOpen: plan.openedAt === null && mayReceive(ctx.actor, 'open', plan),
    mayAcknowledge: mayReceive(ctx.actor, 'acknowledge', plan),
    mayAdopt: mayReceive(ctx.actor, 'adopt', plan),
  };
};

export const actions: Actions = {
  open: formAction(pressForm, async (_, { locals, params }) => {
    const planId = requireUuid(params.planId);
    await openDelivered(locals.ctx, planId);
    redirect(303, `/inbox/${planId}`);
  }),
  acknowledge: formAction(pressForm, async (_, { locals, params, cookies }) => {
    const planId = requireUuid(params.planId);
    await acknowledgePlan(locals.ctx, { planId });
    setFlash(cookies, {
      kind: 'success',
      key: 'cascade_flash_acknowledged',
      next: { href: `/plans/${planId}/adopt`, key: 'cascade_adopt' },
    });
    redirect(303, `/inbox/${planId}`);
  }),
};
