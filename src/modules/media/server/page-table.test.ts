import { expect, test } from 'vitest';
import { readWholeTable } from '#app/modules/media/server/export-shown-table.ts';
import { readShownTable, typedTable } from '#app/modules/media/server/page-table.ts';

const page = (rows: string, next = '') => `<!doctype html><main>
  <table><caption>Khác</caption><tbody><tr><td>x</td></tr></tbody></table>
  <div><table><caption class="visually-hidden">Bảng</caption>
    <thead><tr><th>Đơn vị<span data-hint>sắp xếp</span></th><th class="number">Số<br><span>lượt</span></th><th>Tỷ lệ</th><th>Ngày</th><th>Ghi chú</th></tr></thead>
    <tbody>${rows}</tbody></table></div>${next}</main>`;
const row = (name: string, ...cells: string[]) =>
  `<tr><th scope="row"><a href="/x">▸ ${name}</a></th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

test('a table is found by its caption and read as it is said, without its controls', () => {
  const read = readShownTable(
    page(row('Phường &lt;A&gt;', '1.234', '54,2%<svg><path/></svg>', '02/09/2026', '<button>Xóa</button>một<br>hai')),
    'Bảng',
  );
  expect(read).toEqual({
    title: 'Bảng',
    labels: ['Đơn vị', 'Số lượt', 'Tỷ lệ', 'Ngày', 'Ghi chú'],
    rows: [['Phường <A>', '1.234', '54,2%', '02/09/2026', 'một hai']],
    next: null,
  });
  expect(readShownTable(page(''), 'Không có')).toBeNull();
});

test('a column is figures, percentages or dates when all of it is; nothing is not nought', () => {
  const rows = [
    ['A', '1.234', '54,2%', '02/09/2026', '12'],
    ['B', '–', '100%', '', 'chưa có'],
  ];
  const table = typedTable({ title: 'T', labels: ['a', 'b', 'c', 'd', 'e'], rows }, 'vi');
  expect(table.columns.map((column) => column.kind)).toEqual(['text', 'figure', 'percent', 'date', 'text']);
  expect(table.rows).toEqual([
    ['A', 1234, 0.542, '2026-09-02', '12'],
    ['B', null, 1, null, 'chưa có'],
  ]);
  const english = typedTable({ title: 'T', labels: ['a'], rows: [['1,234.5'], ['−3']] }, 'en');
  expect(english.rows).toEqual([[1234.5], [-3]]);
  // Numbers of documents and telephone numbers stay as they are.
  const text = typedTable({ title: 'T', labels: ['a', 'b'], rows: [['0912345678', '12/KH-LĐLĐ']] }, 'vi');
  expect(text.columns[1]!.kind).toBe('text');
  expect(text.rows[0]![0]).toBe('0912345678');
});

test('a table goes on over the pages that are its own', async () => {
  const pages: Record<string, string> = {
    '/list': page(row('A', '1', '1%', '', ''), '<a rel="next" href="/list?page=2">sau</a>'),
    '/list?page=2': page(row('B', '2', '2%', '', ''), '<a rel="next" href="?page=3">sau</a>'),
    // The pages of another table on the page: this one is the same again.
    '/list?page=3': page(row('B', '2', '2%', '', ''), '<a rel="next" href="?page=4">sau</a>'),
  };
  const asked: string[] = [];
  const open = async (address: string) => {
    asked.push(address);
    return pages[address] ?? null;
  };
  const wish = { page: '/list', caption: 'Bảng', format: 'csv', locale: 'vi' } as const;
  const file = await readWholeTable(wish, open);
  expect(file.name).toBe('Bảng.csv');
  expect(new TextDecoder().decode(file.bytes).trim().split('\r\n').slice(1)).toEqual(['A,1,0.01,,', 'B,2,0.02,,']);
  expect(asked).toEqual(['/list', '/list?page=2', '/list?page=3']);
});

const elsewhere = [
  '//evil.example/x',
  'https://evil.example',
  '/\\evil.example',
  '/\t/evil.example/x',
  '/.//evil.example/x',
  '',
];
const itself = ['/table?page=%2Ftable', '/./table?page=%2Flist', '/t%61ble?page=%2Flist', '/%'];

test.for([...elsewhere, ...itself])('no other site and not itself: %s', async (address) => {
  const wish = { page: address, caption: 'Bảng', format: 'csv', locale: 'vi' } as const;
  await expect(readWholeTable(wish, async () => page(''))).rejects.toMatchObject({ code: 'not_found' });
});
