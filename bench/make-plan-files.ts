import { strToU8, zipSync } from 'fflate';
import { makeDoc, property } from '#app/vanban/files/testing/make-doc.ts';
import { item, level, makeDocx, p } from '#app/vanban/files/testing/make-docx.ts';
import { makePdf, printParagraph, type PrintedPage } from '#app/vanban/files/testing/make-pdf.ts';

const sections = ['Mục đích', 'Yêu cầu', 'Nội dung', 'Hình thức', 'Kinh phí', 'Tổ chức thực hiện'];
const work =
  'Ban chấp hành công đoàn cơ sở phân công người phụ trách, mở sổ theo dõi, mỗi quý báo cáo một lần về công đoàn cấp trên trước ngày 20 của tháng cuối quý; phấn đấu ít nhất 85% đoàn viên tham gia.';

/** A plan of about four pages, as lines: headings and tasks below them. */
function planLines(): { text: string; level: number }[] {
  return sections.flatMap((section) => [
    { text: section, level: 0 },
    ...Array.from({ length: 9 }, (_, index) => ({ text: `${work} (${index + 1})`, level: 1 })),
  ]);
}

export interface PlanFile {
  kind: string;
  bytes: Uint8Array;
}

/** The plan in each format that can be made here. */
export function makePlanFiles(): PlanFile[] {
  const lines = planLines();
  const plain = lines.map(({ text, level: depth }) => (depth === 0 ? text : `- ${text}`)).join('\n');
  const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'upperRoman', '%1.')}${level(1, 'decimal', '%1.%2.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
  const body = p('KẾ HOẠCH') + lines.map(({ text, level: depth }) => item(text, 1, depth)).join('');
  const spaces =
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"';
  const odt = `<office:document-content ${spaces}><office:body><office:text>${lines.map(({ text }) => `<text:p>${text}</text:p>`).join('')}</office:text></office:body></office:document-content>`;
  const rtf = lines
    .map(
      ({ text }) =>
        `${[...text].map((char) => (char < '\u0080' ? char : `\\u${char.charCodeAt(0)} ?`)).join('')}\\par\n`,
    )
    .join('');
  return [
    { kind: '.txt', bytes: Buffer.from(plain) },
    {
      kind: '.md',
      bytes: Buffer.from(lines.map(({ text, level: depth }) => (depth === 0 ? `## ${text}` : `- ${text}`)).join('\n')),
    },
    { kind: '.html', bytes: Buffer.from(`<!doctype html>${lines.map(({ text }) => `<p>${text}</p>`).join('')}`) },
    { kind: '.docx', bytes: makeDocx({ body, numbering }) },
    // The test's writer has one page of properties, which holds twenty paragraphs.
    {
      kind: '.doc',
      bytes: makeDoc(
        lines.slice(0, 20).map(({ text }) => ({ text, paragraph: property.list(1, 1) })),
        { hasList: true },
      ),
    },
    { kind: '.rtf', bytes: Buffer.from(`{\\rtf1\\ansi ${rtf}}`, 'latin1') },
    {
      kind: '.odt',
      bytes: zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.text'), 'content.xml': strToU8(odt) }),
    },
    { kind: '.pdf', bytes: makePdf(printPages(lines.map(({ text }) => text))) },
  ];
}

function printPages(paragraphs: string[]): PrintedPage[] {
  const pages: PrintedPage[] = [{ texts: [] }];
  let y = 80;
  for (const paragraph of paragraphs) {
    for (const line of printParagraph(paragraph, 0)) {
      if (y > 760) {
        pages.push({ texts: [] });
        y = 80;
      }
      pages.at(-1)?.texts.push({ ...line, y });
      y += 19;
    }
  }
  return pages;
}
