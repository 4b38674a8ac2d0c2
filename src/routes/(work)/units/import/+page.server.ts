import { redirect } from '@sveltejs/kit';
import { toLocalDate } from '#app/platform/clock.ts';
import { AppError } from '#app/platform/errors.ts';
import { formAction } from '#app/platform/form-action.ts';
import { uploadListForm } from '#app/modules/orgs/unit-forms.ts';
import { getUnitHead, sheetLimits, stageImport } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { actor, services } = locals.ctx;
  return {
    root: actor.unitId === null ? null : await getUnitHead(locals.ctx, actor.unitId),
    today: toLocalDate(services.clock.now()),
    limits: sheetLimits,
  };
};

export const actions: Actions = {
  default: formAction(uploadListForm, async ({ list, asOfOn }, { locals }: RequestEvent) => {
    const rootId = locals.ctx.actor.unitId;
    if (rootId === null) throw new AppError('forbidden');
    // The browser has declared the size: a file of 50 MB is refused before it is taken into memory.
    if (list.size > sheetLimits.fileBytes) throw new AppError('file.too_large', { megabytes: 10 });
    const bytes = new Uint8Array(await list.arrayBuffer());
    const importId = await stageImport(locals.ctx, { rootId, fileName: list.name, bytes, asOfOn });
    redirect(303, `/units/import/${importId}`);
  }),
};
