import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { requireUuid } from '#app/platform/uuid.ts';
import { boardFilters } from '#app/modules/plans/delivery-board.ts';
import { remindForm } from '#app/modules/plans/delivery-forms.ts';
import { boardPageSize, getBoard, remindLate, type ReminderOutcome } from '#app/modules/plans/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const show = boardFilters.find((one) => one === url.searchParams.get('show')) ?? 'all';
  const branch = url.searchParams.get('branch') ?? undefined;
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const planId = requireUuid(params.planId);
  return { show, page, pageSize: boardPageSize, board: await getBoard(locals.ctx, { planId, branch, show, page }) };
};

function sentence({ reminded, already, withoutPerson }: ReminderOutcome): string {
  if (reminded === 0) return 'cascade_flash_reminded_none';
  if (withoutPerson > 0) return 'cascade_flash_reminded_without';
  return already > 0 ? 'cascade_flash_reminded_some' : 'cascade_flash_reminded';
}

export const actions: Actions = {
  remind: formAction(remindForm, async ({ branch }, { locals, params, cookies }) => {
    const planId = requireUuid(params.planId);
    const outcome = await remindLate(locals.ctx, { planId, branch });
    const late = `/plans/${planId}/board?${new URLSearchParams({ branch, show: 'late' })}`;
    setFlash(cookies, {
      kind: outcome.reminded > 0 ? 'success' : 'info',
      key: sentence(outcome),
      params: { ...outcome },
      next: { href: late, key: 'cascade_flash_reminded_next' },
    });
    redirect(303, `/plans/${planId}/board?${new URLSearchParams({ branch })}`);
  }),
};
