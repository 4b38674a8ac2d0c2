import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { addEvidenceForm } from '#app/modules/activities/activity-forms.ts';
import { addEvidence, getActivity, keepFormFiles } from '#app/modules/activities/server/index.ts';
import { takeUpload } from '#app/modules/media/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const activity = await locals.ctx.read((tx) => getActivity(tx, params.activityId));
  if (!activity.canChange || activity.status === 'cancelled') redirect(303, `/activities/${activity.id}`);
  return { activity };
};

export const actions: Actions = {
  default: formAction(
    addEvidenceForm,
    async ({ files, heldFiles, caption }, { locals, cookies, params }) => {
      const evidence = await Promise.all(files.map((file) => takeUpload(file, 'evidence')));
      await addEvidence(locals.ctx, { activityId: params.activityId ?? '', evidence, heldFiles, caption });
      const count = evidence.length + heldFiles.length;
      setFlash(cookies, { kind: 'success', key: 'activities_flash_evidence', params: { count } });
      redirect(303, `/activities/${params.activityId}`);
    },
    keepFormFiles,
  ),
};
