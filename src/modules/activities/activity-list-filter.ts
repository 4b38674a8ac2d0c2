import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { activityStatuses } from '#app/modules/activities/activity-lifecycle.ts';

const text = z.string().trim().max(200).catch('');
const day = z.string().refine(isLocalDate).optional().catch(undefined);

/** What the address of the list says; what makes no sense there is left out, not refused. */
export const activityListFilter = z.object({
  q: text.default(''),
  status: z.enum(activityStatuses).optional().catch(undefined),
  form: text.default(''),
  from: day,
  to: day,
  scope: z.enum(['own', 'branch']).catch('branch').default('branch'),
  view: z.enum(['all', 'unlinked']).catch('all').default('all'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});

export type ActivityListFilter = z.infer<typeof activityListFilter>;

/** The address of the list with some of it changed; what is usual is left out. */
export function listAddress(filter: ActivityListFilter, change: Partial<ActivityListFilter> = {}): string {
  const usual: Partial<ActivityListFilter> = { q: '', form: '', scope: 'branch', view: 'all', page: 1 };
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...filter, ...change }))
    if (value !== undefined && value !== usual[key as keyof ActivityListFilter]) params.set(key, String(value));
  const query = params.toString();
  return query ? `/activities?${query}` : '/activities';
}
