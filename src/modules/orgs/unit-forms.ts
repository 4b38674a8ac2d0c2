import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { cleanName, longestName, nameFault } from '#app/modules/orgs/unit-names.ts';
import { workChoices } from '#app/modules/orgs/open-work-choices.ts';
import { mostParts } from '#app/modules/orgs/split-parts.ts';
import { relationTypes } from '#app/modules/orgs/relation-types.ts';

const text = (most: number) => z.string().max(most).default('');
const needed = (most: number) => z.string().min(1, 'field_required').max(most);
/** Words that a unit is called by: kept clean, of letters that can be typed and searched. */
const called = (most: number) =>
  z
    .string()
    .default('')
    .transform(cleanName)
    .pipe(
      z
        .string()
        .max(most)
        .refine((name) => nameFault(name) !== 'letters', 'field_name_letters'),
    );
const partName = called(longestName).pipe(
  z.string().refine((name) => name === '' || nameFault(name) !== 'no_letter', 'field_name_no_letter'),
);
/** The name of a unit. */
export const unitName = partName.pipe(z.string().min(1, 'field_required'));
const date = z.string().min(1, 'field_required').refine(isLocalDate, 'field_date');
const id = z.uuid('field_required');
const optionalId = z
  .union([z.literal(''), z.uuid()])
  .default('')
  .transform((value) => value || undefined);
const email = z.union([z.literal(''), z.email()]).default('');
const list = z.preprocess((value) => (value === undefined ? [] : value), z.array(z.uuid()));

const decision = {
  decisionNumber: needed(80),
  decidingBody: text(200),
  decidedOn: date,
  effectiveOn: date,
  note: text(2_000),
  /** What becomes of the open work of units that end, by kind. */
  work: z.record(z.string().max(60), z.enum(workChoices)).default({}),
};
const newUnit = {
  name: unitName,
  shortName: called(100),
  symbol: called(60),
  code: text(60),
  kindId: needed(60),
  sectorId: text(60).transform((value) => value || null),
  address: text(300),
  email,
  phone: text(60),
};
const version = z.coerce.number().int();

export const unitChanges = ['found', 'rename', 'transfer', 'absorb', 'merge', 'split', 'dissolve'] as const;
export type UnitChange = (typeof unitChanges)[number];

const place = z.string().regex(/^[0-7]$/);
/** A count in a place of a shared-out row; empty where the shares decide. */
const typedShare = z
  .union([z.literal(''), z.coerce.number({ error: 'field_number' }).int('field_number').min(0, 'field_number')])
  .transform((value) => (value === '' ? null : value));
/** A share as people write it, "33,3"; empty for none. */
const weight = z
  .string()
  .transform((text) => Number(text.replace(',', '.')))
  .pipe(z.number('field_number').min(0, 'field_number').max(1_000_000, 'field_number'));
const column = z.union([place, z.literal('stay')]);
/** One part of a split; one without a name is none. */
const part = z.object({
  name: partName,
  kindId: text(60),
  sectorId: text(60),
  symbol: called(60),
});

/** Every decision about a unit; `change` says which, and the page's address says about whom. */
export const unitChangeForm = z.discriminatedUnion('change', [
  z.object({ change: z.literal('found'), ...decision, ...newUnit }),
  z.object({
    change: z.literal('rename'),
    ...decision,
    version,
    name: unitName,
    shortName: called(100),
    symbol: called(60),
  }),
  z.object({ change: z.literal('transfer'), ...decision, version, toParentId: id }),
  z.object({ change: z.literal('absorb'), ...decision, unitIds: list }),
  z.object({ change: z.literal('merge'), ...decision, ...newUnit, unitIds: list }),
  z.object({
    change: z.literal('split'),
    ...decision,
    version,
    isEnding: z.literal('yes').optional(),
    partCount: z.coerce.number().int().min(2).max(mostParts).default(2),
    parts: z.record(place, part).default({}),
    /** Which part each unit below goes to: its id → "0", "1" … or "" for where it is. */
    children: z.record(z.uuid(), z.union([z.literal(''), place])).default({}),
    /** The part that takes the open work over; empty for none. */
    heir: z.union([z.literal(''), place]).default(''),
    /** Whether declared figures are shared out, by these weights and typed counts: population → place → count. */
    isSharing: z.literal('yes').optional(),
    shares: z.partialRecord(column, weight).default({}),
    figures: z.record(z.string().max(60), z.partialRecord(column, typedShare)).default({}),
  }),
  z.object({ change: z.literal('dissolve'), ...decision, version, childrenToId: optionalId }),
]);
export type UnitChangeInput = z.infer<typeof unitChangeForm>;

