import { type Block } from './build-source.ts';

/** Whether a header, a footer or notes say anything: "Trang 2/5" alone does not. */
export function hasWords(blocks: Block[]): boolean {
  return blocks.some((block) => {
    if (block.kind === 'table') return block.rows.some((row) => row.some((cell) => hasWords(cell.blocks)));
    return block.kind === 'paragraph' && /\p{L}/u.test(block.text.replace(/trang|page|of|[\s\d/|.–-]+/giu, ''));
  });
}

/** One empty line is a gap, ten are the same gap. */
export function dropRepeatedBlanks(blocks: Block[]): Block[] {
  let wasBlank = true;
  return blocks.filter((block) => {
    const isBlank = block.kind === 'paragraph' && block.text.trim() === '';
    const isKept = block.kind !== 'paragraph' || !isBlank || !wasBlank;
    if (block.kind !== 'page') wasBlank = isBlank;
    return isKept;
  });
}
