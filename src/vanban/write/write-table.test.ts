import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { expect, test, vi } from 'vitest';
import { guardCell, unguardCell } from './guard-cell.ts';
import { type Table } from './table.ts';
import { writeTableCsv } from './write-table-csv.ts';
import { writeTableXlsx } from './write-table-xlsx.ts';

const table: Table = {
  title: 'Kết quả 6 tháng: đầu năm [2026] / toàn tỉnh',
  columns: [
    { label: 'Mã', kind: 'text' },
    { label: 'Đơn vị', kind: 'text' },
    { label: 'Lượt người', kind: 'figure' },
    { label: 'Tỷ lệ', kind: 'percent' },
    { label: 'Ngày báo cáo', kind: 'date' },
  ],
  rows: [
    ['007', 'Công đoàn phường Đông Hải, "khu A"', 12500.5, 0.925, '2026-06-12'],
    ['012', '=HYPERLINK("http://vi-du.vn";"xem")', -3, null, null],
    ['013', '- Ban Tuyên giáo\nghi chú', 0, 1, '2024-02-29'],
  ],
};

test.for<[string, string]>([
  ['=1+1', "'=1+1"],
  ['+84 912', "'+84 912"],
  ['- Ban', "'- Ban"],
  ['@tên', "'@tên"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['＝1', "'＝1"],
  // Invisible characters go first, or they would hide the sign that follows them.
  ['\u200b=1', "'=1"],
  ['a=b', 'a=b'],
  ['', ''],
  ["'trích'", "'trích'"],
])('%j is guarded as %j and comes back', ([text, guarded]) => {
  expect(guardCell(text)).toBe(guarded);
  expect(unguardCell(guarded)).toBe(text.replace('\u200b', ''));
});

test('CSV begins with a byte order mark, quotes what needs it and is read back', () => {
  const bytes = writeTableCsv(table);
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = parse(Buffer.from(bytes), { bom: true }) as string[][];
  expect(rows).toEqual([
    ['Mã', 'Đơn vị', 'Lượt người', 'Tỷ lệ', 'Ngày báo cáo'],
    ['007', 'Công đoàn phường Đông Hải, "khu A"', '12500.5', '0.925', '2026-06-12'],
    ['012', '\'=HYPERLINK("http://vi-du.vn";"xem")', '-3', '', ''],
    ['013', "'- Ban Tuyên giáo\nghi chú", '0', '1', '2024-02-29'],
  ]);
});

test('CSV with semicolons is read back too', () => {
  const rows = parse(Buffer.from(writeTableCsv(table, ';')), { bom: true, delimiter: ';' }) as string[][];
  expect(rows[2]![1]).toBe('\'=HYPERLINK("http://vi-du.vn";"xem")');
  expect(rows.every((row) => row.length === 5)).toBe(true);
});

test('a spreadsheet keeps codes as text, figures as figures and dates as days', async () => {
  const sheets = await readXlsxFile(Buffer.from(await writeTableXlsx(table)));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Kết quả 6 tháng đầu năm 2026 to']);
  expect(sheets[0]!.data).toEqual([
    ['Mã', 'Đơn vị', 'Lượt người', 'Tỷ lệ', 'Ngày báo cáo'],
    ['007', 'Công đoàn phường Đông Hải, "khu A"', 12500.5, 0.925, new Date('2026-06-12T00:00:00Z')],
    ['012', '\'=HYPERLINK("http://vi-du.vn";"xem")', -3, null, null],
    ['013', "'- Ban Tuyên giáo\nghi chú", 0, 1, new Date('2024-02-29T00:00:00Z')],
  ]);
});

test('no cell of a spreadsheet is a formula', async () => {
  const parts = unzipSync(
    await writeTableXlsx({ ...table, columns: [{ label: '=2+2', kind: 'text' }], rows: [['=1+1']] }),
  );
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
  expect(sheet).toContain('<c ');
  expect(sheet).not.toContain('<f');
});

test('the heading stays in sight', async () => {
  const parts = unzipSync(await writeTableXlsx(table));
  expect(strFromU8(parts['xl/worksheets/sheet1.xml']!)).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
});

test('the same table gives the same bytes on another day', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    vi.setSystemTime(new Date('2026-03-05T08:00:00Z'));
    const first = await writeTableXlsx(table);
    vi.setSystemTime(new Date('2031-11-30T23:59:59Z'));
    expect(Buffer.from(await writeTableXlsx(table)).equals(Buffer.from(first))).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test.for(["''", '[]', ''])('a title that is no name of a sheet (%j) still gives a sheet', async (title) => {
  const [sheet] = await readXlsxFile(Buffer.from(await writeTableXlsx({ ...table, title })));
  expect(sheet!.sheet).toBe('Bảng');
});

test('a row that does not fit, or a date that is none, is refused', async () => {
  const short: Table = { ...table, rows: [['1']] };
  expect(() => writeTableCsv(short)).toThrow('row 1 has 1 cells, the table 5 columns');
  await expect(writeTableXlsx(short)).rejects.toThrow(RangeError);
  await expect(writeTableXlsx({ ...table, rows: [['1', 'A', 1, 1, '12/6/2026']] })).rejects.toThrow(
    'not a date: 12/6/2026',
  );
});