/** With what is searched for to choose from, and what was when the form was shown: who typed anew wants to search. */
export const unitChangePreview = unitChangeForm.and(z.object({ find: text(200), found: text(200) }));

/** Whatever a previewed form held, to be shown in its fields again. */
export const backToForm = z.record(z.string(), z.unknown());

export const unitDetailsForm = z.object({
  version,
  symbol: called(60),
  sectorId: text(60).transform((value) => value || null),
  address: text(300),
  email,
  phone: text(60),
  code: text(60),
});

/** Figures by population id; an empty field is no statement. */
export const figuresForm = z.object({
  asOfOn: date,
  source: text(200),
  values: z
    .record(
      z.string(),
      z.union([
        z.literal(''),
        z.coerce.number({ error: 'field_number' }).int('field_number').min(0, 'field_number').max(100_000_000),
      ]),
    )
    .transform((values) =>
      Object.fromEntries(
        Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
      ),
    ),
});

export const personForm = z.object({
  personId: optionalId,
  fullName: needed(200),
  phone: text(60),
  email,
});
export const positionForm = z.object({ personId: id, body: text(120), title: needed(200), validFrom: date });
export const endPositionForm = z.object({ positionId: id, on: date });
export const relationForm = z.object({ toUnitId: id, type: z.enum(relationTypes), validFrom: date });
export const endRelationForm = z.object({ relationId: id, on: date });

/** A list that is sent now, or the one that the refused sending before had brought, unless it was let go of. */
const sentList = {
  list: z.instanceof(File).optional(),
  heldFiles: z.array(z.uuid()).max(20).default([]),
  droppedFiles: z.array(z.string().max(100)).max(20).default([]),
};
interface SentList {
  list?: File | undefined;
  heldFiles: string[];
  droppedFiles: string[];
}
const heldOf = ({ heldFiles, droppedFiles }: SentList): string | null =>
  heldFiles.find((id) => !droppedFiles.includes(id)) ?? null;

function requireList(sent: SentList, ctx: z.RefinementCtx): void {
  if (!sent.list && heldOf(sent) === null)
    ctx.addIssue({ code: 'custom', path: ['list'], message: 'field_file_required' });
}

function withHeldId<T extends SentList>({ heldFiles, droppedFiles, ...sent }: T) {
  return { ...sent, heldId: heldOf({ heldFiles, droppedFiles }) };
}

export const uploadListForm = z
  .object({ ...sentList, asOfOn: date })
  .superRefine(requireList)
  .transform(withHeldId);
export const mapListForm = z.object({ asOfOn: date, columns: z.record(z.string(), z.string()).default({}) });
export const uploadDecisionsForm = z
  .object({ ...sentList, ...decision })
  .superRefine(requireList)
  .transform(withHeldId);
export const mapDecisionsForm = z.object({ columns: z.record(z.string(), z.string()).default({}) });
export const confirmDecisionsForm = z.object({ work: decision.work });
export const confirmListForm = z.object({ isSkippingFaulty: z.literal('yes').optional() });
const planned = { plannedId: id, version };
export const movePlannedForm = z.object({ ...planned, effectiveOn: date });
export const cancelPlannedForm = z.object(planned);
