import { strToU8, zipSync } from 'fflate';
import { makeDoc, property } from './make-doc.ts';
import { item, level, makeDocx, p, run } from './make-docx.ts';
import { makePdf, printParagraph } from './make-pdf.ts';

const sentence =
  'Mỗi tổ công đoàn chọn một người giữ tủ sách, ghi sổ mượn trả và báo cáo trước ngày 20 tháng 11 năm 2025.';
const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%1.%2.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
const table = `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p('Đơn vị')}</w:tc></w:tr><w:tr><w:tc>${p('Xã Đông')}</w:tc><w:tc>${p('3 tin')}</w:tc></w:tr></w:tbl>`;
const docxParts = {
  body:
    p('KẾ HOẠCH') +
    item('Mục tiêu', 1) +
    item(sentence, 1, 1) +
    table +
    `<w:p><w:ins>${run('thêm')}</w:ins><w:del>${run('bớt')}</w:del></w:p>`,
  numbering,
};
const odtSpaces = ['office', 'text', 'table', 'style']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const odtContent = `<office:document-content ${odtSpaces}><office:body><office:text><text:h text:outline-level="1">KẾ HOẠCH</text:h><text:list><text:list-item><text:p>${sentence}</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>3 tin</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>`;
const cell = (text: string) => ({ text, isCell: true, paragraph: property.inTable });

/** One small document of each format, with all that the format can hold; what mutations start from. */
export function makeSamples(): Record<string, Uint8Array> {
  return {
    txt: Buffer.from(`KẾ HOẠCH\nI. Mục tiêu\n${sentence}\n`),
    utf16: Buffer.from(`\uFEFFKẾ HOẠCH\n${sentence}\n`, 'utf16le'),
    md: Buffer.from(`# KẾ HOẠCH\n\n**${sentence}**\n\n| Đơn vị | Tin |\n|---|---|\n| Xã Đông | 3 |\n`),
    html: Buffer.from(
      `<!doctype html><h1>KẾ HOẠCH</h1><ol><li>${sentence}</ol><table><tr><td colspan=2>Đơn vị<tr><td>Xã Đông<td>3</table>`,
    ),
    docx: makeDocx(docxParts),
    'docx unpacked': makeDocx({ ...docxParts, isUnpacked: true }),
    odt: zipSync(
      { mimetype: strToU8('application/vnd.oasis.opendocument.text'), 'content.xml': strToU8(odtContent) },
      { level: 0 },
    ),
    rtf: Buffer.from(
      String.raw`{\rtf1\ansi\ansicpg1258{\fonttbl{\f0\fcharset163 Times;}{\f1 .VnTime;}}K\u7871 ? ho\u7841 ?ch\par{\listtext 1.}{\f1 ®äc s¸ch}\par\trowd\clvmgf\cellx1000\cellx2000\pard\intbl A\cell B\cell\row\pard{\shptxt box\par}\bin3 abc\par}`,
      'latin1',
    ),
    doc: makeDoc(
      [
        { text: 'KẾ HOẠCH', paragraph: property.list(1, 0) },
        { text: sentence },
        cell('Xã Đông'),
        cell('3'),
        {
          text: '',
          isCell: true,
          paragraph: [...property.inTable, ...property.rowEnd, ...property.row([2000, 4000], [false, false])],
        },
      ],
      { hasList: true },
    ),
    pdf: makePdf([
      {
        texts: [...printParagraph(sentence, 100), { x: 100, y: 300, text: 'A' }, { x: 200, y: 300, text: 'B' }],
        rules: [
          [90, 280, 300, 280],
          [90, 310, 300, 310],
          [90, 280, 90, 310],
          [190, 280, 190, 310],
          [300, 280, 300, 310],
        ],
      },
    ]),
  };
}
