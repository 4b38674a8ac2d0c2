import type { ReadPlan, ReadQuota, ReadQuotaTotal, ReadRecipient, ReadTarget } from '#app/vanban/plan-document.ts';
import { emptyPlan } from '#app/vanban/read/read-plan.ts';

const found = { confidence: 0.95, rule: 'test' };

/** Items as a reader gives them, for tests of what is made of them. `quote` must stand in `text`. */
export function readItems(text: string) {
  const spanOf = (quote: string): { start: number; end: number } => {
    const start = text.indexOf(quote);
    if (start < 0) throw new Error(`Not in the text: ${quote}`);
    return { start, end: start + quote.length };
  };
  return {
    target: (quote: string, wish: Partial<ReadTarget> & { value: number }): ReadTarget => ({
      ...found,
      span: spanOf(quote),
      quote,
      measure: quote,
      comparator: '=',
      comparatorText: null,
      baseline: null,
      unit: 'percent',
      unitText: wish.unit === 'count' ? '' : '%',
      population: null,
      sector: null,
      period: 'once',
      periodText: null,
      deadline: null,
      deadlineText: null,
      owner: null,
      section: '',
      ...wish,
    }),
    recipient: (line: string, wish: Partial<ReadRecipient> = {}): ReadRecipient => ({
      ...found,
      span: spanOf(line),
      text: line,
      name: line.replace(/\s*\(.*\)$/, ''),
      purpose: null,
      isArchive: line.startsWith('Lưu'),
      ...wish,
    }),
    quota: (row: string, item: string, count: number | null, group: string | null = null): ReadQuota => ({
      ...found,
      span: spanOf(row),
      unit: row,
      group,
      item,
      count,
      period: 'quý III/2026',
    }),
    total: (line: string, item: string, printed: number, sumOfRows: number | null): ReadQuotaTotal => ({
      ...found,
      span: spanOf(line),
      item,
      printed,
      sumOfRows,
      agrees: sumOfRows === null ? null : sumOfRows === printed,
    }),
    section: (heading: string, level: number, numbering: string) => ({
      ...found,
      span: spanOf(heading),
      numbering,
      heading: heading.replace(/^[\w.]+\s+/, ''),
      level,
      path: numbering,
    }),
    at: (quote: string) => ({ ...found, span: spanOf(quote) }),
  };
}

/** A read plan with these parts and nothing else. */
export function readPlanWith(parts: Partial<ReadPlan>): ReadPlan {
  return { ...emptyPlan(), isPlan: true, ...parts };
}
