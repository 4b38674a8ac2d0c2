import { deflateSync } from 'node:zlib';
import { makeDoc } from '../make-doc.ts';
import { makePdf, printParagraph, type PrintedPage } from '../make-pdf.ts';
import { fill, type HostileDocument, million, planParagraphs } from './hostile-document.ts';

const fifty = 50 * 1024 * 1024;
const rtf = (body: Buffer | string) =>
  Buffer.concat([Buffer.from('{\\rtf1\\ansi Ke hoach\\par '), typeof body === 'string' ? Buffer.from(body) : body]);
const rtfText = (text: string) =>
  [...text].map((char) => (char < '\u0080' ? char : `\\u${char.charCodeAt(0)} ?`)).join('');

/** Rich text. */
export const hostileRtf: HostileDocument[] = [
  {
    name: 'rtf: 200 pages',
    make: () =>
      rtf(
        planParagraphs(200)
          .map((text) => `${rtfText(text)}\\par\n`)
          .join(''),
      ),
    becomes: 'whole',
  },
  {
    name: 'rtf: a million list items',
    make: () => rtf(fill(40 * million, '{\\listtext 1.}viec\\par ')),
    becomes: 'cut',
  },
  { name: 'rtf: 50 MB of open groups', make: () => rtf(fill(fifty - 1000, '{')), becomes: 'whole' },
  { name: 'rtf: 50 MB of bytes in hex', make: () => rtf(fill(fifty - 1000, "\\'e1")), becomes: 'cut' },
  { name: 'rtf: 50 MB of silent words', make: () => rtf(fill(fifty - 1000, '\\b\\b0')), becomes: 'whole' },
  {
    name: 'rtf: 50 MB of a picture',
    make: () => rtf(Buffer.concat([Buffer.from('{\\pict '), fill(fifty - 1000, 'deadbeef')])),
    becomes: 'whole',
  },
  {
    name: 'rtf: a row of a million cells',
    make: () => rtf(`\\trowd\\cellx100\\intbl ${'a\\cell '.repeat(million)}\\row`),
    becomes: 'cut',
  },
  {
    name: 'rtf: rows whose cells end everywhere',
    make: () =>
      rtf(
        Array.from(
          { length: 40_000 },
          (_, index) =>
            `\\trowd${Array.from({ length: 5 }, (_x, cell) => `\\cellx${index * 5 + cell}`).join('')}\\intbl a\\cell b\\cell c\\cell d\\cell e\\cell\\row`,
        ).join('\n'),
      ),
    becomes: 'cut',
  },
  { name: 'rtf: a million page breaks', make: () => rtf(fill(20 * million, '\\page')), becomes: 'cut' },
  {
    name: 'rtf: a million fonts',
    make: () => rtf(`{\\fonttbl${Array.from({ length: million }, (_, index) => `{\\f${index} .VnTime;}`).join('')}}`),
    becomes: 'whole',
  },
  { name: 'rtf: a million cell bounds', make: () => rtf(fill(20 * million, '\\cellx1')), becomes: 'whole' },
];

/** Old Word documents. */
export const hostileDoc: HostileDocument[] = [
  {
    name: 'doc: one paragraph of three million letters',
    make: () => makeDoc([{ text: 'Kế hoạch ' }, { text: 'việc '.repeat(600_000) }]),
    becomes: 'cut',
  },
  { name: 'doc: a chain that bites its tail', make: ringDoc, becomes: 'whole' },
];

/** Every entry of the table of sectors points to sector 0. */
function ringDoc(): Uint8Array {
  const bytes = Buffer.from(makeDoc([{ text: 'Kế hoạch' }]));
  const holder = bytes.readUInt32LE(76);
  const large = Buffer.concat([bytes, Buffer.alloc(40 * million)]);
  for (let at = 0; at < 128; at += 1) large.writeUInt32LE(1, (holder + 1) * 512 + at * 4);
  return large;
}

