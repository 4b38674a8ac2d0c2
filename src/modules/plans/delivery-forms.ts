import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';

/** A figure as people write it: `65,5` or `65.5`; empty keeps what was asked. */
const figure = z
  .string()
  .max(20)
  .default('')
  .transform((text) => text.replace(/\s/g, '').replace(',', '.'))
  .refine((text) => text === '' || /^\d+(\.\d+)?$/.test(text), 'field_number')
  .transform((text) => (text === '' ? null : Number(text)));
const optionalDate = z
  .string()
  .default('')
  .refine((text) => text === '' || isLocalDate(text), 'field_date')
  .transform((text) => (text === '' ? null : text));
const text = (max: number) => z.string().max(max).default('');

const byId = <T extends z.ZodType>(row: T) =>
  z
    .record(z.uuid(), row)
    .default({})
    .transform((rows) => Object.entries(rows).map(([id, one]) => ({ id, ...(one as z.infer<T> & object) })));

/** Makes the unit's own plan: `targets.<id>.value`, `tasks.<id>.owner` and so on. */
export const adoptForm = z.object({
  title: text(500),
  defaultOwner: text(300),
  targets: byId(z.object({ value: figure, reason: text(2000) })),
  tasks: byId(
    z
      .object({ taken: z.string().optional(), owner: text(300), dueOn: optionalDate })
      .transform(({ taken, ...task }) => ({ ...task, isTaken: taken !== undefined })),
  ),
});

/** Another figure for one inherited target. */
export const reviseForm = z.object({
  version: z.coerce.number().int().positive(),
  targetId: z.uuid(),
  value: figure,
  reason: text(2000),
});

export const decideForm = z.object({
  targetId: z.uuid(),
  decision: z.enum(['accept', 'refuse']),
  note: text(2000),
  offeredValue: figure,
});

/** A press of a button that carries nothing. */
export const pressForm = z.object({});

export const remindForm = z.object({
  branch: z
    .string()
    .max(300)
    .regex(/^\.(\w+\.)*$/),
});
