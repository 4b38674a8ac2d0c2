import { redirect } from '@sveltejs/kit';
import { AppError } from '#app/platform/errors.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { linkUnservedForm } from '#app/modules/activities/activity-forms.ts';
import { countUnserved, linkUnserved, listUnserved, suggestTargets } from '#app/modules/activities/server/index.ts';
import { unservedAddress } from '#app/modules/activities/unserved-address.ts';
import { unservedView } from '#app/modules/activities/unserved-filter.ts';
import { unitChoices, unitsAbove, unitsById } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

const pageSize = 30;

export const load: PageServerLoad = async ({ locals, url }) => {
  const view = unservedView.parse(Object.fromEntries(url.searchParams));
  const { unitId, unitPath } = locals.ctx.actor;
  if (unitId === null || unitPath === null) return { view, unit: null };
  const page = await locals.ctx.read(async (tx) => {
    const unit = (await unitsById(tx, [view.unit ?? unitId])).get(view.unit ?? unitId);
    if (!unit) throw new AppError('not_found');
    const wish = { path: unit.path, isOwnOnly: view.scope === 'own', from: view.from, to: view.to };
    const list = await listUnserved(tx, { ...wish, kind: view.kind, since: view.since, page: view.page, pageSize });
    return {
      unit,
      above: (await unitsAbove(tx, unit.path)).filter((one) => one.path.startsWith(unitPath)),
      list,
      counts: await countUnserved(tx, wish),
      suggestions: await suggestTargets(tx, unitId, list),
    };
  });
  const below = await unitChoices(locals.ctx, page.unit, { find: '', likely: 'below' });
  return { view, ...page, below, actingUnitId: unitId, pageSize };
};

export const actions: Actions = {
  default: formAction(linkUnservedForm, async (input, { locals, cookies, url }) => {
    const { linkedCount: count, leftCount: left } = await linkUnserved(locals.ctx, input);
    const key = left > 0 ? 'activities_flash_linked_some' : 'activities_flash_linked_all';
    setFlash(cookies, { kind: left > 0 ? 'info' : 'success', key, params: { count, left } });
    redirect(303, unservedAddress(unservedView.parse(Object.fromEntries(url.searchParams))));
  }),
};
