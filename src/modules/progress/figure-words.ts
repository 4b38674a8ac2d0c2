import { m } from '#app/paraglide/messages.js';
import { getLocale } from '#app/paraglide/runtime.js';
import { formatDate, formatNumber } from '#app/ui/format-values.ts';
import type { Period } from '#app/modules/progress/periods.ts';
import {
  asksForMuch,
  shownPercent,
  stateOf,
  type Figure,
  type FigureState,
} from '#app/modules/progress/target-figure.ts';
import { gapOf } from '#app/modules/progress/target-gap.ts';
import type { PlanTarget } from '#app/modules/progress/server/index.ts';

type Signs = Record<PlanTarget['rule']['comparator'], string>;
// "Cần 100%": an equals sign would read as if more were wrong.
const signs: Signs = { '>=': '≥ ', '>': '> ', '=': '', '<=': '≤ ', '<': '< ' };

const isEnglish = (): boolean => getLocale() === 'en';
/** A share as it is shown: one decimal, never rounded up to a target. */
export const percentText = (share: number): string => `${formatNumber(shownPercent(share))}%`;

/** Whom the target's denominator counts: the kinds it names, else the grassroots unions. */
export function countedUnits(target: PlanTarget): string {
  const kinds = isEnglish() ? target.kindNamesEn : target.kindNamesVi;
  // More than two kinds would hide the figures between their names; what stands behind the figure names them.
  const units = kinds.length > 2 ? m.progress_units_bound() : kinds.join(', ') || m.progress_grassroots();
  return withSectors(target, units);
}

/** Two targets of one sentence of a plan may differ in nothing but their sector. */
function withSectors(target: PlanTarget, what: string): string {
  const sectors = isEnglish() ? target.sectorNamesEn : target.sectorNamesVi;
  return sectors.length > 0 ? m.progress_units_of_sectors({ units: what, sectors: sectors.join(', ') }) : what;
}

/** What a target of counted things asks of a unit: "≥ 2 tin"; of others empty. */
export function askedOfEach(target: PlanTarget): string {
  const { shape, minPerUnit, value } = target.rule;
  if (shape === 'count') return measureUnit(target);
  if (shape !== 'unit_rate' && shape !== 'per_unit_count') return '';
  return m.progress_least({
    least: formatNumber(shape === 'unit_rate' ? minPerUnit : (value ?? 0)),
    measure: measureUnit(target),
  });
}

const measureName = (target: PlanTarget): string => (isEnglish() ? target.measureNameEn : target.measureNameVi);
const measureUnit = (target: PlanTarget): string => (isEnglish() ? target.measureUnitEn : target.measureUnitVi);
/** Inside a sentence, where names of populations begin small. */
export const populationName = (target: PlanTarget): string => {
  const name = (isEnglish() ? target.populationNameEn : target.populationNameVi) || m.progress_people();
  return name.charAt(0).toLowerCase() + name.slice(1);
};

/** The figure as a cell shows it. */
export function figureText(figure: Figure): string {
  if (figure.kind === 'none') return '–';
  if (figure.kind === 'count') return formatNumber(figure.actual);
  if (figure.kind === 'ratings') return `${formatNumber(figure.actual)}/${formatNumber(figure.of ?? 0)}`;
  return percentText(figure.share ?? 0);
}

/** What is asked, with its sign: "≥ 90%". Empty where nothing is asked of this branch. */
export function neededText(target: PlanTarget, figure: Figure): string {
  if (figure.needed === null) return '';
  const isShare = target.rule.shape === 'per_unit_count' || (target.rule.isPercent && target.rule.shape !== 'count');
  // More than all there is not.
  const isOfAll = isShare && target.rule.shape !== 'ratio';
  const sign = isOfAll && figure.needed >= 100 ? '' : signs[target.rule.comparator];
  return `${sign}${formatNumber(figure.needed)}${isShare ? '%' : ''}`;
}

/**
 * What will be reached by the day if things go on as they have, in one sentence; empty where it is reached already, the
 * day has passed, or it is too early to say.
 */
