import { AlignmentType, Paragraph } from 'docx';
import { type ComposedAnnex, type ComposedDocument } from '../compose-document.ts';
import { breakEvenly, measureText } from './measure-text.ts';
import { bodySpacing, firstLine, ptOfMm, size, textWidth, twipsOfMm, twipsOfPt } from './paper.ts';
import { brokenRuns, centred, rule, run } from './set-lines.ts';

/** Kind and title with their rule, or nothing in a letter, whose matter stands in the heading (ô 5a). */
export function setTitle({ kind, title }: ComposedDocument): Paragraph[] {
  if (kind === null || title === null) return [];
  const lines = breakEvenly(title, 'bold', size.body, ptOfMm(textWidth.upright - 20));
  const longest = Math.max(...lines.map((line) => measureText(line, 'bold', size.body)));
  return [
    centred([run(kind, { bold: true })], { spacing: { before: twipsOfPt(18) }, keepNext: true }),
    centred(brokenRuns(lines, { bold: true }), { keepNext: true }),
    rule(longest * 0.4, textWidth.upright, { after: 12 }),
  ];
}

/** "Kính gửi: …." on one line for one body; several under it, their dashes in line below the colon (ô 9a). */
export function setAddressees({ addressees, kind }: ComposedDocument): Paragraph[] {
  if (addressees.length === 0) return [];
  const before = twipsOfPt(kind === null ? 18 : 6);
  const label = 'Kính gửi: ';
  if (addressees.length === 1) {
    return [centred([run(label + addressees[0]!)], { spacing: { before, after: twipsOfPt(12) } })];
  }
  const left = twipsOfMm(30);
  const under = left + twipsOfPt(measureText(label, 'regular', size.body));
  return [
    new Paragraph({
      indent: { left },
      spacing: { before, after: twipsOfPt(3) },
      keepNext: true,
      children: [run(label.trim())],
    }),
    ...addressees.map(
      (text, at) =>
        new Paragraph({
          indent: { left: under },
          spacing: { after: twipsOfPt(at === addressees.length - 1 ? 12 : 3) },
          children: [run(text)],
        }),
    ),
  ];
}

/** Italic lines, one for each source (ô 6). */
export function setBasis({ basis }: ComposedDocument): Paragraph[] {
  return basis.map(
    (text) =>
      new Paragraph({
        alignment: AlignmentType.JUSTIFIED,
        indent: { firstLine },
        spacing: bodySpacing,
        children: [run(text, { italics: true })],
      }),
  );
}

/** "Phụ lục I", its title, the document it belongs to, and a rule. `width` of the text in millimetres. */
export function setAnnexTitle({ label, title, note }: ComposedAnnex, width: number): Paragraph[] {
  const room = ptOfMm(width - 20);
  // Too long for one line it parts before the issuer, so that number and date stay together.
  const noteLines =
    measureText(note, 'italic', size.body) <= room
      ? [note]
      : breakEvenly(note.replace(' của ', '\ncủa '), 'italic', size.body, room);
  return [
    centred([run(label, { size: size.annex, bold: true })], { keepNext: true }),
    centred(brokenRuns(breakEvenly(title, 'bold', size.body, room), { bold: true }), { keepNext: true }),
    centred(brokenRuns(noteLines, { italics: true }), { keepNext: true }),
    rule(ptOfMm(50), width, { after: 12 }),
  ];
}
