import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { expect, test, vi } from 'vitest';
import { type OfficialDocument } from './official-document.ts';
import { sampleLetter, samplePlan, sampleReport } from './sample-documents-data.ts';
import { writeDocx } from './write-docx.ts';

const mm = (value: number): number => Math.round((value * 1440) / 25.4);

async function partsOf(document: OfficialDocument): Promise<Record<string, string>> {
  const files = unzipSync(await writeDocx(document));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}
const bodyOf = async (document: OfficialDocument): Promise<string> => (await partsOf(document))['word/document.xml']!;

/** The paragraph that holds the words, from its opening to its closing tag. */
function paragraphWith(xml: string, words: string): string {
  const found = xml.split(/(?=<w:p>|<w:p )/).find((part) => part.includes(words));
  if (!found) throw new Error(`no paragraph with ${words}`);
  return found.slice(0, found.indexOf('</w:p>'));
}
const attribute = (xml: string, tag: string, name: string): string | undefined =>
  new RegExp(`<${tag} [^>]*?${name}="([^"]*)"`).exec(xml)?.[1];
const sections = (xml: string): string[] =>
  [...xml.matchAll(/<w:sectPr\b.*?<\/w:sectPr>/gs)].map(([section]) => section);

test('paper is A4 with 20 mm above and below, 30 at the left, 15 at the right', async () => {
  const [section] = sections(await bodyOf(samplePlan));
  expect(attribute(section!, 'w:pgSz', 'w:w')).toBe(String(mm(210)));
  expect(attribute(section!, 'w:pgSz', 'w:h')).toBe(String(mm(297)));
  for (const [side, value] of Object.entries({ top: 20, bottom: 20, left: 30, right: 15 })) {
    expect(attribute(section!, 'w:pgMar', `w:${side}`)).toBe(String(mm(value)));
  }
});

test('type is Times New Roman 14, in Vietnamese, and headings are black and not resized', async () => {
  const styles = (await partsOf(samplePlan))['word/styles.xml']!;
  const defaults = styles.slice(styles.indexOf('<w:docDefaults>'), styles.indexOf('</w:docDefaults>'));
  expect(attribute(defaults, 'w:rFonts', 'w:ascii')).toBe('Times New Roman');
  expect(attribute(defaults, 'w:sz', 'w:val')).toBe('28');
  expect(attribute(defaults, 'w:lang', 'w:val')).toBe('vi-VN');
  const heading = styles.slice(styles.indexOf('w:styleId="Heading1"'));
  expect(attribute(heading, 'w:color', 'w:val')).toBe('000000');
  expect(attribute(heading, 'w:sz', 'w:val')).toBe('28');
});

test.for<[string, { size: string; bold?: true; italic?: true; align?: string }]>([
  ['TỔNG LIÊN ĐOÀN', { size: '26', align: 'center' }],
  ['TỈNH BÌNH SƠN', { size: '26', bold: true, align: 'center' }],
  ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { size: '26', bold: true, align: 'center' }],
  ['Độc lập - Tự do - Hạnh phúc', { size: '28', bold: true, align: 'center' }],
  ['Số: 06/KH-LĐLĐ', { size: '26', align: 'center' }],
  ['Bình Sơn, ngày 05 tháng 3 năm 2026', { size: '28', italic: true, align: 'center' }],
  ['KẾ HOẠCH', { size: '28', bold: true, align: 'center' }],
  ['Căn cứ Luật Công đoàn;', { size: '28', italic: true, align: 'both' }],
  ['I. MỤC ĐÍCH, YÊU CẦU', { size: '28', bold: true, align: 'both' }],
  ['1. Mục đích', { size: '28', bold: true, align: 'both' }],
  ['a) Tại nơi làm việc', { size: '28', align: 'both' }],
  ['Nói chuyện đầu ca', { size: '28', align: 'both' }],
  ['Nơi nhận:', { size: '24', bold: true, italic: true, align: 'left' }],
  ['- Lưu: VT, Ban TG (02).', { size: '22', align: 'left' }],
  ['TM. BAN THƯỜNG VỤ', { size: '28', bold: true, align: 'center' }],
  ['Nguyễn Thị Hoài Thương', { size: '28', bold: true, align: 'center' }],
])('%s is set as the decree says', async ([words, { size, bold, italic, align }]) => {
  const paragraph = paragraphWith(await bodyOf(samplePlan), words);
  const run = paragraph.slice(paragraph.lastIndexOf('<w:r>', paragraph.indexOf(words)));
  expect(attribute(run, 'w:sz', 'w:val')).toBe(size);
  expect(/<w:b\/>/.test(run)).toBe(bold === true);
  expect(/<w:i\/>/.test(run)).toBe(italic === true);
  expect(attribute(paragraph, 'w:jc', 'w:val')).toBe(align);
});

