import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { takeUpload } from '#app/modules/media/server/index.ts';
import { readBoardView } from '#app/modules/progress/board-address.ts';
import { declareTargetForm } from '#app/modules/progress/declaration-forms.ts';
import { chooseUnit, declareTarget, keepDeclarationFile, targetProgress } from '#app/modules/progress/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.ctx.read(async (tx) => {
    const unitId = await chooseUnit(tx, params.planId, readBoardView(url.searchParams).unit);
    const detail = await targetProgress(tx, { planId: params.planId, targetId: params.targetId, unitId });
    if (!detail.isDeclarable) redirect(303, `/plans/${params.planId}/progress/${params.targetId}?unit=${unitId}`);
    return { detail, today: tx.today() };
  });

export const actions: Actions = {
  default: formAction(
    declareTargetForm,
    async ({ files, ...input }, event: RequestEvent) => {
      const about = await aboutOf(event);
      const evidence = files[0] && (await takeUpload(files[0], 'evidence'));
      await declareTarget(event.locals.ctx, { ...input, ...about, evidence });
      setFlash(event.cookies, { kind: 'success', key: 'progress_flash_declared' });
      redirect(303, `/plans/${about.planId}/progress/${about.targetId}?unit=${about.unitId}`);
    },
    async (typed, event) => keepDeclarationFile(event.locals.ctx, await aboutOf(event), typed),
  ),
};

async function aboutOf({ locals, params: { planId, targetId }, url }: RequestEvent) {
  const unitId = await locals.ctx.read((tx) => chooseUnit(tx, planId, readBoardView(url.searchParams).unit));
  return { unitId, planId, targetId };
}
