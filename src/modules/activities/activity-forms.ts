import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { activityModes, type ItemRef } from '#app/modules/activities/activity-details.ts';
import { evidenceShape, requireFewFiles, toKeptFiles } from '#app/modules/media/evidence-form.ts';
import { unservedKinds } from '#app/modules/activities/unserved-address.ts';

const empty = (value: unknown): unknown => (value === '' || value === null ? undefined : value);

/** A whole number as people type it: "1.200", "1 200" and "1200" are the same. */
const wholeNumber = (most: number) =>
  z.preprocess(
    (value) => {
      const text = typeof value === 'string' ? value.replace(/[\s. ]/g, '') : value;
      return text === '' || text === undefined ? undefined : Number(text);
    },
    z
      .number({ error: 'field_whole_number' })
      .int('field_whole_number')
      .min(0, 'field_whole_number')
      .max(most, 'field_too_big')
      .optional(),
  );
const amount = wholeNumber(1e12);
/** More than all people there are; beyond it a confirmation would be asked for what no column holds. */
const heads = wholeNumber(1e9);

const localDate = z.string().refine(isLocalDate, 'field_date');
const list = z.preprocess(
  (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string()),
);
const text = (max: number) =>
  z.preprocess(empty, z.string().max(max, 'field_too_long').optional()).transform((value) => value ?? '');
const tick = z.preprocess((value) => value === 'yes' || value === 'true' || value === true, z.boolean());

const links = list.transform((values, ctx): ItemRef[] =>
  values.flatMap((value) => {
    const [kind, id] = value.split(':');
    if ((kind === 'target' || kind === 'task' || kind === 'quota') && id && z.uuid().safeParse(id).success)
      return [{ kind, id }];
    ctx.addIssue({ code: 'custom', message: 'field_invalid' });
    return [];
  }),
);

const attendance = z.record(z.string(), z.object({ attendanceCount: heads, personCount: heads })).default({});
const costs = z.record(z.string(), amount).default({});
const quantities = z.record(z.string(), amount).default({});
const detailsShape = {
  formId: z.string({ error: 'field_required' }).min(1, 'field_required'),
  title: text(300),
  startsOn: localDate,
  endsOn: z.preprocess(empty, localDate.optional()),
  place: text(300),
  mode: z.enum(activityModes).default('in_person'),
  audience: text(500),
  partners: text(500),
  summary: text(4000),
  topicIds: list,
  attendance,
  costs,
  quantities,
  links,
  /** Nobody came twice: where persons are left empty they are the attendances. */
  isOnceEach: tick,
  /** Let the links be guessed where none is ticked. */
  isAutoLinked: tick,
  isConfirmed: tick,
};

interface TypedFigures {
  startsOn: string;
  endsOn?: string | undefined;
  isOnceEach: boolean;
  attendance: Record<string, { attendanceCount?: number | undefined; personCount?: number | undefined }>;
  costs: Record<string, number | undefined>;
  quantities: Record<string, number | undefined>;
}

/** Rows as the operations take them: groups nobody came of and sources nothing was spent from are left out. */
function toDetails<T extends TypedFigures>(typed: T) {
  const groups = Object.entries(typed.attendance).flatMap(([populationId, typedGroup]) => {
    const attendanceCount = typedGroup.attendanceCount ?? typedGroup.personCount;
    if (attendanceCount === undefined || attendanceCount === 0) return [];
    const personCount = typedGroup.personCount ?? (typed.isOnceEach ? attendanceCount : null);
    return [{ populationId, attendanceCount, personCount }];
  });
  const spent = Object.entries(typed.costs).flatMap(([costSourceId, amountDong]) =>
    amountDong ? [{ costSourceId, amountDong }] : [],
  );
  const quantities = Object.entries(typed.quantities).flatMap(([measureId, amount]) =>
    amount ? [{ measureId, amount }] : [],
  );
  return { ...typed, endsOn: typed.endsOn ?? typed.startsOn, attendance: groups, costs: spent, quantities };
}

function requireSense(typed: TypedFigures, ctx: z.RefinementCtx): void {
  if (typed.endsOn !== undefined && typed.endsOn < typed.startsOn)
    ctx.addIssue({ code: 'custom', path: ['endsOn'], message: 'field_ends_before_start' });
  for (const [group, { attendanceCount, personCount }] of Object.entries(typed.attendance)) {
    if (attendanceCount !== undefined && personCount !== undefined && personCount > attendanceCount)
      ctx.addIssue({
        code: 'custom',
        path: ['attendance', group, 'personCount'],
        message: 'field_more_persons_than_attendances',
      });
  }
}

/** What the page of recording sends; the same for work to come, with `isPlanned`. */
export const recordActivityForm = z
  .object({
    ...detailsShape,
    requestKey: z.string().min(8).max(100),
    isPlanned: tick,
    ...evidenceShape,
  })
  .superRefine(requireSense)
  .superRefine(requireFewFiles())
  .transform(toDetails)
  .transform(toKeptFiles);

export const completeActivityForm = z
  .object({ ...detailsShape, version: z.coerce.number().int(), ...evidenceShape })
  .superRefine(requireSense)
  .superRefine(requireFewFiles())
  .transform(toDetails)
  .transform(toKeptFiles);

export const correctActivityForm = z
  .object({ ...detailsShape, version: z.coerce.number().int(), reason: text(1000) })
  .superRefine(requireSense)
  .transform(toDetails);

export const cancelActivityForm = z.object({ version: z.coerce.number().int(), reason: text(1000) });

export const linkActivityForm = z.object({ activityId: z.uuid(), links, isConfirmed: tick });

/** Work of one kind that is linked to a target from the list of work without one; of figures `ids` are measures. */
export const linkUnservedForm = z.object({
  kind: z.enum(unservedKinds),
  ids: z.array(z.string().min(1).max(100)).min(1, 'field_required').max(100),
  targetId: z.uuid().optional(),
});
export type LinkUnserved = z.infer<typeof linkUnservedForm>;

export const addEvidenceForm = z
  .object({ ...evidenceShape, caption: text(300) })
  .superRefine(requireFewFiles())
  .transform(toKeptFiles);
export const removeEvidenceForm = z.object({ fileId: z.uuid() });
