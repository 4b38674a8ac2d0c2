import { redirect } from '@sveltejs/kit';
import { setFlash, type Flash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { toLocalDate } from '#app/platform/clock.ts';
import { requireUuid } from '#app/platform/uuid.ts';
import { issueForm, moveForm, returnForm } from '#app/modules/plans/plan-forms.ts';
import * as plans from '#app/modules/plans/server/index.ts';
import { planAtWork } from '#app/modules/progress/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, parent }) => {
  const { plan, can } = await parent();
  const planId = requireUuid(params.planId);
  const isIssued = plan.status === 'issued' || plan.status === 'closed';
  return {
    ...(await plans.getPlanOverview(ctx, planId, can.issue)),
    work: isIssued ? await ctx.read((tx) => planAtWork(tx, planId)) : null,
    today: toLocalDate(ctx.services.clock.now()),
  };
};

const idOf = ({ params }: RequestEvent): string => requireUuid(params.planId);

function stay(event: RequestEvent, flash: Omit<Flash, 'kind'>, href = `/plans/${idOf(event)}`): never {
  setFlash(event.cookies, { kind: 'success', ...flash });
  redirect(303, href);
}

export const actions: Actions = {
  submit: formAction(moveForm, async (input, event: RequestEvent) => {
    await plans.submitPlan(event.locals.ctx, { planId: idOf(event), ...input });
    stay(event, { key: 'plans_flash_submitted' });
  }),
  return: formAction(returnForm, async (input, event: RequestEvent) => {
    await plans.returnPlan(event.locals.ctx, { planId: idOf(event), ...input });
    stay(event, { key: 'plans_flash_returned' });
  }),
  approve: formAction(moveForm, async (input, event: RequestEvent) => {
    await plans.approvePlan(event.locals.ctx, { planId: idOf(event), ...input });
    stay(event, { key: 'plans_flash_approved' });
  }),
  issue: formAction(issueForm, async (input, event: RequestEvent) => {
    const issued = await plans.issuePlan(event.locals.ctx, { planId: idOf(event), ...input });
    const params = { number: issued.numberText, count: issued.deliveries.act + issued.deliveries.inform };
    const next = params.count > 0 ? { next: { href: `/plans/${idOf(event)}/board`, key: 'plans_see_board' } } : {};
    // A plan for the unit itself goes to nobody: "to 0 units" would read as a fault.
    stay(event, { key: params.count > 0 ? 'plans_flash_issued' : 'plans_flash_issued_own', params, ...next });
  }),
  close: formAction(moveForm, async (input, event: RequestEvent) => {
    await plans.closePlan(event.locals.ctx, { planId: idOf(event), ...input });
    stay(event, { key: 'plans_flash_closed' });
  }),
  delete: formAction(moveForm, async (input, event: RequestEvent) => {
    await plans.deletePlan(event.locals.ctx, { planId: idOf(event), ...input });
    stay(event, { key: 'plans_flash_deleted' }, '/plans');
  }),
};
