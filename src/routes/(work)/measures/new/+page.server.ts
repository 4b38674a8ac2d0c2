import { redirect } from '@sveltejs/kit';
import { AppError } from '#app/platform/errors.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { activityReference } from '#app/modules/activities/server/index.ts';
import { addedAs, addMeasureForm } from '#app/modules/measures/measure-forms.ts';
import { requireMeasure } from '#app/modules/measures/measure-policy.ts';
import { addMeasure, measureGroups, nameableMeasures } from '#app/modules/measures/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
  locals.ctx.read(async (tx) => {
    const { unitId, unitPath } = tx.actor;
    requireMeasure(tx.actor, 'change', unitPath === null ? undefined : { path: unitPath });
    return {
      groups: await measureGroups(tx),
      measures: unitId === null ? [] : await nameableMeasures(tx, unitId),
      reference: await activityReference(tx),
      yearStart: `${tx.today().slice(0, 4)}-01-01`,
    };
  });

export const actions: Actions = {
  default: formAction(addMeasureForm, async (input, { locals, cookies }) => {
    const { unitId } = locals.ctx.actor;
    if (unitId === null) throw new AppError('forbidden');
    const { measureId } = await addMeasure(locals.ctx, unitId, input);
    const key = `measures_flash_${addedAs(input.way)}`;
    setFlash(cookies, { kind: 'success', key });
    redirect(303, `/measures/${measureId}`);
  }),
};
