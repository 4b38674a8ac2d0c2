import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessColumns } from '#app/modules/orgs/import/columns.ts';
import { planImport } from '#app/modules/orgs/import/plan-import.ts';
import type { ImportFacts, ImportPlan, PresentUnit } from '#app/modules/orgs/import/import-plan.ts';

const kinds = [
  {
    id: 'provincial_federation',
    nameVi: 'Liên đoàn lao động tỉnh, thành phố',
    nameEn: 'Provincial federation',
    tier: 2,
    underTier: 1,
  },
  { id: 'commune_union', nameVi: 'Công đoàn xã, phường, đặc khu', nameEn: 'Commune union', tier: 3, underTier: 2 },
  { id: 'grassroots_union', nameVi: 'Công đoàn cơ sở', nameEn: 'Grassroots union', tier: 4, underTier: 4 },
];
const sectors = [{ id: 'enterprise', nameVi: 'Doanh nghiệp', nameEn: 'Enterprise' }];

const unit = (id: string, parentId: string | null, name: string, more: Partial<PresentUnit> = {}): PresentUnit => ({
  id,
  parentId,
  name,
  code: null,
  kindId: 'grassroots_union',
  sectorId: null,
  shortName: '',
  symbol: '',
  address: '',
  email: '',
  phone: '',
  foundedOn: '2020-01-01',
  figures: {},
  ...more,
});
const root = unit('root', null, 'LĐLĐ tỉnh', { kindId: 'provincial_federation' });
const header = ['Mã', 'Tên đơn vị', 'Cấp trên', 'Loại', 'Khối', 'Số đoàn viên', 'Email', 'Ngày thành lập'];

function facts(rows: string[][], present: PresentUnit[] = [root], rootId: string | null = 'root'): ImportFacts {
  return {
    sheet: { header, rows: rows.map((cells, index) => ({ rowNumber: index + 2, cells })) },
    mapping: guessColumns(header),
    present,
    rootId,
    kinds,
    sectors,
    asOfOn: '2026-03-01',
    today: '2026-03-16',
  };
}
const faultsOf = (plan: ImportPlan): string[] =>
  plan.faults.map((fault) => `${fault.rowNumber} ${fault.field} ${fault.code}`);

test('parents by code or by name, in any order of rows; parents are planned first', () => {
  const plan = planImport(
    facts([
      ['C1', 'CĐCS Sao Mai', 'P1', '', 'doanh nghiep', '1.234', '', ''],
      ['', 'CĐCS Hoa Ban', 'cđ phường  Bắc', '', '', '', '', ''],
      ['P1', 'CĐ phường Bắc', '', 'Công đoàn phường', '', '', '', ''],
    ]),
  );
  expect(plan.faults).toEqual([]);
  expect(plan.counts).toEqual({ new: 3, changed: 0, unchanged: 0, faulty: 0 });
  expect(plan.units.map((one) => [one.rowNumber, one.parent, one.values.kindId])).toEqual([
    [4, { unitId: 'root' }, 'commune_union'],
    [2, { rowNumber: 4 }, 'grassroots_union'],
    [3, { rowNumber: 4 }, 'grassroots_union'],
  ]);
  expect(plan.units[1]?.values).toMatchObject({ sectorId: 'enterprise', figures: { members: 1234 } });
});

test('a unit is known by its code, else by its name under the same parent', () => {
  const ward = unit('w', 'root', 'CĐ phường Bắc', { code: 'P1' });
  const school = unit('s', 'w', 'CĐCS Trường Hoà Bình', { figures: { members: 40 } });
  const plan = planImport(
    facts(
      [
        ['P1', 'CĐ phường Mường Thanh', '', '', '', '', '', ''],
        ['', 'cđcs trường Hòa Bình', 'P1', '', '', '40', '', ''],
        ['', 'CĐCS Trường Hòa Bình', '', '', '', '', '', ''],
      ],
      [root, ward, school],
    ),
  );
  expect(plan.units.map((one) => [one.rowNumber, one.action, one.unitId])).toEqual([
    [2, 'changed', 'w'],
    [4, 'new', undefined],
    [3, 'unchanged', 's'],
  ]);
  expect(plan.units[0]?.changes).toEqual([{ field: 'name', before: 'CĐ phường Bắc', after: 'CĐ phường Mường Thanh' }]);
});

