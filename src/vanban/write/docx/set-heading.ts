import { BorderStyle, type Paragraph, type Table } from 'docx';
import { type ComposedDocument, motto, nation } from '../compose-document.ts';
import { breakEvenly, measureText } from './measure-text.ts';
import { ptOfMm, size, textWidth, twipsOfMm, twipsOfPt } from './paper.ts';
import { brokenRuns, centred, columns, rule, run } from './set-lines.ts';

/** Millimetres kept free between the two columns. */
const gap = 3;

/** Issuer at the left, national title and motto at the right; number and date on one line below (ô số 1 to 4). */
export function setHeading(document: ComposedDocument): Table {
  const dateSize = dateSizeFor(document.placeDate);
  const right = Math.max(measureText(nation, 'bold', size.nation), measureText(document.placeDate, 'italic', dateSize));
  const rightWidth = Math.ceil((right / 72) * 25.4) + 2;
  const leftWidth = textWidth.upright - rightWidth;
  return columns(
    [leftWidth, rightWidth],
    [
      [setIssuer(document, leftWidth), setNation(rightWidth)],
      [
        [
          centred([run(document.numberSymbol, { size: size.number })], { spacing: { before: twipsOfPt(6) } }),
          ...setUnderNumber(document, leftWidth),
        ],
        [centred([run(document.placeDate, { size: dateSize, italics: true })], { spacing: { before: twipsOfPt(6) } })],
      ],
    ],
  );
}

/** 13 or 14; a long place name that would break its line or squeeze the issuer takes the smaller. */
function dateSizeFor(placeDate: string): number {
  const national = measureText(nation, 'bold', size.nation);
  return measureText(placeDate, 'italic', 14) <= national ? 14 : 13;
}

function setNation(width: number): Paragraph[] {
  return [
    centred([run(nation, { size: size.nation, bold: true })]),
    centred([run(motto, { size: size.motto, bold: true })]),
    rule(measureText(motto, 'bold', size.motto), width, { keepNext: false }),
  ];
}

function setIssuer({ superiorBody, issuingBody }: ComposedDocument, width: number): Paragraph[] {
  const room = ptOfMm(width - gap);
  const issuer = breakEvenly(issuingBody, 'bold', 13, room);
  const longest = Math.min(room, Math.max(...issuer.map((line) => measureText(line, 'bold', 13))));
  const side = twipsOfMm(gap / 2);
  const indent = { left: side, right: side };
  return [
    ...(superiorBody === null
      ? []
      : [centred(brokenRuns(breakEvenly(superiorBody, 'regular', 13, room), { size: 13 }), { indent })]),
    centred(brokenRuns(issuer, { size: 13, bold: true }), { indent }),
    // Between a third and half of the words above it.
    rule(longest * 0.42, width, { keepNext: false }),
  ];
}

/** The matter of a letter 6 pt under its number, and the mark of urgency (ô 5b, 10b). */
function setUnderNumber({ about, urgency }: ComposedDocument, width: number): Paragraph[] {
  const lines: Paragraph[] = [];
  const room = ptOfMm(width - gap);
  if (about !== null) {
    lines.push(
      centred(brokenRuns(breakEvenly(about, 'regular', size.about, room), { size: size.about }), {
        spacing: { before: twipsOfPt(6) },
      }),
    );
  }
  if (urgency !== null) lines.push(setUrgency(urgency, width));
  return lines;
}

/** Boxes of 30, 40 and 20 mm. */
const urgencyWidths: Record<string, number> = { 'HỎA TỐC': 30, 'THƯỢNG KHẨN': 40, KHẨN: 20 };

function setUrgency(urgency: string, width: number): Paragraph {
  const side = twipsOfMm((width - (urgencyWidths[urgency] ?? 40)) / 2);
  const line = { style: BorderStyle.SINGLE, size: 12, space: 3, color: 'FF0000' } as const;
  return centred([run(urgency, { size: 13, bold: true, color: 'FF0000' })], {
    border: { top: line, bottom: line, left: line, right: line },
    indent: { left: side, right: side },
    spacing: { before: twipsOfPt(12) },
  });
}
