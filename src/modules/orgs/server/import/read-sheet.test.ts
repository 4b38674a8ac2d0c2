import { zipSync } from 'fflate';
import writeXlsxFile from 'write-excel-file/node';
import { afterAll, expect, test } from 'vitest';
import { closeParseWorkers } from '#app/platform/parse-worker/parse-in-worker.ts';
import { guessDelimiter } from '#app/vanban/files/sheet/read-sheet-lines.ts';
import { readSheet, sheetLimits } from '#app/modules/orgs/server/import/read-sheet.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const table = 'Tên đơn vị,Số đoàn viên\nCĐCS Trường Điện Biên,48\n"CĐCS May, thêu",120\n';
const expected = {
  header: ['Tên đơn vị', 'Số đoàn viên'],
  rows: [
    { rowNumber: 2, cells: ['CĐCS Trường Điện Biên', '48'] },
    { rowNumber: 3, cells: ['CĐCS May, thêu', '120'] },
  ],
};

test('a .csv in UTF-8, with and without a mark, and in UTF-16', async () => {
  expect(await readSheet({ bytes: utf8(table), fileName: 'ds.csv' })).toEqual(expected);
  expect(await readSheet({ bytes: utf8(`\ufeff${table}`), fileName: 'ds.csv' })).toEqual(expected);
  const tabs = table.replace('"CĐCS May, thêu"', 'CĐCS May; thêu').replaceAll(',', '\t').replace('May;', 'May,');
  expect(await readSheet({ bytes: utf16(tabs), fileName: 'ds.csv' })).toEqual(expected);
});

test('a .csv in windows-1258, as older Excel saves it', async () => {
  // Letters of the code page with combining tone marks: "Công đoàn cơ sở Trường học Điện Biên".
  const bytes = Buffer.from(
    [
      'T\xean,S\xf4\xec \xf0o\xe0n vi\xean',
      'C\xf4ng \xf0o\xe0n c\xf5 s\xf5\xd2 Tr\xfd\xf5\xccng ho\xf2c \xd0i\xea\xf2n Bi\xean,48',
      'C\xf4ng \xf0o\xe0n ph\xfd\xf5\xccng M\xfd\xf5\xccng Thanh,3',
    ].join('\n'),
    'latin1',
  );
  const sheet = await readSheet({ bytes, fileName: 'ds.csv' });
  expect(sheet.header).toEqual(['Tên', 'Số đoàn viên']);
  expect(sheet.rows[0]?.cells).toEqual(['Công đoàn cơ sở Trường học Điện Biên', '48']);
});

test('an .xlsx: titles above the headings, dates as days, row numbers as the person sees them', async () => {
  const bytes = await writeXlsxFile([
    [{ value: 'DANH SÁCH ĐƠN VỊ' }],
    [],
    [{ value: 'Tên đơn vị' }, { value: 'Ngày thành lập' }, { value: 'Số đoàn viên' }],
    [
      { value: 'CĐCS Sao Mai' },
      { value: new Date(Date.UTC(2025, 6, 1)), type: Date, format: 'dd/mm/yyyy' },
      { value: 48, type: Number },
    ],
  ] as never).toBuffer();
  const sheet = await readSheet({ bytes: new Uint8Array(bytes), fileName: 'ds.xlsx' });
  expect(sheet.header).toEqual(['Tên đơn vị', 'Ngày thành lập', 'Số đoàn viên']);
  expect(sheet.rows).toEqual([{ rowNumber: 4, cells: ['CĐCS Sao Mai', '2025-07-01', '48'] }]);
});

test.for([
  ['a,b\n1,2\n', ','],
  ['a;b\n1,5;2\n', ';'],
  ['a\tb\n1\t2\n', '\t'],
  ['"a,b";c\n"d,e";f\n', ';'],
  ['một cột\nhai\n', ';'],
] as const)('delimiter of %j', ([text, mark]) => {
  expect(guessDelimiter(text)).toBe(mark);
});

