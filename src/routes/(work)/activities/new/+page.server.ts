import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { typedInAddress } from '#app/platform/form-data.ts';
import { formAction } from '#app/platform/form-action.ts';
import { AppError } from '#app/platform/errors.ts';
import { isLocalDate } from '#app/platform/clock.ts';
import { recordActivityForm } from '#app/modules/activities/activity-forms.ts';
import type { FormStart } from '#app/modules/activities/activity-form-values.ts';
import { newActivity, planActivity, recordActivity } from '#app/modules/activities/server/index.ts';
import { takeUpload } from '#app/modules/media/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { unitId } = locals.ctx.actor;
  if (unitId === null) return { known: null, requestKey: '' };
  const known = await locals.ctx.read((tx) => newActivity(tx, unitId));
  const ask = (name: string): string => url.searchParams.get(name) ?? '';
  const target = known.items.find((item) => item.kind === 'target' && item.id === ask('target'));
  const start: FormStart = {
    details: {
      formId: known.reference.forms.some((form) => form.id === ask('form')) ? ask('form') : '',
      title: ask('title').slice(0, 300),
      startsOn: isLocalDate(ask('on')) ? ask('on') : known.today,
      place: known.last.place,
      attendance: ask('same') === 'last' ? known.last.attendance : [],
      links: target ? [{ kind: 'target', id: target.id }] : [],
    },
    isAutoLinked: true,
    typed: url.searchParams.has('startsOn') ? typedInAddress(url.searchParams) : undefined,
  };
  return { known, start, requestKey: randomUUID() };
};

export const actions: Actions = {
  default: formAction(recordActivityForm, async ({ files, isPlanned, ...input }, { locals, cookies }) => {
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
  }),
};
