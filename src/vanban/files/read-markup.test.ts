import { expect, test } from 'vitest';
import { readHtmlText } from './read-html.ts';
import { readText } from './read-plain-text.ts';

const cells = (source: ReturnType<typeof readText>) =>
  source.tables?.map((table) => table.rows.map((row) => row.cells.map((cell) => cell.text)));

test('Markdown: signs go, words and lines stay', () => {
  const source = readText(
    '# I. MỤC TIÊU\n\n**1. Chung:** đọc *nhiều hơn*,\nviết _đều_ hơn.\n\n2\\. Riêng\n\n***\n\n- [Trang](https://vi.example) của hội\n* sao\n',
  );
  expect(source.text).toBe(
    'I. MỤC TIÊU\n\n1. Chung: đọc nhiều hơn,\nviết đều hơn.\n\n2. Riêng\n\n***\n\n- Trang của hội\n* sao\n',
  );
  expect(source.headings).toEqual([{ span: { start: 0, end: 11 }, level: 1 }]);
});

test('emphasis over line ends, as converters of web pages write it', () => {
  expect(readText('**ỦY BAN NHÂN\nDÂN **\n\n**KẾ HOẠCH**\n\n*Xã Đông, ngày\n2 tháng 3 năm 2025*\n').text).toBe(
    'ỦY BAN NHÂN\nDÂN\n\nKẾ HOẠCH\n\nXã Đông, ngày\n2 tháng 3 năm 2025\n',
  );
});

test('a table drawn with bars', () => {
  const source = readText('| Đơn vị | Số tin |\n|---|---:|\n| Xã Đông | 3 |\n| Xã Tây | 5 |\n\nHết\n');
  expect(cells(source)).toEqual([
    [
      ['Đơn vị', 'Số tin'],
      ['Xã Đông', '3'],
      ['Xã Tây', '5'],
    ],
  ]);
  expect(source.text).toBe('Đơn vị\nSố tin\nXã Đông\n3\nXã Tây\n5\n\nHết\n');
});

test('a table with its bars on lines of their own', () => {
  const source = readText(
    '|\n**HỘI ĐỌC SÁCH\nXÃ ĐÔNG**\n|\n**CỘNG HÒA**\nĐộc lập\n|\n|\nSố: 5/KH\n|\n*Xã Đông, ngày 1*\n|\n\n\n**KẾ HOẠCH**\n',
  );
  expect(cells(source)).toEqual([
    [
      ['HỘI ĐỌC SÁCH\nXÃ ĐÔNG', 'CỘNG HÒA\nĐộc lập'],
      ['Số: 5/KH', 'Xã Đông, ngày 1'],
    ],
  ]);
  expect(source.text.endsWith('\nKẾ HOẠCH\n')).toBe(true);
});

test('plain text keeps stars, blanks and bars that are no Markdown', () => {
  const plain = 'Số: ____/KH\n***\n* Ghi chú: 5*3 = 15\na | b\n';
  expect(readText(plain)).toMatchObject({ text: plain, format: 'txt' });
});

test('form feeds are pages', () => {
  const source = readText('trang một\ndòng\fTrang hai\n');
  expect(source.text.slice(source.pageStarts?.[0])).toBe('Trang hai\n');
});

test('HTML: blocks, lists with their numbers, line breaks; scripts and hidden parts left out', () => {
  const source = readHtmlText(
    '<html><head><title>x</title><style>p{}</style></head><body><h2>I. Mục tiêu</h2><p>Đọc   sách<br>mỗi <b>ngày</b><script>alert(1)</script></p>' +
      '<ol start="3"><li>Mở lớp<ul><li>tối</li></ul></li><li>Chấm bài</li></ol><ol type="a"><li>Nộp</li></ol><p style="display:none">ẩn</p><div>Hết',
  );
  expect(source.text).toBe('I. Mục tiêu\nĐọc sách\nmỗi ngày\n3. Mở lớp\n• tối\n4. Chấm bài\na. Nộp\nHết\n');
  expect(source.headings?.[0]?.level).toBe(2);
});

test('HTML tables with cells over columns and rows', () => {
  const source = readHtmlText('<table><tr><th rowspan=2>Đơn vị<th colspan=2>Tin</tr><tr><td>I<td>II</tr></table>');
  expect(source.tables?.[0]?.rows.map((row) => row.cells)).toMatchObject([
    [
      { text: 'Đơn vị', rowSpan: 2 },
      { text: 'Tin', columnSpan: 2 },
    ],
    [{ text: 'I' }, { text: 'II' }],
  ]);
});

test('legacy fonts named in HTML', () => {
  expect(
    readHtmlText(
      '<p><font face=".VnTime">kÕ ho¹ch ®äc s¸ch</font> và <span style="font-family: \'VNI-Times\'">ñoaøn vieân</span></p>',
    ).text,
  ).toBe('kế hoạch đọc sách và đoàn viên\n');
});

test.for([
  ['bars below bars', `# a\n${'|\n'.repeat(200_000)}`],
  ['spaces before a word', `# a\n${' '.repeat(400_000)}x`],
  ['signs behind a heading', `# ${'#'.repeat(400_000)}x`],
  ['emphasis that never ends', `# a\n${'**a *b _c [d '.repeat(40_000)}`],
] as const)('%s are read in time that grows with their length alone', ([, text]) => {
  const start = performance.now();
  readText(text);
  // Looking again from every place would take minutes.
  expect(performance.now() - start).toBeLessThan(5000);
});
