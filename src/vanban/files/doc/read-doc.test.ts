import { expect, test } from 'vitest';
import { readSource } from '../read-source.ts';
import { makeDoc, property } from '../testing/make-doc.ts';

test('paragraphs, line breaks, tabs; deleted, hidden and coded text left out', async () => {
  const source = await readSource(
    makeDoc([
      { text: 'Kế hoạch\u000btháng Năm\t2025' },
      { text: 'bỏ đi', character: property.deleted },
      { text: 'ẩn đi', character: property.hidden },
      { text: 'Trang \u0013HYPERLINK "x"\u0014hội\u0015 nhà\u000cHết' },
    ]),
  );
  // The deleted paragraph's mark is deleted with it, so that the next one takes its place.
  expect(source).toMatchObject({
    format: 'doc',
    text: 'Kế hoạch\ntháng Năm\t2025\n\nTrang hội nhàHết\n',
    repairs: ['tracked-changes-accepted'],
  });
});

test('tables with cells over columns and rows', async () => {
  const cell = (text: string) => ({ text, isCell: true, paragraph: property.inTable });
  const end = (bounds: number[], isContinued: boolean[]) => ({
    text: '',
    isCell: true,
    paragraph: [...property.inTable, ...property.rowEnd, ...property.row(bounds, isContinued)],
  });
  const source = await readSource(
    makeDoc([
      { text: 'Phân bổ' },
      cell('Đơn vị'),
      cell('Số tin'),
      end([2000, 6000], [false, false]),
      cell(''),
      cell('Quý I'),
      cell('Quý II'),
      end([2000, 4000, 6000], [true, false, false]),
      { text: 'Sau bảng' },
    ]),
  );
  expect(source.text).toBe('Phân bổ\nĐơn vị\nSố tin\nQuý I\nQuý II\nSau bảng\n');
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
  ]);
});

test('automatic numbers are printed', async () => {
  const item = (text: string, level: number) => ({ text, paragraph: property.list(1, level) });
  const source = await readSource(
    makeDoc([item('Mục tiêu', 0), item('Chung', 1), item('Riêng', 1), item('Việc', 0), item('Một', 1)], {
      hasList: true,
    }),
  );
  expect(source.text).toBe('I. Mục tiêu\na) Chung\nb) Riêng\nII. Việc\na) Một\n');
});

test('legacy fonts are decoded, the font of capitals into capitals', async () => {
  const fonts = ['Times New Roman', '.VnTimeH', '.VnTime'];
  const source = await readSource(
    makeDoc(
      [
        { text: 'kÕ ho¹ch', character: property.font(1) },
        { text: '®äc s¸ch cho ®oµn viªn', character: property.font(2) },
      ],
      { fonts },
    ),
  );
  expect(source).toMatchObject({ text: 'KẾ HOẠCH\nđọc sách cho đoàn viên\n', repairs: ['tcvn3-decoded'] });
});

test('an encrypted file says so, an older one too', async () => {
  await expect(readSource(makeDoc([{ text: 'x' }], { isEncrypted: true }))).rejects.toMatchObject({
    code: 'encrypted',
  });
  const old = Buffer.from(makeDoc([{ text: 'x' }]));
  old.writeUInt16LE(104, old.indexOf(Buffer.from([0xec, 0xa5])) + 2);
  await expect(readSource(old)).rejects.toMatchObject({ code: 'unsupported_kind', params: { found: 'word95' } });
});

test('a chain of sectors that bites its tail ends', async () => {
  const bytes = Buffer.from(makeDoc([{ text: 'Kế hoạch' }]));
  bytes.writeUInt32LE(2, 512 + 8);
  await readSource(bytes).catch((error: unknown) => expect(error).toMatchObject({ name: 'DocumentError' }));
});
