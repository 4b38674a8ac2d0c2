import type { Block, Paragraph } from './build-source.ts';

/** Adds text to what is known of a paragraph's weight: how many signs it has, and how many of them are bold. */
export function weighText(paragraph: Paragraph, text: string, isBold: boolean): void {
  const signs = text.trim().length;
  if (signs === 0) return;
  paragraph.signs = (paragraph.signs ?? 0) + signs;
  if (isBold) paragraph.boldSigns = (paragraph.boldSigns ?? 0) + signs;
}

/** Is a paragraph set in bold throughout? A sign or two that are not, a number's dot, change nothing. */
export function isBoldThroughout({ signs = 0, boldSigns = 0 }: Paragraph): boolean {
  return boldSigns > 0 && boldSigns >= signs * 0.95;
}

/** Bold type tells headings only where most of a document is not bold. */
export function tellsByWeight(blocks: readonly Block[]): boolean {
  let all = 0;
  let bold = 0;
  const weigh = (list: readonly Block[]): void => {
    for (const block of list) {
      if (block.kind === 'paragraph') {
        all += block.text.length;
        bold += block.boldSigns ?? 0;
      } else if (block.kind === 'table') for (const row of block.rows) for (const cell of row) weigh(cell.blocks);
    }
  };
  weigh(blocks);
  return bold > 0 && bold < all * 0.5;
}
