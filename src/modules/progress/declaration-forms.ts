import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';

const number = z.preprocess(
  (value) => {
    const text = typeof value === 'string' ? value.replace(/[\s. ]/g, '').replace(',', '.') : value;
    return text === '' || text === undefined ? undefined : Number(text);
  },
  z.number({ error: 'field_number' }).min(0, 'field_number').optional(),
);

const files = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.instanceof(File)).max(1, 'field_too_many'),
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
    files,
  })
  .superRefine((typed, ctx) => {
    if (typed.numerator !== undefined && typed.denominator !== undefined && typed.numerator > typed.denominator)
      ctx.addIssue({ code: 'custom', path: ['numerator'], message: 'field_more_than_whole' });
    if (typed.denominator === 0) ctx.addIssue({ code: 'custom', path: ['denominator'], message: 'field_number' });
  });

export const ratings = [4, 3, 2, 1] as const;