test('text is justified, its first line 12.7 mm in, at least 6 pt from the next, 1.0 to 1.5 lines high', async () => {
  const paragraph = paragraphWith(await bodyOf(samplePlan), 'Nói chuyện đầu ca');
  expect(attribute(paragraph, 'w:ind', 'w:firstLine')).toBe(String(mm(12.7)));
  const gap =
    Number(attribute(paragraph, 'w:spacing', 'w:before')) + Number(attribute(paragraph, 'w:spacing', 'w:after'));
  expect(gap).toBeGreaterThanOrEqual(120);
  const line = Number(attribute(paragraph, 'w:spacing', 'w:line'));
  expect(line).toBeGreaterThanOrEqual(240);
  expect(line).toBeLessThanOrEqual(360);
});

/** Lengths in mm of the rules between two marks of the text, from the column they are centred in. */
function rulesIn(xml: string): { length: number; after: string }[] {
  const found: { length: number; after: string }[] = [];
  let words = '';
  let column = 165;
  for (const part of xml.split(/(?=<w:p>|<w:p |<w:tcW |<\/w:tbl>)/)) {
    if (part.startsWith('<w:tcW ')) column = (Number(/w:w="(\d+)"/.exec(part)?.[1]) * 25.4) / 1440;
    if (part.startsWith('</w:tbl>')) column = 165;
    if (/<w:pBdr><w:top /.test(part) && !/<w:t[ >]/.test(part)) {
      const sides = Number(attribute(part, 'w:ind', 'w:left')) + Number(attribute(part, 'w:ind', 'w:right'));
      found.push({ length: column - (sides * 25.4) / 1440, after: words });
    }
    words = [...part.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, text]) => text).join(' ') || words;
  }
  return found;
}

test('rules are borders of the right length: motto whole, issuer and title a third to a half, none underlined', async () => {
  const xml = await bodyOf(samplePlan);
  expect(xml).not.toContain('<w:u ');
  const [issuer, national, title, ...more] = rulesIn(xml);
  expect(more).toEqual([]);
  // Widths of the words in Times New Roman, by hand: 49.9 mm, 60.5 mm, 94.4 mm.
  expect(issuer!.after).toBe('LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH SƠN');
  expect(issuer!.length).toBeGreaterThan(49.9 / 3);
  expect(issuer!.length).toBeLessThan(49.9 / 2);
  expect(national!.after).toBe('Độc lập - Tự do - Hạnh phúc');
  expect(national!.length).toBeCloseTo(60.5, 0);
  expect(title!.after).toContain('Tháng Công nhân');
  expect(title!.length).toBeGreaterThan(94.4 / 3);
  expect(title!.length).toBeLessThan(94.4 / 2);
});