afterAll(closeParseWorkers);

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (type: string, target: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/${type}" Target="${target}"/></Relationships>`;
/** A workbook of one sheet, as its XML says. */
const workbook = (sheet: string, strings = ''): Uint8Array =>
  zipSync({
    '[Content_Types].xml': utf8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    ),
    '_rels/.rels': utf8(relations('officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': utf8(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': utf8(
      relations('worksheet', 'worksheets/sheet1.xml').replace(
        '</Relationships>',
        `<Relationship Id="r2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
      ),
    ),
    'xl/sharedStrings.xml': utf8(strings || `<sst xmlns="${main}"/>`),
    'xl/worksheets/sheet1.xml': utf8(sheet),
  });
const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const sheetOf = (rows: string, head = ''): string =>
  `${head}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
const two = `<row r="1">${cell('A1', 'Tên đơn vị')}</row><row r="2">${cell('A2', 'CĐCS A')}</row>`;

test('two cells that stand as far apart as a sheet is large cost their sender a sentence and the server nothing', async () => {
  expect((await readSheet({ bytes: workbook(sheetOf(two)), fileName: 'a.xlsx' })).rows).toHaveLength(1);
  const far = workbook(sheetOf(`${two}<row r="1048576">${cell('XFD1048576', 'x')}</row>`));
  expect(far.length).toBeLessThan(3_000);
  await expect(readSheet({ bytes: far, fileName: 'a.xlsx' })).rejects.toMatchObject({ code: 'orgs.sheet_unfolds' });
});

test('one long text in every cell is not handed on a million times', async () => {
  const row = (at: number): string =>
    `<row r="${at}">${[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((column) => `<c r="${column}${at}" t="s"><v>0</v></c>`).join('')}</row>`;
  const rows = Array.from({ length: 700 }, (_, at) => row(at + 1)).join('');
  const strings = `<sst xmlns="${main}"><si><t>${'chữ '.repeat(500)}</t></si></sst>`;
  const bytes = workbook(sheetOf(rows), strings);
  expect(bytes.length).toBeLessThan(100_000);
  await expect(readSheet({ bytes, fileName: 'a.xlsx' })).rejects.toMatchObject({ code: 'orgs.sheet_unfolds' });
});

test('what a sheet names outside itself is not opened', async () => {
  const head = '<!DOCTYPE worksheet [<!ENTITY file SYSTEM "file:///etc/hostname"><!ENTITY a "aaaa">]>';
  const rows = `${two}<row r="3">${cell('A3', 'x&file;&a;')}</row>`;
  const { rows: read } = await readSheet({ bytes: workbook(sheetOf(rows, head)), fileName: 'a.xlsx' });
  expect(read.at(-1)?.cells).toEqual(['x&file;&a;']);
});

let packed: Uint8Array | undefined;
/** A workbook with a sheet of 110 MB of zeroes. */
const bomb = (): Uint8Array =>
  (packed ??= zipSync({
    'xl/workbook.xml': utf8('<workbook/>'),
    'xl/worksheets/sheet1.xml': [new Uint8Array(110 * 1024 * 1024), { level: 1 }],
  }));
const png = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
]);
const refused: [string, string, () => Uint8Array, string][] = [
  ['an empty file', 'ds.csv', () => new Uint8Array(), 'file.empty'],
  ['a picture called .xlsx', 'ds.xlsx', () => png, 'file.kind_mismatch'],
  ['a picture called .png', 'ds.png', () => png, 'file.unsupported_kind'],
  ['text called .xlsx', 'ds.xlsx', () => utf8(table), 'file.kind_mismatch'],
  ['50 MB', 'ds.csv', () => new Uint8Array(50 * 1024 * 1024), 'file.too_large'],
  ['an archive that unfolds to 110 MB', 'ds.xlsx', bomb, 'orgs.sheet_unfolds'],
  [
    'a workbook without its parts',
    'ds.xlsx',
    () => zipSync({ 'xl/workbook.xml': utf8('<x') }),
    'orgs.unreadable_sheet',
  ],
  ['only headings', 'ds.csv', () => utf8('Tên,Mã\n\n'), 'orgs.nothing_to_import'],
  ['too many rows', 'ds.csv', () => utf8(`Tên\n${'CĐCS\n'.repeat(sheetLimits.rows + 50)}`), 'orgs.too_many_rows'],
];

test.for(refused)('%s (%s) is refused', async ([, fileName, bytes, code]) => {
  await expect(readSheet({ bytes: bytes(), fileName })).rejects.toMatchObject({ code });
});

test('an archive whose directory lies about the size is stopped while it unfolds', async () => {
  const honest = bomb();
  // The declared size of the second part, in the directory at the end of the file, set to 10 bytes.
  const at = honest.findLastIndex(
    (byte, index) => byte === 0x50 && honest[index + 1] === 0x4b && honest[index + 2] === 0x01,
  );
  const lying = honest.slice();
  new DataView(lying.buffer).setUint32(at + 24, 10, true);
  await expect(readSheet({ bytes: lying, fileName: 'ds.xlsx' })).rejects.toMatchObject({ code: 'orgs.sheet_unfolds' });
});
