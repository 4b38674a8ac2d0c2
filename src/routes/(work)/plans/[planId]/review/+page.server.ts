import { redirect } from '@sveltejs/kit';
import { setFlash, type Flash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { requireUuid } from '#app/platform/uuid.ts';
import { moveForm } from '#app/modules/plans/plan-forms.ts';
import { acceptSureForm, reviewItemForm, saveHeaderForm, saveItemForm } from '#app/modules/plans/plan-item-forms.ts';
import { readReviewView, reviewHref } from '#app/modules/plans/review-address.ts';
import * as plans from '#app/modules/plans/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  review: plans.wordReview(await plans.getPlanReview(locals.ctx, requireUuid(params.planId)), locals.locale),
});

const idOf = ({ params }: RequestEvent): string => requireUuid(params.planId);

/** Back to the screen as it was, with the forms closed and an item chosen. */
function stay({ url, cookies }: RequestEvent, item: string | null, flash?: Flash): never {
  if (flash) setFlash(cookies, flash);
  const view = readReviewView(url.searchParams);
  redirect(303, reviewHref(view, item ? { item } : {}, item ? `i-${item}` : ''));
}

function leave({ cookies }: RequestEvent, href: string, key: string): never {
  setFlash(cookies, { kind: 'success', key });
  redirect(303, href);
}

export const actions: Actions = {
  item: formAction(saveItemForm, async (input, event: RequestEvent) => {
    stay(event, await plans.saveItem(event.locals.ctx, { planId: idOf(event), ...input }));
  }),
  review: formAction(reviewItemForm, async ({ next, ...input }, event: RequestEvent) => {
    await plans.reviewItem(event.locals.ctx, { planId: idOf(event), ...input });
    stay(event, next ?? input.itemId);
  }),
  head: formAction(saveHeaderForm, async (head, event: RequestEvent) => {
    await plans.saveHeader(event.locals.ctx, { planId: idOf(event), head });
    stay(event, null, { kind: 'success', key: 'plans_flash_saved' });
  }),
  acceptSure: formAction(acceptSureForm, async (input, event: RequestEvent) => {
    const count = await plans.acceptSureItems(event.locals.ctx, { planId: idOf(event), ...input });
    stay(event, null, { kind: 'success', key: 'plans_flash_accepted', params: { count } });
  }),
  submit: formAction(moveForm, async (input, event: RequestEvent) => {
    await plans.submitPlan(event.locals.ctx, { planId: idOf(event), ...input });
    leave(event, `/plans/${idOf(event)}`, 'plans_flash_submitted');
  }),
  byHand: formAction(moveForm, async (input, event: RequestEvent) => {
    await plans.goOnByHand(event.locals.ctx, { planId: idOf(event), ...input });
    stay(event, null);
  }),
  discard: formAction(moveForm, async (input, event: RequestEvent) => {
    await plans.deletePlan(event.locals.ctx, { planId: idOf(event), ...input });
    leave(event, '/plans', 'plans_flash_deleted');
  }),
};
