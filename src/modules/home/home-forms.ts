import { z } from 'zod';

/** A press of a button that carries nothing. */
export const remindForm = z.object({});

/** The figure that stood on the page when it was decided on; empty for a target without one. */
const figure = z
  .string()
  .default('')
  .transform((text) => (text === '' ? null : Number(text)))
  .refine((value) => value === null || Number.isFinite(value), 'field_number');

export const decideLoweringForm = z.object({
  targetId: z.uuid('field_required'),
  offeredValue: figure,
  note: z.string().max(2000, 'field_too_big').default(''),
});
