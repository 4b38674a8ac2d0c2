import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { linkActivityForm } from '#app/modules/activities/activity-forms.ts';
import { getActivity, linkActivity, planItemsOf } from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  locals.ctx.read(async (tx) => {
    const activity = await getActivity(tx, params.activityId);
    if (!activity.canChange || activity.status === 'cancelled') redirect(303, `/activities/${activity.id}`);
    const items = await planItemsOf(tx, activity.orgUnitId, activity.details.startsOn);
    const present = new Set(activity.items.map((item) => item.id));
    return { activity, linkable: items.filter((item) => !present.has(item.id)) };
  });

export const actions: Actions = {
  default: formAction(linkActivityForm, async (input, { locals, cookies, params }) => {
    const { addedCount } = await linkActivity(locals.ctx, { ...input, activityId: params.activityId ?? '' });
    setFlash(cookies, { kind: 'success', key: 'activities_flash_linked', params: { count: addedCount } });
    redirect(303, `/activities/${params.activityId}`);
  }),
};
