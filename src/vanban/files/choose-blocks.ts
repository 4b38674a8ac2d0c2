import type { Block } from './build-source.ts';

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

/** Empty paragraphs at both ends of a cell are there for its height only. */
export function trimBlank(blocks: Block[]): Block[] {
  const isKept = (block: Block) => block.kind !== 'paragraph' || block.text.trim() !== '';
  const first = blocks.findIndex(isKept);
  return first < 0 ? [] : blocks.slice(first, blocks.findLastIndex(isKept) + 1);
}

/** Adds one by one: as arguments of a single call, a hundred thousand blocks would overflow the stack. */
export function pushAll(target: Block[], blocks: Block[]): void {
  for (const block of blocks) target.push(block);
}

/** Looks at a short text only: a long one is still being put together, and looking would copy it each time. */
export function isBlankSoFar(text: string): boolean {
  return text.length < 100 && text.trim() === '';
}
