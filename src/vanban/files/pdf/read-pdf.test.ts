import { expect, test } from 'vitest';
import { makePdf, printParagraph, type PrintedText } from '../testing/make-pdf.ts';
import { readSource } from '../read-source.ts';

const read = async (pages: Parameters<typeof makePdf>[0]) => readSource(makePdf(pages));
const linesOf = async (pages: Parameters<typeof makePdf>[0]) => (await read(pages)).text.trimEnd().split('\n');

const long =
  'Mỗi tổ công đoàn chọn một người giữ tủ sách, ghi sổ mượn trả và mỗi tháng báo cho ban chấp hành biết những cuốn được đọc nhiều nhất.';
const next =
  'Cuối năm các tổ họp bình chọn người đọc chăm nhất, đề nghị khen thưởng và góp thêm sách mới cho tủ sách của đơn vị mình.';

test('wrapped lines become paragraphs, and indents begin new ones', async () => {
  const first = printParagraph(long, 100);
  const second = printParagraph(next, 100 + 19 * first.length);
  expect(first.length).toBeGreaterThan(2);
  expect(await linesOf([{ texts: [...first, ...second, { x: 113, y: 400, text: '- Lưu.' }] }])).toEqual([
    long,
    next,
    '- Lưu.',
  ]);
});

test('an item with a Party number begins a line of its own, though the line before it is full', async () => {
  const lines = [
    'Mỗi tổ công đoàn chọn một người giữ tủ sách và ghi sổ mượn',
    'rồi mỗi tháng báo cho ban chấp hành biết các việc như sau:',
    'I- VIỆC CẦN LÀM NGAY TRONG THÁNG NÀY',
    '1- Mỗi tổ có một tủ sách.',
  ];
  expect(await linesOf([{ texts: lines.map((text, i) => ({ x: 85, y: 100 + 19 * i, text })) }])).toEqual([
    `${lines[0]} ${lines[1]}`,
    ...lines.slice(2),
  ]);
});

test('a paragraph runs on over the page end, past the page number', async () => {
  const lines = printParagraph(long, 760);
  const head = lines.slice(0, 2);
  const tail = lines.slice(2).map((line, index) => ({ ...line, y: 70 + 19 * index }));
  const number = (text: string): PrintedText => ({ x: 300, y: 30, text });
  const source = await read([
    { texts: [number('1'), ...printParagraph(next, 600), ...head] },
    { texts: [number('2'), ...tail, { x: 113, y: 300, text: 'Hết.' }] },
  ]);
  expect(source.text).toBe(`${next}\n${long}\nHết.\n`);
  expect(source.pageStarts?.map((start) => source.text.slice(start))).toEqual(['Hết.\n']);
});

test('letterhead and signature: the left column before the right one', async () => {
  const texts: PrintedText[] = [
    { x: 100, y: 80, text: 'HỘI ĐỌC SÁCH' },
    { x: 330, y: 80, text: 'CỘNG HÒA XÃ HỘI' },
    { x: 105, y: 98, text: 'XÃ ĐÔNG' },
    { x: 330, y: 98, text: 'Độc lập' },
    { x: 100, y: 120, text: 'Số: 5/KH' },
    { x: 330, y: 121, text: 'Xã Đông, ngày 1' },
    { x: 250, y: 170, text: 'KẾ HOẠCH' },
    ...printParagraph(long, 200),
    { x: 360, y: 400, text: 'TM. BAN CHẤP HÀNH' },
    { x: 85, y: 418, text: 'Nơi nhận:' },
    { x: 390, y: 418, text: 'CHỦ TỊCH' },
    { x: 85, y: 436, text: '- Các tổ;' },
    { x: 85, y: 454, text: '- Lưu: VT.' },
    { x: 380, y: 500, text: 'Lê Thị Sách' },
  ];
  expect(await linesOf([{ texts }])).toEqual([
    'HỘI ĐỌC SÁCH',
    'XÃ ĐÔNG',
    'Số: 5/KH',
    'CỘNG HÒA XÃ HỘI',
    'Độc lập',
    'Xã Đông, ngày 1',
    'KẾ HOẠCH',
    long,
    'Nơi nhận:',
    '- Các tổ;',
    '- Lưu: VT.',
    'TM. BAN CHẤP HÀNH',
    'CHỦ TỊCH',
    'Lê Thị Sách',
  ]);
});

