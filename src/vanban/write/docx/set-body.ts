import { AlignmentType, HeadingLevel, Paragraph, type Table } from 'docx';
import { type ComposedBlock } from '../compose-document.ts';
import { bodySpacing, firstLine, twipsOfPt } from './paper.ts';
import { centred, run } from './set-lines.ts';
import { setTable } from './set-table.ts';

/**
 * The blocks of a text in order. Headings carry outline levels, so that Word's navigation and a later reader find
 * them; their look is set here, not left to a style of the reader's own template.
 * @param width of the text in millimetres
 * @param keepsLast the last paragraph stays with what follows: a signature alone on a page invites forgery
 */
export function setBody(
  blocks: readonly ComposedBlock[],
  width: number,
  { keepsLast = false } = {},
): (Paragraph | Table)[] {
  return blocks.flatMap((block, at) => setBlock(block, width, keepsLast && at === blocks.length - 1));
}

const outline = {
  1: HeadingLevel.HEADING_1,
  2: HeadingLevel.HEADING_2,
  3: HeadingLevel.HEADING_3,
  4: HeadingLevel.HEADING_4,
} as const;

function setBlock(block: ComposedBlock, width: number, keepNext: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'part':
      return [
        centred([run(block.label, { bold: true })], { keepNext: true, spacing: { before: twipsOfPt(12) } }),
        centred([run(block.title, { bold: true })], { keepNext: true, spacing: { after: twipsOfPt(6) } }),
      ];
    case 'heading':
      return [
        new Paragraph({
          heading: outline[block.level],
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine },
          spacing: bodySpacing,
          keepNext: true,
          // The decree has titles of sections and clauses bold; a point ("a)") is upright and plain.
          children: [run(block.text, { bold: block.level < 4 })],
        }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine },
          spacing: bodySpacing,
          ...(keepNext && { keepNext }),
          children: block.spans.map(({ text, bold, italic }) =>
            run(text, { ...(bold && { bold }), ...(italic && { italics: italic }) }),
          ),
        }),
      ];
    case 'table':
      return setTable(block, width);
  }
}
