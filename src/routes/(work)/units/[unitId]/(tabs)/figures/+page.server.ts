import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { figuresForm } from '#app/modules/orgs/unit-forms.ts';
import { declareFigure, getUnitFigures, orgReference } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  figures: await getUnitFigures(locals.ctx, params.unitId),
  populations: (await locals.ctx.read((tx) => orgReference(tx))).populations,
});

export const actions: Actions = {
  default: formAction(figuresForm, async (input, { locals, params, cookies }: RequestEvent) => {
    await declareFigure(locals.ctx, { unitId: params.unitId, ...input });
    setFlash(cookies, { kind: 'success', key: 'orgs_flash_figures' });
    redirect(303, `/units/${params.unitId}/figures`);
  }),
};
