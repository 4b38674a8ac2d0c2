import { redirect } from '@sveltejs/kit';
import { toLocalDate } from '#app/platform/clock.ts';
import { AppError } from '#app/platform/errors.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { takeUpload } from '#app/modules/media/server/index.ts';
import { blankPlanForm, copyPlanForm, fromFileForm, fromTextForm } from '#app/modules/plans/plan-forms.ts';
import { planWays } from '#app/modules/plans/plan-ways.ts';
import { readPlanListFilter } from '#app/modules/plans/plan-list-filter.ts';
import { canCreatePlan } from '#app/modules/plans/plan-policy.ts';
import * as plans from '#app/modules/plans/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  const { unitPath } = ctx.actor;
  const earlier = await plans.listPlans(ctx, readPlanListFilter(new URLSearchParams({ of: 'own' })));
  return {
    way: planWays.find((way) => way === url.searchParams.get('from')) ?? 'file',
    mayCreate: unitPath !== null && canCreatePlan(ctx.actor, unitPath),
    earlier: earlier.plans.map(({ id, title, numberText, validFrom }) => ({ id, title, numberText, validFrom })),
    today: toLocalDate(ctx.services.clock.now()),
  };
};

/** The context and the unit that the person acts for. */
function acting({ locals: { ctx } }: RequestEvent) {
  if (ctx.actor.unitId === null) throw new AppError('forbidden');
  return { ctx, unitId: ctx.actor.unitId };
}

function openReview({ cookies }: RequestEvent, planId: string, key = 'plans_flash_created'): never {
  setFlash(cookies, { kind: 'success', key });
  redirect(303, `/plans/${planId}/review`);
}

export const actions: Actions = {
  file: formAction(fromFileForm, async ({ file, fileId, byHand }, event: RequestEvent) => {
    const { ctx, unitId } = acting(event);
    if (!file && !fileId) throw new AppError('invalid', {}, { file: 'field_required' });
    const kept = file ? await plans.keepPlanFile(ctx, { unitId, upload: await takeUpload(file, 'document') }) : fileId!;
    const planId = await plans.createPlanFromFile(ctx, { unitId, fileId: kept, byHand: byHand !== undefined });
    openReview(event, planId, byHand === undefined ? 'plans_flash_read' : 'plans_flash_created');
  }),
  paste: formAction(fromTextForm, async ({ text, byHand }, event: RequestEvent) => {
    const { ctx, unitId } = acting(event);
    const planId = await plans.createPlanFromText(ctx, { unitId, text, byHand: byHand !== undefined });
    openReview(event, planId, byHand === undefined ? 'plans_flash_read' : 'plans_flash_created');
  }),
  blank: formAction(blankPlanForm, async (input, event: RequestEvent) => {
    const { ctx, unitId } = acting(event);
    openReview(event, await plans.createBlankPlan(ctx, { unitId, ...input }));
  }),
  copy: formAction(copyPlanForm, async (input, event: RequestEvent) => {
    const { ctx, unitId } = acting(event);
    openReview(event, await plans.copyPlan(ctx, { unitId, ...input }));
  }),
};