test('what a row leaves empty is left alone; what it states is compared', () => {
  const ward = unit('w', 'root', 'CĐ phường Bắc', {
    code: 'P1',
    email: 'a@b.vn',
    sectorId: 'enterprise',
    kindId: 'commune_union',
    figures: { members: 7 },
  });
  const school = unit('s', 'w', 'CĐCS A', { code: 'A', email: 'x@b.vn' });
  const plan = planImport(
    facts(
      [
        ['P1', 'CĐ phường Bắc', '', '', '', '8', '', ''],
        ['A', 'CĐCS A', 'LĐLĐ tỉnh', '', '', '', 'y@b.vn', ''],
      ],
      [root, ward, school],
    ),
  );
  expect(plan.units.flatMap((one) => one.changes)).toEqual([
    { field: 'figure:members', before: '7', after: '8' },
    { field: 'email', before: 'x@b.vn', after: 'y@b.vn' },
    { field: 'parent', before: 'CĐ phường Bắc', after: 'LĐLĐ tỉnh' },
  ]);
});

test('the unit that the import is for may stand in its own list', () => {
  const plan = planImport(
    facts([
      ['', 'LĐLĐ Tỉnh', '', '', '', '', '', ''],
      ['', 'CĐCS A', 'LĐLĐ tỉnh', '', '', '', '', ''],
    ]),
  );
  expect(plan.units.map((one) => [one.action, one.parent])).toEqual([
    ['unchanged', null],
    ['new', { unitId: 'root' }],
  ]);
});

test('an empty federation takes its first unit from the list', () => {
  const rows = [
    ['', 'CĐCS A', 'LĐLĐ tỉnh', '', '', '', '', ''],
    ['', 'LĐLĐ tỉnh', '', '', '', '', '', ''],
  ];
  const plan = planImport(facts(rows, [], null));
  expect(plan.units.map((one) => [one.rowNumber, one.parent, one.values.kindId])).toEqual([
    [3, null, 'provincial_federation'],
    [2, { rowNumber: 3 }, 'grassroots_union'],
  ]);
  expect(faultsOf(planImport(facts([...rows, ['', 'Khác', '', '', '', '', '', '']], [], null)))).toEqual([
    '2 parent parent_faulty',
    '3 parent second_root',
    '4 parent second_root',
  ]);
});

const present = [
  root,
  unit('a', 'root', 'CĐCS A', { code: 'A' }),
  unit('x1', 'root', 'CĐ phường Đông'),
  unit('x2', 'a', 'CĐ phường Đông'),
];
const faulty: [string, string[][], string[]][] = [
  ['no name', [['', '', 'LĐLĐ tỉnh', '', '', '5', '', '']], ['2 name name_missing']],
  [
    'a name with letters of another script, and one without any',
    [
      ['', 'CĐCS \u0422rường', '', '', '', '', '', ''],
      ['', '12 - 3', '', '', '', '', '', ''],
    ],
    ['2 name name_letters', '3 name name_no_letter'],
  ],
  [
    'kind, sector, count, mail, date',
    [['', 'B', '', 'hội', 'lạ', 'nhiều', 'a@', '30/02/2020']],
    [
      '2 foundedOn date_unreadable',
      '2 kind kind_unknown',
      '2 sector sector_unknown',
      '2 email email_unreadable',
      '2 figure:members count_unreadable',
    ],
  ],
  ['a founding to come', [['', 'B', '', '', '', '', '', '17/3/2026']], ['2 foundedOn date_future']],
  ['an unknown parent', [['', 'B', 'CĐ phường Tây', '', '', '', '', '']], ['2 parent parent_unknown']],
  [
    'a parent of a name that two have',
    [['', 'B', 'CĐ phường Đông', '', '', '', '', '']],
    ['2 parent parent_ambiguous'],
  ],
  [
    'a ward under a grassroots union that is there',
    [['', 'Công đoàn phường Nam', 'A', '', '', '', '', '']],
    ['2 parent parent_level'],
  ],
  [
    'a province under a ward of the same list',
    [
      ['W', 'Công đoàn phường Nam', '', '', '', '', '', ''],
      ['', 'LĐLĐ tỉnh Hai', 'W', 'provincial_federation', '', '', '', ''],
    ],
    ['3 parent parent_level'],
  ],
  ['itself as parent', [['', 'B', 'B', '', '', '', '', '']], ['2 parent parent_itself']],
  ['its own code as parent', [['A', 'CĐCS A', 'A', '', '', '', '', '']], ['2 parent parent_itself']],
  [
    'a circle of new rows',
    [
      ['', 'B', 'C', '', '', '', '', ''],
      ['', 'C', 'B', '', '', '', '', ''],
    ],
    ['2 parent parent_circle', '3 parent parent_circle'],
  ],
  [
    'a unit under one below it',
    [
      ['A', 'CĐCS A', 'N', '', '', '', '', ''],
      ['N', 'Mới', 'A', '', '', '', '', ''],
    ],
    ['2 parent parent_circle', '3 parent parent_circle'],
  ],
  [
    'a code twice',
    [
      ['N', 'B', '', '', '', '', '', ''],
      ['N', 'C', '', '', '', '', '', ''],
    ],
    ['3 code code_twice'],
  ],
  [
    'a unit twice',
    [
      ['', 'B', '', '', '', '', '', ''],
      ['', 'b', '', '', '', '', '', ''],
    ],
    ['3 name unit_twice'],
  ],
  ['another code than the one there is', [['Z', 'CĐCS A', '', '', '', '', '', '']], ['2 code code_differs']],
  ['a new name that a sibling has', [['A', 'CĐ phường Đông', '', '', '', '', '', '']], ['2 name name_taken']],
  [
    'a row under a faulty one',
    [
      ['P', 'Cha', 'không có', '', '', '', '', ''],
      ['', 'Con', 'P', '', '', '', '', ''],
    ],
    ['2 parent parent_unknown', '3 parent parent_faulty'],
  ],
];

