/**
 * How long a document may be to be read. What is longer is read as far as that, and the cut is told. The readers of
 * files stop there, so that no file unfolds without end; the reader of plans never looks further, whoever calls it.
 */
export const documentLimits = {
  /** Characters and costs of paragraphs together: about 350 pages. */
  length: 1_200_000,
  /** What a paragraph or a cell counts beside its characters: a million of one word each are no smaller than a few long ones. */
  paragraphCost: 10,
} as const;

/** The offset up to which a text is read: its end, or the last line break before the limit. */
export function endOfReading(text: string): number {
  const { length: limit, paragraphCost } = documentLimits;
  if (text.length * (1 + paragraphCost) <= limit) return text.length;
  let lines = 0;
  for (let from = 0; from < text.length; lines += 1) {
    const at = text.indexOf('\n', from);
    const next = at < 0 ? text.length : at + 1;
    const room = limit - lines * paragraphCost;
    // A single line longer than all that is read is cut where it stands.
    if (next > room) return from < 0.9 * room ? Math.max(0, room) : from;
    from = next;
  }
  return text.length;
}
