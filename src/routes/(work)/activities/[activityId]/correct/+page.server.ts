import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { correctActivityForm } from '#app/modules/activities/activity-forms.ts';
import { correctActivity, getActivity, newActivity } from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  locals.ctx.read(async (tx) => {
    const activity = await getActivity(tx, params.activityId);
    if (!activity.canChange || activity.status === 'cancelled') redirect(303, `/activities/${activity.id}`);
    return { activity, known: await newActivity(tx, activity.orgUnitId, activity) };
  });

export const actions: Actions = {
  default: formAction(correctActivityForm, async (input, { locals, params, cookies }) => {
    await correctActivity(locals.ctx, { ...input, activityId: params.activityId ?? '' });
    setFlash(cookies, { kind: 'success', key: 'activities_flash_corrected' });
    redirect(303, `/activities/${params.activityId}`);
  }),
};
