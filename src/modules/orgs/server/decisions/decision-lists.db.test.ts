import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import type { Context } from '#app/platform/context.ts';
import {
  carryOutDecisions,
  mapDecisions,
  previewDecisions,
  stageDecisions,
  undoReorganisation,
} from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';

const db = testDatabase();
const decision = { decisionNumber: '30/QĐ-LĐLĐ', decidedOn: '2026-03-01', effectiveOn: '2026-03-10' };

/** Two districts with three grassroots unions each, all with codes. */
async function givenProvince() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const codes = new Map<string, GivenUnit>();
  const add = async (code: string, parent: GivenUnit, kind: string): Promise<GivenUnit> => {
    const unit = await givenUnit(db, { parent, kind, name: `Đơn vị ${code}` });
    await sql`insert into org_unit_code (unit_id, code, valid_from) values (${unit.id}, ${code}, '2020-01-01')`.execute(
      db.services.database.db,
    );
    codes.set(code, unit);
    return unit;
  };
  await sql`insert into org_unit_code (unit_id, code, valid_from) values (${root.id}, 'T', '2020-01-01')`.execute(
    db.services.database.db,
  );
  for (const district of ['H1', 'H2']) {
    const unit = await add(district, root, 'district_federation');
    for (const place of [1, 2, 3]) await add(`${district}-${place}`, unit, 'grassroots_union');
  }
  const unit = (code: string): GivenUnit => codes.get(code) ?? root;
  return { root, unit, ctx: db.as(await givenActor(db, 'officer', root)) };
}

const stage = (ctx: Context, root: GivenUnit, lines: string[]): Promise<string> =>
  stageDecisions(ctx, {
    ...decision,
    rootId: root.id,
    fileName: 'sap-xep.csv',
    bytes: new TextEncoder().encode(['Mã đơn vị,Hình thức,Mã nơi nhận,Tên mới', ...lines].join('\n')),
  });

const wanted = [
  'P1,Thành lập,T,Công đoàn phường Một',
  'P2,Thành lập,T,Công đoàn phường Hai',
  'H1-1,Chuyển về,P1,',
  'H1-2,Nhập vào,H1-1,',
  'H2-1,Giải thể,,',
  'H2-2,Đổi tên,,CĐCS Tên Mới',
  'H1,Nhập vào,P1,',
  'H2,Nhập vào,P2,',
];

async function everything(): Promise<unknown> {
  const { rows } = await sql`
    select (select json_agg((id, parent_id, path, name, ended_on) order by id) from org_unit where ended_on is distinct from founded_on) as units,
           (select json_agg((child_id, parent_id, valid_from, valid_to) order by child_id, valid_from) from org_relation) as relations,
           (select json_agg((unit_id, path, valid_from, valid_to) order by unit_id, valid_from) from unit_place) as places,
           (select json_agg((unit_id, code, valid_to) order by code) from org_unit_code
            where unit_id in (select id from org_unit where ended_on is distinct from founded_on)) as codes`.execute(
    db.services.database.db,
  );
  return rows;
}