test.for(faulty)('faulty: %s', ([, rows, expected]) => {
  const plan = planImport(facts(rows, present));
  expect(faultsOf(plan)).toEqual(expected);
  expect(plan.units.filter((one) => expected.some((fault) => fault.startsWith(`${one.rowNumber} `)))).toEqual([]);
});

test('a parent named by the code of a unit that is there counts, although its own row is faulty', () => {
  const plan = planImport(
    facts(
      [
        ['A', 'CĐCS A', '', '', '', 'nhiều', '', ''],
        ['', 'Tổ 1', 'A', '', '', '', '', ''],
      ],
      present,
    ),
  );
  expect(faultsOf(plan)).toEqual(['2 figure:members count_unreadable']);
  expect(plan.units.map((one) => one.parent)).toEqual([{ unitId: 'a' }]);
});

/** What the units are after a plan has been written. */
function written(plan: ImportPlan, before: readonly PresentUnit[]): PresentUnit[] {
  const idOf = (rowNumber: number): string => `new${rowNumber}`;
  const after = new Map(before.map((one) => [one.id, { ...one, figures: { ...one.figures } }]));
  for (const planned of plan.units) {
    const { figures, ...values } = planned.values;
    const id = planned.unitId ?? idOf(planned.rowNumber);
    const parentId =
      planned.parent === null
        ? null
        : 'unitId' in planned.parent
          ? planned.parent.unitId
          : idOf(planned.parent.rowNumber);
    const was = after.get(id) ?? unit(id, parentId, values.name);
    // A name that differs only in spelling is not a new name.
    const isRenamed = planned.action === 'new' || planned.changes.some((change) => change.field === 'name');
    after.set(id, {
      ...was,
      ...values,
      name: isRenamed ? values.name : was.name,
      parentId,
      figures: { ...was.figures, ...figures },
    });
  }
  return [...after.values()];
}

test('importing twice is the same as once', () => {
  const names = [
    'CĐ phường Bắc',
    'cđ phường bắc',
    'CĐCS A',
    'CĐCS Hoà',
    'CĐCS Hòa',
    'Tổ 1',
    'Tổ 2',
    'CĐCS D',
    'LĐLĐ tỉnh',
  ];
  const codes = ['A', 'B', 'C', 'D'];
  const cell = fc.tuple(
    fc.constantFrom('', '', '', ...codes),
    fc.constantFrom(...names),
    fc.constantFrom('', '', '', ...names, ...codes),
    fc.constantFrom('', '', 'CĐCS'),
    fc.constantFrom('', 'doanh nghiep'),
    fc.constantFrom('', '5', '1.000'),
    fc.constantFrom('', 'a@b.vn'),
    fc.constantFrom('', '2021'),
  );
  const start = [root, unit('w', 'root', 'CĐ phường Bắc', { code: 'B' }), unit('a', 'w', 'CĐCS A')];
  let wholeLists = 0;
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 5 }),
      fc.constantFrom<[PresentUnit[], string | null]>([start, 'root'], [[], null]),
      (rows, [before, rootId]) => {
        const first = planImport(facts(rows, before, rootId));
        // With faulty rows nothing is written, unless a person leaves them out on purpose.
        if (first.counts.faulty > 0 || first.units.length === 0) return;
        wholeLists += 1;
        const after = written(first, before);
        const rootAfter = rootId ?? after.find((one) => one.parentId === null)?.id ?? null;
        const second = planImport(facts(rows, after, rootAfter));
        expect(second.faults).toEqual([]);
        expect(second.counts).toEqual({ new: 0, changed: 0, unchanged: first.units.length, faulty: 0 });
      },
    ),
    { numRuns: 1_000 },
  );
  expect(wholeLists).toBeGreaterThan(50);
});
