import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { typedInAddress } from '#app/platform/form-data.ts';
import { formAction } from '#app/platform/form-action.ts';
import { AppError } from '#app/platform/errors.ts';
import { recordActivityForm } from '#app/modules/activities/activity-forms.ts';
import { startFromAddress } from '#app/modules/activities/activity-form-values.ts';
import { keepFormFiles, newActivity, planActivity, recordActivity } from '#app/modules/activities/server/index.ts';
import { heldFormFiles, takeUpload } from '#app/modules/media/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { unitId } = locals.ctx.actor;
  if (unitId === null) return { known: null, requestKey: '' };
  const { known, held } = await locals.ctx.read(async (tx) => ({
    known: await newActivity(tx, unitId),
    held: await heldFormFiles(tx, typedInAddress(url.searchParams)),
  }));
  return { known, start: { ...startFromAddress(known, url.searchParams), held }, requestKey: randomUUID() };
};

export const actions: Actions = {
  default: formAction(
    recordActivityForm,
    async ({ files, isPlanned, ...input }, { locals, cookies }) => {
      const { unitId } = locals.ctx.actor;
      if (unitId === null) throw new AppError('forbidden');
      const evidence = await Promise.all(files.map((file) => takeUpload(file, 'evidence')));
      const record = isPlanned ? planActivity : recordActivity;
      const { activityId, linkCount } = await record(locals.ctx, { ...input, unitId, evidence });
      const key = isPlanned
        ? 'activities_flash_planned'
        : linkCount > 0
          ? 'activities_flash_recorded'
          : 'activities_flash_unlinked';
      setFlash(cookies, {
        kind: 'success',
        key,
        params: { count: linkCount },
        next: { href: '/activities/new', key: 'activities_record_another' },
      });
      redirect(303, `/activities/${activityId}`);
    },
    keepFormFiles,
  ),
};
