import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { evidenceShape, toKeptFiles } from '#app/modules/media/evidence-form.ts';

const number = z.preprocess(
  (value) => {
    const text = typeof value === 'string' ? value.replace(/[\s. ]/g, '').replace(',', '.') : value;
    return text === '' || text === undefined ? undefined : Number(text);
  },
  z.number({ error: 'field_number' }).min(0, 'field_number').optional(),
);

/** What a unit states about a target: so many of so many, or a grade from 1 (unmet) to 4 (excellent). */
export const declareTargetForm = z
  .object({
    declaredOn: z.string().refine(isLocalDate, 'field_date'),
    numerator: number,
    denominator: number,
    rating: z.preprocess(
      (value) => (value === '' ? undefined : value),
      z.coerce.number().int().min(1).max(4).optional(),
    ),
    note: z.string().max(2000, 'field_too_long').default(''),
    ...evidenceShape,
  })
  .superRefine((typed, ctx) => {
    if (typed.numerator !== undefined && typed.denominator !== undefined && typed.numerator > typed.denominator)
      ctx.addIssue({ code: 'custom', path: ['numerator'], message: 'field_more_than_whole' });
    if (typed.files.length > 1) ctx.addIssue({ code: 'custom', path: ['files'], message: 'field_too_many' });
    if (typed.denominator === 0) ctx.addIssue({ code: 'custom', path: ['denominator'], message: 'field_number' });
  })
  .transform(toKeptFiles)
  // A file chosen anew takes the place of the one that is held.
  .transform((typed) => ({ ...typed, heldFiles: typed.files.length > 0 ? [] : typed.heldFiles.slice(0, 1) }));

export const ratings = [4, 3, 2, 1] as const;
