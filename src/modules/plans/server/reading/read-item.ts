import type { Doubt, ReviewState } from '#app/modules/plans/plan-items.ts';
import { SURE, type ReadItem } from '#app/vanban/plan-document.ts';

/** The columns that every item of a plan has, as the reader fills them. */
export interface ItemOrigin {
  quote: string;
  spanStart: number | null;
  spanEnd: number | null;
  confidence: number;
  rule: string;
  doubt: Doubt | '';
  review: ReviewState;
}

/**
 * Where an item was read and how sure that is. A doubt of our own (a word that means two things) makes it unsure
 * however sure the reader was of having seen it.
 */
export function originOf(item: ReadItem, quote: string, doubt: Doubt | null = null): ItemOrigin {
  const isSure = item.confidence >= SURE && doubt === null;
  return {
    quote: quote.replace(/\s+/g, ' ').trim(),
    spanStart: item.span.start,
    spanEnd: item.span.end,
    confidence: Math.min(1, Math.max(0, item.confidence)),
    rule: item.rule,
    doubt: doubt ?? (isSure ? '' : 'reader'),
    review: isSure ? 'sure' : 'unsure',
  };
}
