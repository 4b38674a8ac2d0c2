import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { cancelActivityForm } from '#app/modules/activities/activity-forms.ts';
import { cancelActivity, getActivity } from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const activity = await locals.ctx.read((tx) => getActivity(tx, params.activityId));
  if (!activity.canChange || activity.status === 'cancelled') redirect(303, `/activities/${activity.id}`);
  return { activity };
};

export const actions: Actions = {
  default: formAction(cancelActivityForm, async (input, { locals, params, cookies }) => {
    await cancelActivity(locals.ctx, { ...input, activityId: params.activityId ?? '' });
    setFlash(cookies, { kind: 'success', key: 'activities_flash_cancelled' });
    redirect(303, `/activities/${params.activityId}`);
  }),
};
