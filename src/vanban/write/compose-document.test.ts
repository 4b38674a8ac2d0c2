import { expect, test } from 'vitest';
import { composeDocument } from './compose-document.ts';
import { type Block, type OfficialDocument } from './official-document.ts';
import { sampleLetter, samplePlan, sampleReport } from './sample-documents-data.ts';

const lastText = (document: OfficialDocument): string => {
  const last = composeDocument(document).body.at(-1);
  return last?.kind === 'paragraph' ? last.spans.map(({ text }) => text).join('') : '';
};
const endingWith = (text: string): OfficialDocument => ({ ...samplePlan, body: [{ kind: 'paragraph', text }] });

test.for(['đề nghị thực hiện', 'đề nghị thực hiện.', 'đề nghị thực hiện./.', 'đề nghị thực hiện; '])(
  '%j ends with one closing mark',
  (text) => {
    expect(lastText(endingWith(text))).toBe('đề nghị thực hiện./.');
  },
);

test('the closing mark goes to the last words, not to a table after them, and annexes have none', () => {
  const table: Block = { kind: 'table', columns: [{ label: 'TT' }], rows: [] };
  const composed = composeDocument({
    ...endingWith('Xong'),
    body: [{ kind: 'paragraph', text: 'Xong' }, table],
    annexes: [{ title: 'Biểu', body: [{ kind: 'paragraph', text: 'Hết.' }] }],
  });
  expect(composed.body[0]).toMatchObject({ spans: [{ text: 'Xong' }] });
  expect(composed.annexes[0]!.body[0]).toMatchObject({ spans: [{ text: 'Hết.' }] });
});

test('sources end with semicolons and the last with a full stop, however they were typed', () => {
  const { basis } = composeDocument({ ...samplePlan, basis: ['Căn cứ Luật Công đoàn.', 'Căn cứ A;', 'Căn cứ B'] });
  expect(basis).toEqual(['Căn cứ Luật Công đoàn;', 'Căn cứ A;', 'Căn cứ B.']);
});

test('recipients carry their purpose, those addressed stand first as "Như trên", the archive is last', () => {
  expect(composeDocument(samplePlan).recipients).toEqual([
    '- Ban Công tác công đoàn Tổng Liên đoàn (b/c);',
    '- Thường trực Liên đoàn Lao động tỉnh (b/c);',
    '- Các ban Liên đoàn Lao động tỉnh (p/h);',
    '- Công đoàn xã, phường; công đoàn cơ sở trực thuộc (th/h);',
    '- Lưu: VT, Ban TG (02).',
  ]);
  expect(composeDocument(sampleLetter).recipients).toEqual(['- Như trên;', '- Lưu: VT, Ban TG.']);
  expect(composeDocument(sampleReport).recipients.at(-1)).toBe('- Lưu: VT.');
});

test('one addressee stands on the line, several have dashes', () => {
  expect(composeDocument(sampleReport).addressees).toEqual(['Liên đoàn Lao động tỉnh Bình Sơn.']);
  expect(composeDocument(sampleLetter).addressees).toEqual([
    '- Công đoàn các xã, phường, đặc khu;',
    '- Công đoàn cơ sở trực thuộc.',
  ]);
});

test('a letter has its matter and no kind; a plan the other way round', () => {
  expect(composeDocument(sampleLetter)).toMatchObject({
    kind: null,
    title: null,
    about: 'V/v đăng ký nội dung tuyên truyền quý II năm 2026',
  });
  expect(composeDocument(samplePlan)).toMatchObject({ kind: 'KẾ HOẠCH', about: null });
});

test('annexes are numbered from two on and name the document they belong to', () => {
  const { annexes } = composeDocument(sampleReport);
  expect(annexes.map(({ label }) => label)).toEqual(['Phụ lục I', 'Phụ lục II']);
  expect(annexes[0]).toMatchObject({
    title: 'DANH SÁCH ĐIỂN HÌNH ĐƯỢC BIỂU DƯƠNG',
    note: '(Kèm theo Báo cáo số 112/BC-CĐKCN ngày 12 tháng 6 năm 2026 của Công đoàn khu công nghiệp Đông Hải)',
  });
  expect(composeDocument({ ...sampleReport, annexes: sampleReport.annexes.slice(0, 1) }).annexes[0]!.label).toBe(
    'Phụ lục',
  );
});

test('a table whose row does not fit its columns is refused', () => {
  const table: Block = { kind: 'table', columns: [{ label: 'TT' }, { label: 'Tên' }], rows: [{ cells: ['1'] }] };
  expect(() => composeDocument({ ...samplePlan, body: [table] })).toThrow(/row of 1 cells in a table of 2 columns/);
});

test('figures go right, words left, a choice of the caller before both', () => {
  const table: Block = {
    kind: 'table',
    columns: [{ label: 'TT', align: 'center' }, { label: 'Đơn vị' }, { label: 'Số' }],
    rows: [{ cells: [1, 'A', 1200] }, { cells: [2, 'B', null] }],
  };
  const [composed] = composeDocument({ ...samplePlan, body: [table] }).body;
  expect(composed).toMatchObject({
    columns: [{ align: 'center' }, { align: 'left' }, { align: 'right' }],
    rows: [{ cells: ['1', 'A', '1.200'] }, { cells: ['2', 'B', ''] }],
  });
});
