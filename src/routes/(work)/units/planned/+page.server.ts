import { redirect } from '@sveltejs/kit';
import { addDays, toLocalDate } from '#app/platform/clock.ts';
import { errorWords } from '#app/platform/error-words.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { cancelPlannedForm, movePlannedForm } from '#app/modules/orgs/unit-forms.ts';
import { cancelPlanned, listPlanned, movePlanned } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// Seldom used, like the decisions themselves.
export const csr = false;

export const load: PageServerLoad = async ({ locals }) => ({
  decisions: (await listPlanned(locals.ctx)).map((line) => ({
    ...line,
    reason: line.refusal && errorWords(line.refusal.code, line.refusal.params),
  })),
  tomorrow: addDays(toLocalDate(locals.ctx.services.clock.now()), 1),
});

export const actions: Actions = {
  move: formAction(movePlannedForm, async ({ plannedId, ...wish }, { locals, cookies }: RequestEvent) => {
    await movePlanned(locals.ctx, { id: plannedId, ...wish });
    setFlash(cookies, { kind: 'success', key: 'orgs_flash_planned', params: { date: wish.effectiveOn } });
    redirect(303, '/units/planned');
  }),
  cancel: formAction(cancelPlannedForm, async ({ plannedId, version }, { locals, cookies }: RequestEvent) => {
    await cancelPlanned(locals.ctx, { id: plannedId, version });
    setFlash(cookies, { kind: 'success', key: 'orgs_flash_planned_cancelled' });
    redirect(303, '/units/planned');
  }),
};
