import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { typedNumber } from '#app/platform/typed-number.ts';
import { activityCounts, ratioOf, type MeasureRule, type RollUp } from '#app/modules/measures/measure-rule.ts';

/** What a unit can have counted: something of activities, figures that units state, or what is made of other measures. */
export const ownMeasureWays = [
  ...activityCounts,
  'declared',
  'declared_stock',
  'declared_ratio',
  'ratio',
  'unit_share',
] as const;
export type OwnMeasureWay = (typeof ownMeasureWays)[number];

const ids = z.array(z.string().max(60)).max(60).default([]);
const measureId = z.string().max(60).default('');
/** What a way needs that others do not; the unit of those that are not here. */
const neededBy: Partial<
  Record<
    OwnMeasureWay,
    readonly ('unit' | 'numeratorName' | 'denominatorName' | 'numeratorId' | 'denominatorId' | 'sharedId' | 'least')[]
  >
> = {
  declared_ratio: ['unit', 'numeratorName', 'denominatorName'],
  ratio: ['numeratorId', 'denominatorId'],
  unit_share: ['sharedId', 'least'],
};
const day = z.string().refine(isLocalDate, 'field_date');

/** A measure of a unit's own, as its screen sends it. */
export const addMeasureForm = z
  .object({
    name: z.string().min(1, 'field_required').max(200, 'field_too_long'),
    /** Left out for shares, whose unit is per cent. */
    unit: z.string().max(40, 'field_too_long').default(''),
    groupId: z.string().min(1, 'field_required').max(60),
    way: z.enum(ownMeasureWays, { error: 'field_required' }),
    formIds: ids,
    topicIds: ids,
    populationIds: ids,
    numeratorName: z.string().max(200, 'field_too_long').default(''),
    denominatorName: z.string().max(200, 'field_too_long').default(''),
    numeratorId: measureId,
    denominatorId: measureId,
    sharedId: measureId,
    least: typedNumber,
    validFrom: day,
  })
  .superRefine((typed, ctx) => {
    for (const field of neededBy[typed.way] ?? ['unit'])
      if (typed[field] === '' || typed[field] === null)
        ctx.addIssue({ code: 'custom', path: [field], message: 'field_required' });
    if (typed.way === 'unit_share' && typed.least === 0)
      ctx.addIssue({ code: 'custom', path: ['least'], message: 'field_too_small' });
  });
export type SentMeasure = z.infer<typeof addMeasureForm>;

export const retireMeasureForm = z.object({ retiredOn: day });

/** What a unit states: one figure, or both sides of a ratio. */
export const declareMeasureForm = z
  .object({
    asOfOn: day,
    value: typedNumber,
    denominator: typedNumber,
    note: z.string().max(500, 'field_too_long').default(''),
  })
  .superRefine(({ value, denominator }, ctx) => {
    if (value === null) ctx.addIssue({ code: 'custom', path: ['value'], message: 'field_required' });
    if (value !== null && denominator !== null && value > denominator)
      ctx.addIssue({ code: 'custom', path: ['value'], message: 'field_more_than_whole' });
  });

/** What is said of a measure that was added: whether it counts what was done, waits for figures, or is computed. */
export function addedAs(way: OwnMeasureWay): 'added' | 'added_declared' | 'added_computed' {
  if (way.startsWith('declared')) return 'added_declared';
  return way === 'ratio' || way === 'unit_share' ? 'added_computed' : 'added';
}

/** The rule and roll-up of a way; of a ratio that is stated the rule names its sides, which the caller makes. */
export function ruleOfWay(sent: SentMeasure): { rule: MeasureRule; rollUp: RollUp; unit?: string } {
  if (sent.way === 'ratio') return { ...ratioOf(sent.numeratorId, sent.denominatorId), unit: '%' };
  if (sent.way === 'unit_share') {
    const rule = { source: 'unit_share', measureId: sent.sharedId, least: sent.least ?? 1 } as const;
    return { rule, rollUp: 'unit_share', unit: '%' };
  }
  if (sent.way === 'declared') return { rule: { source: 'declared' }, rollUp: 'sum' };
  if (sent.way === 'declared_stock') return { rule: { source: 'declared' }, rollUp: 'latest' };
  if (sent.way === 'declared_ratio') throw new Error('A ratio is made of two measures.');
  const { formIds, topicIds, populationIds } = sent;
  return { rule: { source: 'activities', count: sent.way, formIds, topicIds, populationIds }, rollUp: 'sum' };
}

/** What is counted anew: sums of today's tree from the units' own, all sums from the facts, or what targets ask. */
export const recountScopes = ['today', 'all', 'targets'] as const;
export type RecountScope = (typeof recountScopes)[number];

export const recountForm = z.object({ scope: z.enum(recountScopes, { error: 'field_required' }) });