export function forecastSentence(target: PlanTarget, figure: Figure, time: { dueOn: string; on: string }): string {
  const { forecast, needed, compared } = figure;
  if (forecast === null || needed === null || compared === null) return '';
  // Of nothing so far no pace can be taken.
  if (figure.state === 'met' || figure.actual === 0 || time.on >= time.dueOn) return '';
  const isShare = compared === figure.share;
  const words = {
    day: formatDate(time.dueOn),
    value: isShare ? percentText(forecast) : formatNumber(Math.floor(forecast)),
  };
  const { comparator } = target.rule;
  if (!asksForMuch(comparator))
    return forecast > needed ? m.progress_forecast_over(words) : m.progress_forecast_within(words);
  const isEnough = stateOf(comparator, forecast, needed, forecast, { dueOn: time.dueOn, on: time.dueOn }) === 'met';
  return isEnough ? m.progress_forecast_met(words) : m.progress_forecast_short(words);
}

/** How many more are needed to reach a target: "còn thiếu 138 CĐCS". Empty where nothing is missing. */
export function missingText(target: PlanTarget, figure: Figure): string {
  const gap = gapOf(target.rule, figure);
  if (gap === null || gap.missing === 0) return '';
  const { shape } = target.rule;
  const what =
    shape === 'unit_rate' || shape === 'per_unit_count' || shape === 'distribution'
      ? countedUnits(target)
      : shape === 'coverage'
        ? populationName(target)
        : shape === 'count'
          ? measureUnit(target)
          : '';
  return m.progress_missing({ count: formatNumber(gap.missing), what }).trim();
}

/** What is missing and where things are going, as sentences; empty where nothing is to be said. */
export function aheadText(target: PlanTarget, figure: Figure, time: { dueOn: string; on: string }): string {
  const missing = missingText(target, figure);
  const first = missing === '' ? '' : `${missing.charAt(0).toUpperCase()}${missing.slice(1)}.`;
  return [first, forecastSentence(target, figure, time)].filter(Boolean).join(' ');
}

/** How a figure was computed, in one sentence: "3 của 4 CĐCS đạt ≥ 1 hoạt động = 75%; cần ≥ 100%". */
export function figureSentence(target: PlanTarget, figure: Figure): string {
  const needed = neededText(target, figure);
  const asked = needed === '' ? '' : m.progress_needs({ needed });
  return [whatItIs(target, figure), asked].filter(Boolean).join('; ');
}

function whatItIs(target: PlanTarget, figure: Figure): string {
  const { rule } = target;
  if (figure.kind === 'none') return emptyReason(target, figure);
  const actual = formatNumber(figure.actual);
  const of = formatNumber(figure.of ?? 0);
  const share = percentText(figure.share ?? 0);
  switch (rule.shape) {
    case 'coverage':
      return m.progress_sentence_coverage({
        actual,
        of,
        population: withSectors(target, populationName(target)),
        share,
      });
    case 'unit_rate':
    case 'per_unit_count': {
      const least = formatNumber(rule.shape === 'unit_rate' ? rule.minPerUnit : (rule.value ?? 0));
      return m.progress_sentence_units({
        actual,
        of,
        units: countedUnits(target),
        least,
        measure: measureUnit(target),
        share,
      });
    }
    case 'distribution':
      return m.progress_sentence_distribution({ actual, of, units: countedUnits(target), share });
    case 'count':
      if (rule.isStock) return m.progress_sentence_stock({ actual, measure: measureUnit(target) });
      return m.progress_sentence_count({ actual, measure: measureUnit(target) });
    case 'ratio':
      return m.progress_sentence_ratio({ actual, of, share, measure: measureName(target) });
    case 'declared_rate':
      return m.progress_sentence_declared({ actual, of, share });
    default:
      return m.progress_sentence_ratings({ actual, of });
  }
}