test('a ruled table keeps its cells, also those over columns and rows', async () => {
  // Columns at 80, 250, 350, 450; rows at 100, 125, 150, 175. "Đơn vị" over two rows, "Số tin" over two columns.
  const rules: [number, number, number, number][] = [
    [80, 100, 450, 100],
    [250, 125, 450, 125],
    [80, 150, 450, 150],
    [80, 175, 450, 175],
    [80, 100, 80, 175],
    [250, 100, 250, 175],
    [350, 125, 350, 175],
    [450, 100, 450, 175],
  ];
  const texts: PrintedText[] = [
    { x: 90, y: 80, text: 'Phân bổ' },
    { x: 90, y: 130, text: 'Đơn vị' },
    { x: 300, y: 118, text: 'Số tin' },
    { x: 260, y: 143, text: 'Quý I' },
    { x: 360, y: 143, text: 'Quý II' },
    { x: 90, y: 168, text: 'Xã Đông' },
    { x: 290, y: 168, text: '3' },
    { x: 390, y: 168, text: '5' },
    { x: 90, y: 210, text: 'Sau bảng' },
  ];
  const source = await read([{ texts, rules }]);
  expect(source.text).toBe('Phân bổ\nĐơn vị\nSố tin\nQuý I\nQuý II\nXã Đông\n3\n5\nSau bảng\n');
  expect(
    source.tables?.[0]?.rows.map((row) =>
      row.cells.map(({ text, columnSpan = 1, rowSpan = 1 }) => [text, columnSpan, rowSpan]),
    ),
  ).toEqual([
    [
      ['Đơn vị', 1, 2],
      ['Số tin', 2, 1],
    ],
    [
      ['Quý I', 1, 1],
      ['Quý II', 1, 1],
    ],
    [
      ['Xã Đông', 1, 1],
      ['3', 1, 1],
      ['5', 1, 1],
    ],
  ]);
});

test('letters that a second font fills in stand in their place', async () => {
  // "thiện", where "ệ" was drawn afterwards into the gap that was left for it.
  const texts: PrintedText[] = [
    { x: 100, y: 100, text: 'thi' },
    { x: 128, y: 100, text: 'n tâm' },
    { x: 121, y: 100, text: 'ệ' },
  ];
  expect(await linesOf([{ texts }])).toEqual(['thiện tâm']);
});

test('upright stamps in the margin are left out', async () => {
  const more = 'BT /F 20 Tf 0 1 -1 0 50 300 Tm <0102> Tj ET';
  expect(await linesOf([{ texts: [{ x: 100, y: 100, text: 'Kế hoạch' }], more }])).toEqual(['Kế hoạch']);
});

test.for([
  ['a broken file', Buffer.from('%PDF-1.4\nno objects at all'), 'damaged'],
  ['a page without words', makePdf([{ texts: [] }]), 'no_text'],
] as const)('%s', async ([, bytes, code]) => {
  await expect(readSource(bytes)).rejects.toMatchObject({ code });
});

