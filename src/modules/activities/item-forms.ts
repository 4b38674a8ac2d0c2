import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { itemKinds } from '#app/modules/activities/item-kinds.ts';

/** Items that a unit says it delivered: one kind, on one day, with where they can be seen. */
export const deliverItemsForm = z.object({
  kind: z.enum(itemKinds, { error: 'field_required' }),
  itemCount: z.coerce
    .number('field_whole_number')
    .int('field_whole_number')
    .min(1, 'field_whole_number')
    .max(1000, 'field_whole_number'),
  title: z.string().min(1, 'field_required').max(300, 'field_too_long'),
  link: z
    .string()
    .max(1000, 'field_too_long')
    .default('')
    .refine((text) => text === '' || isWebAddress(text), 'field_link'),
  deliveredOn: z.string().refine(isLocalDate, 'field_date'),
  requestKey: z.string().min(8).max(100),
});

export const withdrawItemForm = z.object({ itemId: z.uuid(), reason: z.string().min(1, 'field_required').max(500) });

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