function emptyReason(target: PlanTarget, { tally }: Figure): string {
  if (tally.withoutFigure > 1)
    return m.progress_none_of_units_declared({
      count: formatNumber(tally.withoutFigure),
      population: populationName(target),
    });
  if (tally.withoutFigure > 0) return m.progress_none_without_figure({ population: populationName(target) });
  // Both sides are stated, or counted of what was recorded.
  if (target.rule.shape === 'declared_rate' && tally.notReported > 0) return m.progress_none_declared();
  if (target.rule.shape === 'ratio' && tally.notReported > 0) return m.progress_none_of_ratio();
  if (tally.tooNew > 0) return m.progress_none_too_new();
  return m.progress_none_applicable();
}

/** What stands beside a figure so that it is read rightly: who is silent, who is left out, what should be looked at. */
export function figureNotes(target: PlanTarget, { tally }: Figure): string[] {
  const notes: [number, (count: string) => string][] = [
    [tally.reported, (count) => m.progress_note_reported({ count })],
    [tally.notReported, (count) => m.progress_note_silent({ count })],
    [tally.notApplicable, (count) => m.progress_note_not_applicable({ count })],
    [tally.withoutFigure, (count) => m.progress_note_without_figure({ count })],
    [tally.tooNew, (count) => m.progress_note_too_new({ count })],
    [tally.ended, (count) => m.progress_note_ended({ count })],
    [target.rule.shape === 'coverage' ? tally.fromOthers : 0, (count) => m.progress_note_from_others({ count })],
    [tally.doubts, (count) => m.progress_note_doubts({ count })],
  ];
  return notes.filter(([count]) => count > 0).map(([count, words]) => words(formatNumber(count)));
}

/** Grades and how many units chose them, the best first: "Tốt 2 · Khá 1". */
export function ratingsText({ tally }: Figure): string {
  const [unmet, fair, good, excellent] = tally.ratings;
  const all: [number, () => string][] = [
    [excellent, m.progress_rating_4],
    [good, m.progress_rating_3],
    [fair, m.progress_rating_2],
    [unmet, m.progress_rating_1],
  ];
  return all
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${words()}: ${formatNumber(count)}`)
    .join(' · ');
}

/** How a target stands, for StatusMark; null where nothing is asked. */
export function stateMark(state: FigureState): { state: 'met' | 'risk' | 'late' | 'neutral'; label: string } | null {
  if (state === 'none') return null;
  const marks = {
    met: { state: 'met', label: m.progress_state_met() },
    open: { state: 'neutral', label: m.progress_state_open() },
    risk: { state: 'risk', label: m.progress_state_risk() },
    late: { state: 'late', label: m.progress_state_late() },
  } as const;
  return marks[state];
}

/** The same for a bar of a chart. */
export function barState(state: FigureState): { state?: 'met' | 'risk' | 'late' | 'neutral'; stateLabel?: string } {
  const mark = stateMark(state);
  return mark === null ? {} : { state: mark.state, stateLabel: mark.label };
}

/** How a target was in each period, in one sentence: "quý I/2026: 40%; quý II/2026: 62%". */
export function historyText(points: readonly { period: Period; figure: Figure }[]): string {
  return points.map(({ period, figure }) => `${periodText(period)}: ${figureText(figure)}`).join('; ');
}

/** A period as people call it: "quý II/2026", "năm 2026", "15/01/2024–31/12/2028". */
export function periodText(period: Period): string {
  const [year, part] = period.key.split('-');
  if (year === 'to') return m.progress_period_until({ year: part ?? '' });
  if (period.key === 'all') return `${formatDate(period.from)}–${formatDate(period.to)}`;
  if (part === undefined) return m.progress_period_year({ year: year ?? '' });
  if (part.startsWith('Q'))
    return m.progress_period_quarter({
      quarter: ['I', 'II', 'III', 'IV'][Number(part[1]) - 1] ?? '',
      year: year ?? '',
    });
  if (part === 'H1' || part === 'H2')
    return part === 'H1'
      ? m.progress_period_first_half({ year: year ?? '' })
      : m.progress_period_second_half({ year: year ?? '' });
  return part.length === 2
    ? m.progress_period_month({ month: String(Number(part)), year: year ?? '' })
    : `${year}–${part}`;
}
