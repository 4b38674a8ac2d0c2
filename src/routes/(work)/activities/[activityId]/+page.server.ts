import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { addEvidenceForm, linkActivityForm, removeEvidenceForm } from '#app/modules/activities/activity-forms.ts';
import {
  addEvidence,
  activityReference,
  getActivity,
  linkActivity,
  planItemsOf,
  removeEvidence,
} from '#app/modules/activities/server/index.ts';
import { takeUpload } from '#app/modules/media/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
  locals.ctx.read(async (tx) => {
    const activity = await getActivity(tx, params.activityId);
    const isOpen = activity.canChange && activity.status !== 'cancelled';
    const items = isOpen ? await planItemsOf(tx, activity.orgUnitId, activity.details.startsOn) : [];
    const present = new Set(activity.items.map((item) => item.id));
    return {
      activity,
      isOpen,
      reference: await activityReference(tx),
      linkable: items.filter((item) => !present.has(item.id)),
    };
  });

export const actions: Actions = {
  link: formAction(linkActivityForm, async (input, { locals, cookies, params }) => {
    const { addedCount } = await linkActivity(locals.ctx, { ...input, activityId: params.activityId ?? '' });
    setFlash(cookies, { kind: 'success', key: 'activities_flash_linked', params: { count: addedCount } });
    redirect(303, `/activities/${params.activityId}`);
  }),
  evidence: formAction(addEvidenceForm, async ({ files, caption }, { locals, cookies, params }) => {
    const evidence = await Promise.all(files.map((file) => takeUpload(file, 'evidence')));
    await addEvidence(locals.ctx, { activityId: params.activityId ?? '', evidence, caption });
    setFlash(cookies, { kind: 'success', key: 'activities_flash_evidence', params: { count: evidence.length } });
    redirect(303, `/activities/${params.activityId}`);
  }),
  removeEvidence: formAction(removeEvidenceForm, async ({ fileId }, { locals, cookies, params }) => {
    await removeEvidence(locals.ctx, { activityId: params.activityId ?? '', fileId });
    setFlash(cookies, { kind: 'success', key: 'activities_flash_evidence_removed' });
    redirect(303, `/activities/${params.activityId}`);
  }),
};