/** The text of 200 pages, set line by line. */
function printPlan(pages: number): PrintedPage[] {
  const printed: PrintedPage[] = [{ texts: [] }];
  let y = 80;
  for (const paragraph of planParagraphs(pages)) {
    for (const line of printParagraph(paragraph, 0)) {
      if (y > 760) {
        printed.push({ texts: [] });
        y = 80;
      }
      printed.at(-1)?.texts.push({ ...line, y });
      y += 19;
    }
  }
  return printed;
}

const words = { texts: printParagraph('Mỗi tổ công đoàn chọn một người giữ tủ sách.', 100) };
const drawn = (operations: string): Uint8Array => makePdf([{ ...words, more: operations }]);

/** A page whose content is packed, once or twice: a few kilobytes that become hundreds of megabytes. */
function packedPdf(times: 1 | 2, megabytes: number): Uint8Array {
  let content: Uint8Array = Buffer.alloc(megabytes * million, ' 0 0 m');
  for (let time = 0; time < times; time += 1) content = deflateSync(content);
  const filters = Array(times).fill('/FlateDecode').join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>',
  ];
  const start = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n${start}4 0 obj\n<< /Length ${content.length} /Filter [${filters}] >>\nstream\n`),
    content,
    Buffer.from('\nendstream\nendobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF'),
  ]);
}

/** A tree of pages in which a branch holds itself. */
function ringPdf(): Uint8Array {
  return Buffer.from(
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000 >>\nendobj\ntrailer << /Root 1 0 R /Size 3 >>\n%%EOF',
  );
}

/** Printed pages. */
export const hostilePdf: HostileDocument[] = [
  { name: 'pdf: 200 pages', make: () => makePdf(printPlan(200)), becomes: 'whole' },
  {
    name: 'pdf: 5,000 empty pages',
    make: () => makePdf([words, ...Array.from({ length: 5000 }, () => ({ texts: [] }))]),
    becomes: 'cut',
  },
  {
    name: 'pdf: 200,000 words on a page',
    make: () =>
      makePdf([
        {
          texts: Array.from({ length: 200_000 }, (_, index) => ({
            x: index % 500,
            y: (index * 7) % 800,
            text: 'việc',
          })),
        },
      ]),
    becomes: 'whole',
  },
  {
    name: 'pdf: a word drawn 200,000 times',
    make: () => makePdf([{ texts: Array.from({ length: 200_000 }, () => ({ x: 90, y: 90, text: 'việc' })) }]),
    becomes: 'whole',
  },
  {
    name: 'pdf: 4,000 rules on each of 40 pages',
    make: () =>
      makePdf(
        Array.from({ length: 40 }, () => ({
          ...words,
          rules: Array.from({ length: 1900 }, (_, index): [number, number, number, number][] => [
            [50, 50 + index / 3, 500, 50 + index / 3],
            [50 + index / 4, 50, 50 + index / 4, 700],
          ]).flat(),
        })),
      ),
    becomes: 'whole',
  },
  {
    name: 'pdf: two million lines drawn',
    make: () => drawn('10 10 m 500 10 l S\n'.repeat(2 * million)),
    becomes: 'too_much_memory',
  },
  { name: 'pdf: states saved without end', make: () => drawn('q '.repeat(4 * million)), becomes: 'too_slow' },
  { name: 'pdf: content that unfolds to 500 MB', make: () => packedPdf(1, 500), becomes: 'too_much_memory' },
  { name: 'pdf: content that unfolds twice to 500 MB', make: () => packedPdf(2, 500), becomes: 'too_much_memory' },
  { name: 'pdf: a ring of pages', make: ringPdf, becomes: 'no_text' },
  {
    name: 'pdf: 20 MB of noise behind the mark',
    make: () => Buffer.concat([Buffer.from('%PDF-1.4\n'), fill(20 * million, '1 0 obj << /Type /Page ')]),
    becomes: 'too_slow',
  },
];