test('the parts stand in the order of the decree', async () => {
  const xml = await bodyOf(samplePlan);
  const order = [
    'TỔNG LIÊN ĐOÀN',
    'CỘNG HÒA XÃ HỘI',
    'Số: 06/KH-LĐLĐ',
    'ngày 05 tháng 3',
    'KẾ HOẠCH',
    'Căn cứ Luật',
    'I. MỤC ĐÍCH',
    'IV. TỔ CHỨC',
    'thực hiện./.',
    'Nơi nhận:',
    'TM. BAN THƯỜNG VỤ',
    'PHÓ CHỦ TỊCH',
    'Nguyễn Thị',
  ].map((words) => xml.indexOf(words));
  expect(order).not.toContain(-1);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('the page number stands centred above, from the second page on', async () => {
  const parts = await partsOf(samplePlan);
  const [section] = sections(parts['word/document.xml']!);
  expect(section).toContain('<w:titlePg/>');
  const targets = Object.fromEntries(
    [...parts['word/_rels/document.xml.rels']!.matchAll(/<Relationship [^>]*?Id="([^"]*)"[^>]*?Target="([^"]*)"/g)].map(
      ([, id, target]) => [id, target],
    ),
  );
  const header = (type: string): string =>
    parts[`word/${targets[new RegExp(`<w:headerReference w:type="${type}" r:id="([^"]*)"`).exec(section!)![1]!]}`]!;
  expect(header('default')).toMatch(/<w:jc w:val="center"\/>.*PAGE/s);
  expect(attribute(header('default'), 'w:sz', 'w:val')).toBe('26');
  expect(header('first')).not.toContain('PAGE');
});

test('a wide table turns its own pages, pages are counted through, and each annex begins again', async () => {
  const all = sections(await bodyOf(sampleReport));
  expect(all.map((section) => attribute(section, 'w:pgSz', 'w:orient'))).toEqual([
    'portrait',
    'landscape',
    'portrait',
    'portrait',
    'portrait',
  ]);
  expect(attribute(all[1]!, 'w:pgSz', 'w:w')).toBe(String(mm(297)));
  expect(attribute(all[1]!, 'w:pgSz', 'w:h')).toBe(String(mm(210)));
  expect(all.map((section) => attribute(section, 'w:pgNumType', 'w:start'))).toEqual([
    '1',
    undefined,
    undefined,
    '1',
    '1',
  ]);
  expect(all.map((section) => section.includes('<w:titlePg/>'))).toEqual([true, false, false, true, true]);
});

test('a document that ends with a wide table is signed on an upright page', async () => {
  const xml = await bodyOf({ ...sampleReport, body: sampleReport.body.slice(0, 9), annexes: [] });
  expect(sections(xml).map((section) => attribute(section, 'w:pgSz', 'w:orient'))).toEqual([
    'portrait',
    'landscape',
    'portrait',
  ]);
});

test('a table turns its page by itself when its words do not fit, and never because of one long address', async () => {
  const table = (count: number, cell: string): OfficialDocument => ({
    ...samplePlan,
    body: [
      {
        kind: 'table',
        columns: Array.from({ length: count }, () => ({ label: 'Chương trình' })),
        rows: [{ cells: Array.from({ length: count }, () => cell) }],
      },
    ],
  });
  const turned = async (document: OfficialDocument): Promise<number> =>
    sections(await bodyOf(document)).filter((section) => attribute(section, 'w:pgSz', 'w:orient') === 'landscape')
      .length;
  expect(await turned(table(5, '1'))).toBe(0);
  expect(await turned(table(12, '1'))).toBe(1);
  expect(await turned(table(2, `https://vi-du.vn/${'a'.repeat(200)}`))).toBe(0);
  const inAnnex = { ...samplePlan, annexes: [{ title: 'Biểu', body: table(12, '1').body }] };
  expect(await turned(inAnnex)).toBe(1);
});

test('tables repeat their heading, keep rows whole and merge what stands under one heading', async () => {
  const xml = await bodyOf(samplePlan);
  const table = xml.slice(xml.lastIndexOf('<w:tbl>', xml.indexOf('Số lượng</w:t>')), xml.indexOf('Kèm ảnh'));
  const rows = table.split('<w:tr>').slice(1);
  expect(rows.slice(0, 3).map((row) => row.includes('<w:tblHeader/>'))).toEqual([true, true, false]);
  expect(rows.every((row) => row.includes('<w:cantSplit/>'))).toBe(true);
  expect(rows[0]).toMatch(/<w:gridSpan w:val="2"\/>.*Số lượng/s);
  expect(rows[2]).toMatch(/<w:gridSpan w:val="5"\/>.*Các ban/s);
});

test('cells are set in 12 by their style, figures right, words left', async () => {
  const parts = await partsOf(sampleReport);
  const style = parts['word/styles.xml']!.split('<w:style ').find((text) => text.includes('w:styleId="CellRight"'))!;
  expect(attribute(style, 'w:sz', 'w:val')).toBe('24');
  expect(attribute(style, 'w:jc', 'w:val')).toBe('right');
  const xml = parts['word/document.xml']!;
  expect(paragraphWith(xml, '>2.140<')).toContain('<w:pStyle w:val="CellRight"/>');
  expect(paragraphWith(xml, 'Công đoàn phường An Bình')).toContain('<w:pStyle w:val="CellLeft"/>');
});

test('nothing stands alone on a page: signature with the last words, total with the row before, heading with its text', async () => {
  const xml = await bodyOf(samplePlan);
  for (const words of [
    'thực hiện./.',
    'Nơi có từ 10 công đoàn',
    'Các ban Liên đoàn Lao động tỉnh</w:t>',
    '1. Mục đích',
  ]) {
    expect(paragraphWith(xml, words)).toContain('<w:keepNext/>');
  }
  expect(paragraphWith(xml, 'Nói chuyện đầu ca')).not.toContain('<w:keepNext/>');
});

test('the letter has its matter under the number in 12 and a red box, and no kind', async () => {
  const xml = await bodyOf(sampleLetter);
  const about = paragraphWith(xml, 'V/v đăng ký');
  expect(attribute(about, 'w:sz', 'w:val')).toBe('24');
  expect(attribute(about, 'w:spacing', 'w:before')).toBe('120');
  expect(xml.indexOf('V/v')).toBeGreaterThan(xml.indexOf('Số: 653'));
  expect(xml.indexOf('V/v')).toBeLessThan(xml.indexOf('ngày 01 tháng 02'));
  expect(paragraphWith(xml, '>KHẨN<')).toContain('w:color="FF0000"');
});

test('a place with a long name keeps its date on one line beside the number', async () => {
  const date = paragraphWith(await bodyOf(sampleLetter), 'Thành phố Hồ Chí Minh, ngày');
  expect(attribute(date, 'w:sz', 'w:val')).toBe('26');
});

test('the same document gives the same bytes on another day', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    vi.setSystemTime(new Date('2026-03-05T08:00:00Z'));
    const first = await writeDocx(sampleReport);
    vi.setSystemTime(new Date('2031-11-30T23:59:59Z'));
    expect(Buffer.from(await writeDocx(sampleReport)).equals(Buffer.from(first))).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('the file says who wrote it and when the document was made, not when it was downloaded', async () => {
  const core = (await partsOf(samplePlan))['docProps/core.xml']!;
  expect(core).toContain('<dc:creator>LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH SƠN</dc:creator>');
  expect(core).toMatch(/<dcterms:modified[^>]*>2026-03-05T00:00:00Z</);
  const draft = (await partsOf({ ...samplePlan, header: { ...samplePlan.header, date: '2026' } }))[
    'docProps/core.xml'
  ]!;
  expect(draft).not.toContain('dcterms:created');
});

test('another reader of .docx finds every word and the outline', async () => {
  const { value: html, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(await writeDocx(samplePlan)) });
  expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
  expect(html).toContain('<h1>');
  expect(html).toContain('I. MỤC ĐÍCH, YÊU CẦU');
  expect(html).toContain('TM. BAN THƯỜNG VỤ');
});

test('signs of markup and characters that XML forbids do no harm', async () => {
  const xml = await bodyOf({
    ...samplePlan,
    body: [{ kind: 'paragraph', text: 'A < B & "C" \u0001\uFFFF\uD800 hết' }],
  });
  expect(xml).toContain('A &lt; B &amp;');
  // eslint-disable-next-line no-control-regex
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
});
