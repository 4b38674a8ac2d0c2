import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';

const version = z.coerce.number().int().positive();
const day = z.string().refine(isLocalDate, 'field_date');
const optionalDay = z
  .string()
  .default('')
  .refine((text) => text === '' || isLocalDate(text), 'field_date')
  .transform((text) => (text === '' ? undefined : text));

/** A document of a plan: a file, or the one kept a moment ago; `byHand` when nothing was found in it. */
export const fromFileForm = z.object({
  file: z.instanceof(File, { message: 'field_required' }).optional(),
  fileId: z.uuid().optional(),
  byHand: z.string().optional(),
});

export const fromTextForm = z.object({
  text: z.string().min(1, 'field_required').max(2_000_000),
  byHand: z.string().optional(),
});

export const blankPlanForm = z
  .object({ title: z.string().min(1, 'field_required').max(1000), validFrom: day, validTo: day })
  .refine((plan) => plan.validFrom <= plan.validTo, { path: ['validTo'], message: 'field_date' });

export const copyPlanForm = z.object({ planId: z.uuid('field_required'), startsOn: day });

/** Any move that needs no words. */
export const moveForm = z.object({ version });

export const returnForm = z.object({ version, comment: z.string().max(5000).default('') });

export const issueForm = z.object({
  version,
  issuedOn: optionalDay,
  adoptDueOn: optionalDay,
  number: z
    .string()
    .default('')
    .refine((text) => text === '' || /^[1-9]\d{0,5}$/.test(text), 'field_number')
    .transform((text) => (text === '' ? undefined : Number(text))),
});
