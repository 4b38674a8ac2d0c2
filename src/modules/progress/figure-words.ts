import { m } from '#app/paraglide/messages.js';
import { getLocale } from '#app/paraglide/runtime.js';
import { formatDate, formatNumber } from '#app/ui/format-values.ts';
import type { Period } from '#app/modules/progress/periods.ts';
import { shownPercent, type Figure, type FigureState } from '#app/modules/progress/target-figure.ts';
import type { PlanTarget } from '#app/modules/progress/server/index.ts';

type Signs = Record<PlanTarget['rule']['comparator'], string>;
const signs: Signs = { '>=': '≥', '>': '>', '=': '=', '<=': '≤', '<': '<' };

const isEnglish = (): boolean => getLocale() === 'en';
/** A share as it is shown: one decimal, never rounded up to a target. */
export const percentText = (share: number): string => `${formatNumber(shownPercent(share))}%`;

/** Whom the target's denominator counts: the kinds it names, else the grassroots unions. */
export function countedUnits(target: PlanTarget): string {
  const kinds = isEnglish() ? target.kindNamesEn : target.kindNamesVi;
  const sectors = isEnglish() ? target.sectorNamesEn : target.sectorNamesVi;
  const units = kinds.length > 0 ? kinds.join(', ') : m.progress_grassroots();
  return sectors.length > 0 ? m.progress_units_of_sectors({ units, sectors: sectors.join(', ') }) : units;
}

const measureUnit = (target: PlanTarget): string => (isEnglish() ? target.measureUnitEn : target.measureUnitVi);
/** Inside a sentence, where names of populations begin small. */
const population = (target: PlanTarget): string => {
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
  const sign = target.rule.shape === 'per_unit_count' ? '≥' : signs[target.rule.comparator];
  return `${sign} ${formatNumber(figure.needed)}${isShare ? '%' : ''}`;
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
      return m.progress_sentence_coverage({ actual, of, population: population(target), share });
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
    case 'count':
      return m.progress_sentence_count({ actual, measure: measureUnit(target) });
    case 'declared_rate':
      return m.progress_sentence_declared({ actual, of, share });
    default:
      return m.progress_sentence_ratings({ actual, of });
  }
}

function emptyReason(target: PlanTarget, { tally }: Figure): string {
  if (tally.withoutFigure > 0) return m.progress_none_without_figure({ population: population(target) });
  if (target.rule.shape === 'declared_rate' && tally.notReported > 0) return m.progress_none_declared();
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

/** A period as people call it: "quý II/2026", "năm 2026", "15/01/2024–31/12/2028". */
export function periodText(period: Period): string {
  const [year, part] = period.key.split('-');
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
