import { redirect } from '@sveltejs/kit';
import { AppError } from '#app/platform/errors.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { activityReference } from '#app/modules/activities/server/index.ts';
import { declareMeasureForm, retireMeasureForm } from '#app/modules/measures/measure-forms.ts';
import { askedUnit } from '#app/modules/measures/measure-address.ts';
import { askedYear, yearSpan } from '#app/modules/measures/measure-year.ts';
import { declareMeasure, getMeasure, retireMeasure } from '#app/modules/measures/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.ctx.read(async (tx) => {
    const unitId = askedUnit(url.searchParams) ?? tx.actor.unitId;
    if (unitId === null) throw new AppError('not_found');
    const year = askedYear(url.searchParams, tx.today());
    return {
      year,
      today: tx.today(),
      page: await getMeasure(tx, { unitId, measureId: params.measureId, ...yearSpan(year) }),
      reference: await activityReference(tx),
    };
  });

export const actions: Actions = {
  declare: formAction(declareMeasureForm, async ({ value, ...input }, { locals, params, cookies }) => {
    const { unitId } = locals.ctx.actor;
    if (unitId === null) throw new AppError('forbidden');
    await declareMeasure(locals.ctx, { ...input, value: value ?? 0, unitId, measureId: params.measureId ?? '' });
    setFlash(cookies, { kind: 'success', key: 'measures_flash_declared' });
    redirect(303, `/measures/${params.measureId}?year=${input.asOfOn.slice(0, 4)}`);
  }),
  retire: formAction(retireMeasureForm, async ({ retiredOn }, { locals, params, cookies }) => {
    await retireMeasure(locals.ctx, params.measureId ?? '', retiredOn);
    setFlash(cookies, { kind: 'success', key: 'measures_flash_retired' });
    redirect(303, `/measures/${params.measureId}`);
  }),
};
