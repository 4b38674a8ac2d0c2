import { quotaMark } from '#app/modules/plans/plan-items.ts';
import { originOf, type ItemOrigin } from '#app/modules/plans/server/reading/read-item.ts';
import type { ReadPlan, ReadSection } from '#app/vanban/plan-document.ts';
import type { SourceDocument, Span } from '#app/vanban/source-document.ts';

/** A row of plan_section as the reader fills it. */
export interface MappedSection extends ItemOrigin {
  numbering: string;
  heading: string;
  level: number;
  /** What stands under the heading, a paragraph to a line. */
  body: string;
}

export interface MappedBody {
  /** The preamble, a paragraph to a line: what stands between the title and the first heading. */
  opening: string;
  sections: MappedSection[];
}

/**
 * Cuts the document at its headings, so that it can be printed again: the preamble, and each heading with what
 * stands under it. The table of quotas is taken out and a mark left in its place, since it is printed from its rows.
 */
export function mapSections(plan: ReadPlan, source: Pick<SourceDocument, 'text' | 'tables'>): MappedBody {
  const headings = [...plan.sections].sort((one, other) => one.span.start - other.span.start);
  const end = endOfBody(plan, source.text.length, headings.at(-1)?.span.end ?? 0);
  const table = quotaPlace(plan, source);
  const cut = (from: number, to: number): string => paragraphs(source.text, from, Math.max(from, to), table);
  // A heading's place begins behind its number: the line it stands on is not part of what comes before.
  const startOf = (heading: { span: Span }): number => source.text.lastIndexOf('\n', heading.span.start - 1) + 1;
  const first = headings[0] ? startOf(headings[0]) : end;
  const bodyEnd = (next: ReadSection | undefined): number => (next ? startOf(next) : end);
  return {
    opening: cut(Math.min(startOfBody(plan), first), first),
    sections: headings.map((heading, at) => ({
      ...originOf(heading, source.text.slice(heading.span.start, heading.span.end)),
      numbering: heading.numbering,
      heading: heading.heading,
      level: Math.min(9, Math.max(1, heading.level)),
      body: cut(heading.span.end, bodyEnd(headings[at + 1])),
    })),
  };
}

/** Behind the last line of the head: number, date, kind and title. */
function startOfBody(plan: ReadPlan): number {
  const fields = ['title', 'docType', 'number', 'date', 'headerIssuer', 'parentIssuer'] as const;
  return Math.max(0, ...fields.map((field) => plan.header[field]?.span.end ?? 0));
}

/** Before the recipients and the signature, which are printed from their own rows. */
function endOfBody(plan: ReadPlan, length: number, after: number): number {
  const places = [...plan.recipientLines.map((line) => line.span.start), plan.signer?.span.start].filter(
    (place) => place !== undefined && place >= after,
  );
  return Math.min(length, ...(places as number[]));
}

/** From the first cell of the quotas to the last; the whole table where the file knows tables. */
function quotaPlace(plan: ReadPlan, source: Pick<SourceDocument, 'text' | 'tables'>): Span | null {
  const spans = [...plan.quotas, ...plan.quotaTotals].map((item) => item.span);
  if (plan.quotas.length === 0) return null;
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  const table = source.tables?.find((one) => one.span.start <= start && end <= one.span.end);
  return table?.span ?? { start: startOfHead(source.text, start), end };
}

/** In a text without tables the head of the table stands above in lines of a word or two. */
function startOfHead(text: string, start: number): number {
  let from = text.lastIndexOf('\n', start - 1) + 1;
  while (from > 0) {
    const previous = text.lastIndexOf('\n', from - 2) + 1;
    const line = text.slice(previous, from).trim();
    if (line.length > 14 || previous === from) break;
    from = previous;
  }
  return from;
}

function paragraphs(text: string, from: number, to: number, table: Span | null): string {
  const isInside = table !== null && table.start < to && table.end > from;
  const raw = isInside
    ? `${text.slice(from, Math.max(from, table.start))}\n${quotaMark}\n${text.slice(Math.min(to, table.end), to)}`
    : text.slice(from, to);
  return raw
    .replace(/^\s*[:.]\s*/, '')
    .split('\n')
    .map((line) =>
      line
        .replace(/[*_#]{2,}/g, '')
        .replace(/[ \t]+/g, ' ')
        .trim(),
    )
    .filter((line) => /[\p{L}\p{N}]/u.test(line) && !/^(nơi nhận\s*:?)$/iu.test(line))
    .join('\n');
}
