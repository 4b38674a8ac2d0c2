import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { placeInList } from '#app/modules/activities/activity-list-filter.ts';
import { unservedKinds, type UnservedView } from '#app/modules/activities/unserved-address.ts';

const day = z.string().refine(isLocalDate).optional().catch(undefined);

/** What the address of the list says; what makes no sense there is left out, not refused. */
export const unservedView = z.object({
  kind: z.enum(unservedKinds).catch('activity').default('activity'),
  unit: z.uuid().nullable().catch(null).default(null),
  scope: z.enum(['own', 'branch']).catch('branch').default('branch'),
  from: day,
  to: day,
  since: placeInList.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
}) satisfies z.ZodType<UnservedView>;
