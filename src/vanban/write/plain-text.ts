import {
  composeDocument,
  type ComposedBlock,
  type ComposedTable,
  motto,
  nation,
  signedMark,
} from './compose-document.ts';
import { type OfficialDocument } from './official-document.ts';

/**
 * The document as lines of text, in the order in which such documents are read: heading, title, text, recipients,
 * signature, annexes. For the screen, for search, and for a reader of documents; a table has one row a line, cells
 * parted by tabs. Ends with a line feed. Throws RangeError where `composeDocument` does.
 */
export function writePlainText(document: OfficialDocument): string {
  const composed = composeDocument(document);
  const { signature } = composed;
  const parts: (string | null)[][] = [
    [composed.superiorBody, composed.issuingBody, composed.numberSymbol, composed.about, composed.urgency],
    [nation, motto, composed.placeDate],
    [composed.kind, composed.title],
    addresseeLines(composed.addressees),
    [...composed.basis, ...composed.body.flatMap(blockLines)],
    ['Nơi nhận:', ...composed.recipients],
    [...signature.authority, signature.title, signature.isSigned ? signedMark : null, signature.name],
    ...composed.annexes.map(({ label, title, note, body }) => [label, title, note, ...body.flatMap(blockLines)]),
  ];
  return `${parts
    .map((lines) => lines.filter((line) => line !== null && line !== '').map((line) => oneLine(line!)))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Room for handwriting and forced line breaks are for paper only. A tab parts cells and stays. */
const oneLine = (line: string): string => line.replace(/[^\S\t]+/g, ' ').trimEnd();

function addresseeLines(addressees: readonly string[]): string[] {
  return addressees.length === 1
    ? [`Kính gửi: ${addressees[0]}`]
    : addressees.length === 0
      ? []
      : ['Kính gửi:', ...addressees];
}

function blockLines(block: ComposedBlock): string[] {
  switch (block.kind) {
    case 'part':
      return [block.label, block.title];
    case 'heading':
      return [block.text];
    case 'paragraph':
      return [block.spans.map(({ text }) => text).join('')];
    case 'table':
      return tableLines(block);
  }
}

/** A column under a group is named with it, so that one heading line is enough: "Số lượng: tin". */
function tableLines({ caption, unitNote, columns, rows }: ComposedTable): string[] {
  const row = (cells: readonly string[]): string => cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).join('\t');
  return [
    ...[caption, unitNote].filter((line) => line !== null),
    row(columns.map(({ label, group }) => (group === null ? label : `${group}: ${label}`))),
    ...rows.map(({ cells }) => row(cells)),
  ];
}
