import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import type { ActivityListFilter } from '#app/modules/activities/activity-list-address.ts';
import { activityStatuses } from '#app/modules/activities/activity-lifecycle.ts';

const text = z.string().trim().max(200).catch('');
const day = z.string().refine(isLocalDate).optional().catch(undefined);

/** A place in the order of activities, as the list itself names it: day, moment of recording in microseconds, id. */
export const placeInList = z.string().refine((text) => {
  const [day = '', moment = '', id = '', ...more] = text.split('_');
  return isLocalDate(day) && /^\d{1,17}$/.test(moment) && z.uuid().safeParse(id).success && more.length === 0;
});

/** What the address of the list says; what makes no sense there is left out, not refused. */
export const activityListFilter = z.object({
  q: text.default(''),
  status: z.enum(activityStatuses).optional().catch(undefined),
  form: text.default(''),
  from: day,
  to: day,
  scope: z.enum(['own', 'branch']).catch('branch').default('branch'),
  since: placeInList.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
}) satisfies z.ZodType<ActivityListFilter>;
