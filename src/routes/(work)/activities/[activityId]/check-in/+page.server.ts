import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { takeBackForm, tickForm } from '#app/modules/activities/check-in-forms.ts';
import {
  closeCheckIn,
  forgetPerson,
  getCheckIn,
  openCheckIn,
  takeBackCheckIn,
  tickPeople,
} from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  activityId: params.activityId,
  checkIn: await getCheckIn(locals.ctx, params.activityId),
});

function done({ cookies, params }: RequestEvent, key: string, count?: number): never {
  setFlash(cookies, { kind: 'success', key, ...(count === undefined ? {} : { params: { count } }) });
  redirect(303, `/activities/${params['activityId']}/check-in`);
}
const idOf = (event: RequestEvent): string => event.params['activityId'] ?? '';
const changed = 'activities_flash_check_in_changed';

export const actions: Actions = {
  open: formAction(z.object({}), async (_, event: RequestEvent) => {
    await openCheckIn(event.locals.ctx, idOf(event));
    done(event, changed);
  }),
  close: formAction(z.object({}), async (_, event: RequestEvent) => {
    await closeCheckIn(event.locals.ctx, idOf(event));
    done(event, changed);
  }),
  tick: formAction(tickForm, async (input, event: RequestEvent) => {
    const { count } = await tickPeople(event.locals.ctx, { ...input, activityId: idOf(event) });
    done(event, 'activities_flash_checked_in', count);
  }),
  takeBack: formAction(takeBackForm, async ({ personId }, event: RequestEvent) => {
    await takeBackCheckIn(event.locals.ctx, { activityId: idOf(event), personId });
    done(event, changed);
  }),
  forget: formAction(takeBackForm, async ({ personId }, event: RequestEvent) => {
    await forgetPerson(event.locals.ctx, personId);
    done(event, changed);
  }),
};