test('one list founds, moves, merges, dissolves and renames, and one undo takes it all back', async () => {
  const { root, unit, ctx } = await givenProvince();
  const before = await everything();
  const listId = await stage(ctx, root, wanted);
  const { plan, steps } = await previewDecisions(ctx, listId);
  expect(
    steps.map(({ name, action, toName, newName, followingCount }) => [name, action, toName ?? newName, followingCount]),
  ).toEqual([
    ['Công đoàn phường Một', 'found', 'LĐLĐ tỉnh', 0],
    ['Công đoàn phường Hai', 'found', 'LĐLĐ tỉnh', 0],
    ['Đơn vị H1-1', 'under', 'Công đoàn phường Một', 0],
    ['Đơn vị H1-2', 'into', 'Đơn vị H1-1', 0],
    ['Đơn vị H2-1', 'dissolve', null, 0],
    ['Đơn vị H2-2', 'rename', 'CĐCS Tên Mới', 0],
    ['Đơn vị H1', 'into', 'Công đoàn phường Một', 1],
    ['Đơn vị H2', 'into', 'Công đoàn phường Hai', 2],
  ]);
  expect(plan?.faults).toEqual([]);
  expect(plan?.counts).toEqual({ into: 3, under: 1, dissolve: 1, rename: 1, found: 2, faulty: 0 });
  expect(await everything()).toEqual(before);

  const { reorganisationId } = await carryOutDecisions(ctx, listId);
  const parentName = async (code: string): Promise<unknown> => {
    const { rows } = await sql<{ name: string }>`
      select p.name from org_unit u join org_unit p on p.id = u.parent_id where u.id = ${unit(code).id}`.execute(
      db.services.database.db,
    );
    return rows[0]?.name;
  };
  expect(await parentName('H1-1')).toBe('Công đoàn phường Một');
  // No row speaks of it: it goes along with what stood above it.
  expect(await parentName('H1-3')).toBe('Công đoàn phường Một');
  expect(await parentName('H2-2')).toBe('Công đoàn phường Hai');
  expect(await db.row('orgUnit', unit('H1').id)).toMatchObject({ endedOn: '2026-03-10' });
  expect(await db.row('orgUnit', unit('H2-2').id)).toMatchObject({ name: 'CĐCS Tên Mới' });
  expect(await treeFaults(db)).toEqual([]);
  await expect(carryOutDecisions(ctx, listId)).rejects.toMatchObject({ code: 'orgs.import_expired' });

  await undoReorganisation(ctx, reorganisationId);
  expect(await everything()).toEqual(before);
  expect(await treeFaults(db)).toEqual([]);
});

test('the number of queries does not grow with the number of units that move and end', async () => {
  const { root, ctx, unit } = await givenProvince();
  const rows = (count: number): string[] =>
    Array.from({ length: count }, (_one, at) => `Q${count}-${at},Nhập vào,H1-1,`);
  const cost = async (count: number): Promise<number> => {
    for (let at = 0; at < count; at += 1) {
      const { id } = await givenUnit(db, { parent: unit('H2') });
      await sql`insert into org_unit_code (unit_id, code, valid_from) values (${id}, ${`Q${count}-${at}`}, '2020-01-01')`.execute(
        db.services.database.db,
      );
    }
    const listId = await stage(ctx, root, rows(count));
    return db.queriesOf(() => carryOutDecisions(ctx, listId));
  };
  const few = await cost(2);
  expect(await cost(60)).toBe(few);
});

const faulty: [string, string][] = [
  ['H1-1,Bán,H2,', 'action_unknown'],
  ['X9,Nhập vào,H2,', 'unit_unknown'],
  ['H1-1,Chuyển về,,', 'target_missing'],
  ['H1-1,Chuyển về,X9,', 'target_unknown'],
  ['H1-1,Nhập vào,H1-1,', 'target_itself'],
  ['H1,Nhập vào,H1-1,', 'target_below'],
  ['H1,Giải thể,,', 'children_left'],
  ['H1,Chuyển về,H2,', 'target_level'],
  ['H1,Chuyển về,H2-3,', 'target_level'],
  ['M,Thành lập,H2-3,LĐLĐ huyện Mới', 'target_level'],
  ['H1-1,Đổi tên,,', 'name_missing'],
  ['H1-1,Đổi tên,,CĐCS \u0422ên Mới', 'name_letters'],
  ['M,Thành lập,T,12 – 3', 'name_no_letter'],
  [`H1-1,Đổi tên,,${'Dài '.repeat(90)}`, 'name_too_long'],
  ['H1,Thành lập,T,Công đoàn khác', 'code_taken'],
  ['T,Giải thể,,', 'no_right'],
];