test('a table that goes on over the page end is one table, its head read once, its cut row joined', async () => {
  const grid = (ys: number[]): [number, number, number, number][] => [
    ...ys.map((y): [number, number, number, number] => [80, y, 450, y]),
    ...[80, 120, 450].map((x): [number, number, number, number] => [x, ys[0] ?? 0, x, ys.at(-1) ?? 0]),
  ];
  const head = (y: number): PrintedText[] => [
    { x: 85, y, text: 'TT' },
    { x: 130, y, text: 'Việc' },
  ];
  const source = await read([
    {
      texts: [...head(718), { x: 85, y: 743, text: '1' }, { x: 130, y: 743, text: 'Mở lớp cho' }],
      rules: grid([700, 725, 750]),
    },
    {
      texts: [
        ...head(98),
        { x: 130, y: 123, text: 'tổ trưởng' },
        { x: 85, y: 148, text: '2' },
        { x: 130, y: 148, text: 'Chấm bài' },
      ],
      rules: grid([80, 105, 130, 155]),
    },
  ]);
  expect(source.tables).toHaveLength(1);
  expect(source.tables?.[0]?.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
    ['TT', 'Việc'],
    ['1', 'Mở lớp cho tổ trưởng'],
    ['2', 'Chấm bài'],
  ]);
});

test('letters drawn twice to look bold are read once', async () => {
  expect(
    await linesOf([
      {
        texts: [
          { x: 100, y: 100, text: 'KẾ HOẠCH' },
          { x: 100.4, y: 100, text: 'KẾ HOẠCH' },
        ],
      },
    ]),
  ).toEqual(['KẾ HOẠCH']);
});

test('a letterhead whose columns come near each other, and a recipient over two lines', async () => {
  const texts: PrintedText[] = [
    { x: 90, y: 70, text: 'LIÊN HIỆP HỘI ĐỌC SÁCH' },
    { x: 265, y: 70, text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA' },
    { x: 105, y: 86, text: 'TỈNH BÌNH SƠN' },
    { x: 320, y: 86, text: 'Độc lập' },
    { x: 87, y: 104, text: 'HỘI NHỮNG NGƯỜI ĐỌC SÁCH' },
    { x: 120, y: 124, text: 'Số: 5/KH' },
    { x: 300, y: 124, text: 'Bình Sơn, ngày 1' },
    ...printParagraph(long, 200),
    { x: 85, y: 400, text: 'Nơi nhận:' },
    { x: 390, y: 400, text: 'CHỦ TỊCH' },
    { x: 85, y: 418, text: '- Ban Công tác đọc sách của tỉnh' },
    { x: 85, y: 436, text: 'Bình Sơn (b/c);' },
    { x: 85, y: 454, text: '- Lưu.' },
  ];
  expect(await linesOf([{ texts }])).toEqual([
    'LIÊN HIỆP HỘI ĐỌC SÁCH',
    'TỈNH BÌNH SƠN',
    'HỘI NHỮNG NGƯỜI ĐỌC SÁCH',
    'Số: 5/KH',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA',
    'Độc lập',
    'Bình Sơn, ngày 1',
    long,
    'Nơi nhận:',
    '- Ban Công tác đọc sách của tỉnh Bình Sơn (b/c);',
    '- Lưu.',
    'CHỦ TỊCH',
  ]);
});

test('a table without rules: a line of tabs for each row, whatever its cells wrap to', async () => {
  const row = (y: number, ...texts: string[]) =>
    texts.flatMap((text, at) => (text === '' ? [] : [{ x: [85, 130, 350, 450][at] ?? 0, y, text }]));
  const texts: PrintedText[] = [
    ...row(100, 'TT', 'Đơn vị', 'Số bài', 'Số buổi'),
    ...row(125, '1', 'Hội đọc sách xã Đông và', '12', '3'),
    ...row(143, '', 'xã Đoài'),
    // Here the number stands in the middle of its row.
    ...row(172, '', 'Hội đọc sách các'),
    ...row(181, '2', '', '15', '4'),
    ...row(190, '', 'trường học'),
    { x: 110, y: 225, text: 'Tổng cộng' },
    ...row(225, '', '', '27', '7'),
    ...printParagraph(long, 260),
  ];
  expect(await linesOf([{ texts }])).toEqual([
    'TT\tĐơn vị\tSố bài\tSố buổi',
    '1\tHội đọc sách xã Đông và xã Đoài\t12\t3',
    '2\tHội đọc sách các trường học\t15\t4',
    'Tổng cộng\t27\t7',
    long,
  ]);
});
