import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { completeActivityForm } from '#app/modules/activities/activity-forms.ts';
import { completeActivity, getActivity, keepFormFiles, newActivity } from '#app/modules/activities/server/index.ts';
import { takeUpload } from '#app/modules/media/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  locals.ctx.read(async (tx) => {
    const activity = await getActivity(tx, params.activityId);
    if (!activity.canChange || activity.status !== 'planned') redirect(303, `/activities/${activity.id}`);
    return { activity, known: await newActivity(tx, activity.orgUnitId, activity) };
  });

export const actions: Actions = {
  default: formAction(
    completeActivityForm,
    async ({ files, ...input }, { locals, params, cookies }) => {
      const evidence = await Promise.all(files.map((file) => takeUpload(file, 'evidence')));
      await completeActivity(locals.ctx, { ...input, activityId: params.activityId ?? '', evidence });
      setFlash(cookies, { kind: 'success', key: 'activities_flash_completed' });
      redirect(303, `/activities/${params.activityId}`);
    },
    keepFormFiles,
  ),
};
