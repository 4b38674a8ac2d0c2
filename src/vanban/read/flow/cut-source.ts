import { endOfReading } from '../../document-limits.ts';
import { type SourceDocument, type SourceTable, type Span } from '../../source-document.ts';

/** The document as far as it is read; itself where it is no longer than that. Spans keep their meaning. */
export function cutSource(source: SourceDocument): SourceDocument {
  const end = endOfReading(source.text);
  if (end >= source.text.length) return source;
  const isKept = ({ span }: { span: Span }): boolean => span.end <= end;
  const { tables, listMarks, headings, bold, pageStarts } = source;
  const repairs = new Set(source.repairs).add('truncated');
  return {
    ...source,
    text: source.text.slice(0, end),
    repairs: [...repairs],
    ...(tables && { tables: tables.flatMap((table) => cutTable(table, end)) }),
    ...(listMarks && { listMarks: listMarks.filter(isKept) }),
    ...(headings && { headings: headings.filter(isKept) }),
    ...(bold && { bold: bold.filter((span) => span.end <= end) }),
    ...(pageStarts && { pageStarts: pageStarts.filter((start) => start < end) }),
  };
}

/** The rows before the cut; none where the table begins behind it. */
function cutTable(table: SourceTable, end: number): SourceTable[] {
  if (table.span.start >= end) return [];
  const rows = table.rows.filter(({ cells }) => cells.every(({ span }) => span.end <= end));
  return [{ span: { start: table.span.start, end: Math.min(table.span.end, end) }, rows }];
}
