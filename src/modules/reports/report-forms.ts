import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { typedNumber } from '#app/platform/typed-number.ts';
import { readPeriodValue } from '#app/modules/reports/period-address.ts';
import { periodKinds, periodsInYear, type PeriodKind, type PeriodRule } from '#app/modules/reports/period.ts';
import { reportMoves } from '#app/modules/reports/report-lifecycle.ts';

const version = z.coerce.number().int().positive();

export const startReportForm = z
  .object({
    period: z.string('field_required').transform((text, context) => {
      const period = readPeriodValue(text);
      if (period) return period;
      context.addIssue({ code: 'custom', message: 'field_invalid_value' });
      return z.NEVER;
    }),
    year: z.coerce.number('field_number').int().min(2000, 'field_number').max(2100, 'field_number'),
  })
  .transform(({ period, year }) => ({ ...period, year }));

/** "16/12" as people write a day of the year; kept as "12-16". */
const dayOfYear = z.string().transform((text, context) => {
  const [day, month] = text.split('/').map(Number);
  const date = `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (isLocalDate(date)) return date.slice(5);
  context.addIssue({ code: 'custom', message: 'field_day_of_year' });
  return z.NEVER;
});
const days = z.coerce.number('field_number').int('field_number').min(0, 'field_number').max(60, 'field_number');
const calendarRow = z.object({
  isOwed: z.string().optional(),
  from: dayOfYear,
  to: dayOfYear,
  due4: days,
  due3: days,
  due2: days,
  indexes: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z.array(z.coerce.number().int().min(1).max(12)),
  ),
});

/** The calendar of a unit: a row for each kind of period. */
export const reportCalendarForm = z
  .object({
    validFrom: z.string().refine(isLocalDate, 'field_date'),
    rules: z.object(
      Object.fromEntries(periodKinds.map((kind) => [kind, calendarRow])) as Record<PeriodKind, typeof calendarRow>,
    ),
  })
  .transform(({ validFrom, rules }) => ({
    validFrom,
    rules: periodKinds.map((kind): PeriodRule => {
      const { isOwed, from, to, due4, due3, due2, indexes } = rules[kind];
      const isSome = indexes.length > 0 && indexes.length < periodsInYear[kind];
      const dueDays = { 4: due4, 3: due3, 2: due2 };
      return { kind, from, to, dueDays, isOwed: isOwed !== undefined, owedIndexes: isSome ? indexes : null };
    }),
  }));
export const writeSectionForm = z.object({
  sectionId: z.uuid(),
  text: z.string().max(20_000, 'field_too_big'),
  version,
});
export const stateFigureForm = z.object({
  figureId: z.uuid(),
  /** An empty field takes the statement back. */
  stated: typedNumber,
  reason: z.string().max(2_000, 'field_too_big').default(''),
  version,
});
export const editHeadForm = z.object({
  numberText: z.string().max(60, 'field_too_big'),
  signerTitle: z.string().max(120, 'field_too_big'),
  signerName: z.string().max(120, 'field_too_big'),
  version,
});
export const refreshForm = z.object({ version });
export const moveReportForm = z.object({
  move: z.enum(reportMoves),
  version,
  comment: z.string().max(4_000, 'field_too_big').default(''),
  sectionId: z.union([z.uuid(), z.literal('').transform(() => undefined)]).optional(),
});
