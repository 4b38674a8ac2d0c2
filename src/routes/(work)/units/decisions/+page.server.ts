import { redirect } from '@sveltejs/kit';
import { toLocalDate } from '#app/platform/clock.ts';
import { AppError } from '#app/platform/errors.ts';
import { formAction } from '#app/platform/form-action.ts';
import { uploadDecisionsForm } from '#app/modules/orgs/unit-forms.ts';
import { getUnitHead, sheetLimits, stageDecisions } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// Entered once in years, and weighs more than a page of the workplace may.
export const csr = false;

export const load: PageServerLoad = async ({ locals }) => {
  const { actor, services } = locals.ctx;
  return {
    root: actor.unitId === null ? null : await getUnitHead(locals.ctx, actor.unitId),
    today: toLocalDate(services.clock.now()),
    limits: sheetLimits,
  };
};

export const actions: Actions = {
  default: formAction(uploadDecisionsForm, async ({ list, ...decision }, { locals }: RequestEvent) => {
    const rootId = locals.ctx.actor.unitId;
    if (rootId === null) throw new AppError('forbidden');
    if (list.size > sheetLimits.fileBytes) throw new AppError('file.too_large', { megabytes: 10 });
    const bytes = new Uint8Array(await list.arrayBuffer());
    const listId = await stageDecisions(locals.ctx, { rootId, fileName: list.name, bytes, ...decision });
    redirect(303, `/units/decisions/${listId}`);
  }),
};
