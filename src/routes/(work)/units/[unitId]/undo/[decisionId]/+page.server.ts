import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { errorWords } from '#app/platform/error-words.ts';
import { isAppError } from '#app/platform/errors.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { getUnitHead, undoReorganisation } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// Seldom used, like the decision itself.
export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
  const unit = await getUnitHead(locals.ctx, params.unitId);
  try {
    return { unit, outcome: await undoReorganisation(locals.ctx, params.decisionId, 'preview'), problem: null };
  } catch (error) {
    // What keeps it from being undone is what the page is there to say.
    if (!isAppError(error) || error.status !== 409) throw error;
    return { unit, outcome: null, problem: errorWords(error.code, error.params) };
  }
};

export const actions: Actions = {
  default: formAction(z.object({}), async (_input, { locals, params, cookies }: RequestEvent) => {
    const { unitId, decision } = await undoReorganisation(locals.ctx, params.decisionId ?? '');
    setFlash(cookies, { kind: 'success', key: 'orgs_flash_undone', params: { number: decision.decisionNumber } });
    redirect(303, `/units/${unitId}/history`);
  }),
};
