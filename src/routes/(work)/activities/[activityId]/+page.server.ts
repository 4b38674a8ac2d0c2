import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { removeEvidenceForm } from '#app/modules/activities/activity-forms.ts';
import { activityReference, getActivity, removeEvidence } from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  locals.ctx.read(async (tx) => {
    const activity = await getActivity(tx, params.activityId);
    const isOpen = activity.canChange && activity.status !== 'cancelled';
    return {
      activity,
      isOpen,
      reference: await activityReference(tx),
    };
  });

export const actions: Actions = {
  removeEvidence: formAction(removeEvidenceForm, async ({ fileId }, { locals, cookies, params }) => {
    await removeEvidence(locals.ctx, { activityId: params.activityId ?? '', fileId });
    setFlash(cookies, { kind: 'success', key: 'activities_flash_evidence_removed' });
    redirect(303, `/activities/${params.activityId}`);
  }),
};