test.for(faulty)('%s is a fault: %s; nothing at all is carried out', async ([line, code]) => {
  const { root, ctx } = await givenProvince();
  const before = await everything();
  const listId = await stage(ctx, root, ['H2-1,Nhập vào,H2-2,', line]);
  const { plan } = await previewDecisions(ctx, listId);
  expect(plan?.faults.map((fault) => [fault.rowNumber, fault.code])).toEqual([[3, code]]);
  await expect(carryOutDecisions(ctx, listId)).rejects.toMatchObject({ code: 'orgs.faulty_rows' });
  expect(await everything()).toEqual(before);
});

test('into a unit that itself ends, twice about one unit, and before founding are faults', async () => {
  const { root, ctx } = await givenProvince();
  const codesOf = async (lines: string[], on = decision.effectiveOn): Promise<string[] | undefined> => {
    const listId = await stageDecisions(ctx, {
      ...decision,
      effectiveOn: on,
      rootId: root.id,
      fileName: 'a.csv',
      bytes: new TextEncoder().encode(['Mã,Hình thức,Nơi nhận', ...lines].join('\n')),
    });
    return (await previewDecisions(ctx, listId)).plan?.faults.map((fault) => fault.code);
  };
  expect(await codesOf(['H1-1,Nhập vào,H1-2', 'H1-2,Nhập vào,H1-3'])).toEqual(['target_ends']);
  expect(await codesOf(['H1-1,Nhập vào,H1-2', 'H1-1,Chuyển về,H2'])).toEqual(['unit_twice']);
  expect(await codesOf(['H1-1,Nhập vào,H1-2'], '2019-01-01')).toEqual(['before_founding']);
});

test.for<[string, string[], number[]]>([
  ['two under each other', ['H1-1,Chuyển về,H1-2,', 'H1-2,Chuyển về,H1-1,'], [2, 3]],
  ['through one that no row names', ['H1,Nhập vào,H2-1,', 'H2-1,Chuyển về,H1-2,'], [3]],
  [
    'through one that is founded, and a row beside it that is right',
    ['P1,Thành lập,H1-1,CĐCS Một', 'H1-1,Chuyển về,P1,', 'H2-2,Chuyển về,H1,'],
    [2, 3],
  ],
  ['a chain that ends at the top is none', ['H1-1,Chuyển về,H1-2,', 'H1-2,Chuyển về,H2,'], []],
])('a circle is told in the preview, row by row: %s', async ([, lines, rowNumbers]) => {
  const { root, unit, ctx } = await givenProvince();
  const listId = await stage(ctx, root, lines);
  const { plan } = await previewDecisions(ctx, listId);
  expect(plan?.faults.filter((fault) => fault.code === 'target_circle').map((fault) => fault.rowNumber)).toEqual(
    rowNumbers,
  );
  // What they would do is not told among what the others do.
  const { found = 0, into = 0, under = 0 } = plan?.counts ?? {};
  expect(found + into + under).toBe(lines.length - rowNumbers.length);
  const refused = rowNumbers.map((row) => unit(lines[row - 2]!.split(',')[0]!).id);
  expect(plan?.moves.filter((move) => refused.includes(move.unitId))).toEqual([]);
  if (rowNumbers.length > 0)
    await expect(carryOutDecisions(ctx, listId)).rejects.toMatchObject({ code: 'orgs.faulty_rows' });
  expect(await treeFaults(db)).toEqual([]);
});

test('columns can be told otherwise, and a viewer cannot', async () => {
  const { root, ctx } = await givenProvince();
  const listId = await stage(ctx, root, ['H1-1,Đổi tên,,Tên']);
  await mapDecisions(ctx, listId, { 0: 'code', 1: 'action' });
  expect((await previewDecisions(ctx, listId)).plan?.faults.map((fault) => fault.code)).toEqual(['name_missing']);
  const viewer = db.as(await givenActor(db, 'viewer', root));
  await expect(previewDecisions(viewer, listId)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(stage(viewer, root, wanted)).rejects.toMatchObject({ code: 'forbidden' });
});
