import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { typedNumber } from '#app/platform/typed-number.ts';
import { activityCounts, type MeasureRule, type RollUp } from '#app/modules/measures/measure-rule.ts';

/** What a unit can have counted: something of activities, or figures that units state. */
export const ownMeasureWays = [...activityCounts, 'declared', 'declared_stock', 'declared_ratio'] as const;
export type OwnMeasureWay = (typeof ownMeasureWays)[number];

const ids = z.array(z.string().max(60)).max(60).default([]);
const day = z.string().refine(isLocalDate, 'field_date');

/** A measure of a unit's own, as its screen sends it. */
export const addMeasureForm = z
  .object({
    name: z.string().min(1, 'field_required').max(200, 'field_too_long'),
    unit: z.string().min(1, 'field_required').max(40, 'field_too_long'),
    groupId: z.string().min(1, 'field_required').max(60),
    way: z.enum(ownMeasureWays, { error: 'field_required' }),
    formIds: ids,
    topicIds: ids,
    populationIds: ids,
    numeratorName: z.string().max(200, 'field_too_long').default(''),
    denominatorName: z.string().max(200, 'field_too_long').default(''),
    validFrom: day,
  })
  .superRefine((typed, ctx) => {
    if (typed.way !== 'declared_ratio') return;
    for (const field of ['numeratorName', 'denominatorName'] as const)
      if (typed[field] === '') ctx.addIssue({ code: 'custom', path: [field], message: 'field_required' });
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

/** The rule and roll-up of a way; a ratio's rule names its sides, which the caller makes. */
export function ruleOfWay(sent: SentMeasure): { rule: MeasureRule; rollUp: RollUp } {
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
