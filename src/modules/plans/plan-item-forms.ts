import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { typedNumber } from '#app/platform/typed-number.ts';
import {
  bindings,
  cadences,
  comparators,
  itemKinds,
  purposes,
  recipientRules,
  recurrences,
  shareShapes,
  targetShapes,
} from '#app/modules/plans/plan-items.ts';

const line = (max: number) => z.string().max(max).default('');
const required = (max: number) => z.string().min(1, 'field_required').max(max);
/** An empty field is no date. */
const optionalDate = z
  .string()
  .default('')
  .refine((text) => text === '' || isLocalDate(text), 'field_date')
  .transform((text) => (text === '' ? null : text));
const optionalCount = typedNumber.refine((value) => value === null || Number.isInteger(value), 'field_number');
const optionalOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .union([z.literal(''), z.enum(values)])
    .default('')
    .transform((value) => (value === '' ? null : value));
const ids = z.array(z.string().max(60)).max(40).default([]);
const optionalId = z
  .union([z.literal(''), z.uuid()])
  .default('')
  .transform((id) => (id === '' ? null : id));

const version = z.coerce.number().int().positive();
/** What every item's form carries: which item (none: a new one) and the sentence it was read from. */
const common = { itemId: optionalId, quote: line(5000) };

const basisForm = z.object({
  kind: z.literal('basis'),
  ...common,
  text: required(2000),
  docType: line(100),
  number: line(100),
  datedOn: optionalDate,
  issuer: line(300),
});
const sectionForm = z.object({
  kind: z.literal('section'),
  ...common,
  numbering: line(20),
  heading: required(1000),
  level: z.coerce.number().int().min(1).max(9).default(1),
  body: line(200_000),
});
const targetForm = z
  .object({
    kind: z.literal('target'),
    ...common,
    statement: required(5000),
    shape: z.enum(targetShapes),
    measureId: line(60),
    /** What a distribution counts, in a list of its own: the page has no script that would change one list. */
    receivedId: line(60),
    /** Of a ratio what is divided by what. */
    numeratorId: line(60),
    denominatorId: line(60),
    populationId: line(60),
    sectorIds: ids,
    kindIds: ids,
    comparator: z.enum(comparators).default('>='),
    value: typedNumber,
    unit: line(100),
    minPerUnit: optionalCount.refine((value) => value === null || value > 0, 'field_number'),
    cadence: z.enum(cadences).default('once'),
    dueOn: optionalDate,
    binds: z.enum(bindings).default('tree'),
  })
  .refine((target) => target.shape === 'qualitative' || target.value !== null, {
    path: ['value'],
    message: 'field_required',
  })
  .refine(({ shape, value }) => !shareShapes.includes(shape) || (value ?? 0) <= 100, {
    path: ['value'],
    message: 'field_over_all',
  })
  .superRefine(({ shape, numeratorId, denominatorId }, ctx) => {
    if (shape !== 'ratio') return;
    const problem = (field: string, message: string) => ctx.addIssue({ code: 'custom', path: [field], message });
    if (numeratorId === '') problem('numeratorId', 'field_required');
    if (denominatorId === '') problem('denominatorId', 'field_required');
    else if (numeratorId === denominatorId) problem('denominatorId', 'field_ratio_of_one');
  })
  .transform(({ receivedId, ...target }) =>
    target.shape === 'distribution' ? { ...target, measureId: receivedId || target.measureId } : target,
  );
const taskForm = z.object({
  kind: z.literal('task'),
  ...common,
  statement: required(5000),
  ownerText: line(500),
  deadlineText: line(300),
  dueOn: optionalDate,
  recurrence: optionalOf(recurrences),
});
const quotaForm = z.object({
  kind: z.literal('quota'),
  ...common,
  rowLabel: required(500),
  groupLabel: line(500),
  item: required(60),
  count: optionalCount,
  perUnitMin: optionalCount.refine((value) => value === null || value > 0, 'field_number'),
  periodText: line(200),
  topics: line(5000),
  isTotal: z
    .string()
    .default('')
    .transform((value) => value !== ''),
});
const dutyForm = z.object({
  kind: z.literal('duty'),
  ...common,
  statement: required(5000),
  fromText: line(500),
  toText: line(500),
  period: line(200),
  deadlineText: line(300),
  dueOn: optionalDate,
});
const recipientForm = z.object({
  kind: z.literal('recipient'),
  ...common,
  label: required(500),
  purpose: z.enum(purposes).default('act'),
  ruleKind: z.enum(recipientRules).default('none'),
  ruleKindIds: ids,
  ruleUnitId: optionalId,
});

/** An item as a person sends it, with the version of the plan that the form was made from. */
export const saveItemForm = z.object({
  version,
  item: z.discriminatedUnion('kind', [
    basisForm,
    sectionForm,
    targetForm,
    taskForm,
    quotaForm,
    dutyForm,
    recipientForm,
  ]),
});
export type SentItem = z.infer<typeof saveItemForm>['item'];

/** A decision on one item: right as it is, not part of the plan, or part of it after all. */
export const reviewItemForm = z.object({
  version,
  kind: z.enum(itemKinds),
  itemId: z.uuid(),
  decision: z.enum(['confirm', 'drop', 'restore', '>', '>=']),
  /** What to look at after this. */
  next: z.uuid().optional(),
});

export const acceptSureForm = z.object({ version });

/** The head of a plan as a person corrects it. */
export const saveHeaderForm = z
  .object({
    version,
    docType: required(100).transform((text) => text.toLocaleUpperCase('vi')),
    title: required(1000),
    superiorName: line(300),
    issuerName: required(300),
    place: line(100),
    validFrom: optionalDate,
    validTo: optionalDate,
    opening: line(50_000),
    closing: line(20_000),
    signerAuthority: line(50),
    signerBody: line(200),
    signerTitle: line(200),
    signerName: line(200),
    contact: line(500),
  })
  .refine((head) => head.validFrom === null || head.validTo === null || head.validFrom <= head.validTo, {
    path: ['validTo'],
    message: 'field_date',
  });
export type SentHeader = z.infer<typeof saveHeaderForm>;
