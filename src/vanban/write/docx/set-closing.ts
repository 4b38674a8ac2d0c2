import { type Paragraph, type Table } from 'docx';
import { type ComposedDocument, signedMark } from '../compose-document.ts';
import { breakEvenly } from './measure-text.ts';
import { ptOfMm, size, textWidth, twipsOfPt } from './paper.ts';
import { brokenRuns, centred, columns, gapLine, plainLine, run } from './set-lines.ts';

const widths = [textWidth.upright * 0.46, textWidth.upright * 0.54] as const;

const before = twipsOfPt(6);

/** Room for signature and seal, in points. */
const signatureRoom = 78;

/** Recipients at the left, signature at the right, never parted by the end of a page (ô 7 and 9b). */
export function setClosing(document: ComposedDocument): (Paragraph | Table)[] {
  return [columns(widths, [[setRecipients(document), setSignature(document)]]), gapLine(1)];
}

function setRecipients({ recipients }: ComposedDocument): Paragraph[] {
  return [
    plainLine([run('Nơi nhận:', { size: size.recipientsTitle, bold: true, italics: true })], { spacing: { before } }),
    ...recipients.map((text) => plainLine([run(text, { size: size.recipients })], { indent: { right: twipsOfPt(8) } })),
  ];
}

function setSignature({ signature: { authority, title, name, isSigned } }: ComposedDocument): Paragraph[] {
  const room = ptOfMm(widths[1]) - 4;
  const capitals = [...authority, title].filter(Boolean);
  const half = (signatureRoom - 16) / 2;
  return [
    ...capitals.map((text, at) =>
      centred(brokenRuns(breakEvenly(text, 'bold', size.body, room), { bold: true }), {
        spacing: { before: at === 0 ? before : 0 },
      }),
    ),
    ...(isSigned ? [centred([run(signedMark, { italics: true })], { spacing: { before: twipsOfPt(half) } })] : []),
    centred(name === null ? [] : [run(name, { bold: true })], {
      spacing: { before: twipsOfPt(isSigned ? half : signatureRoom) },
    }),
  ];
}
