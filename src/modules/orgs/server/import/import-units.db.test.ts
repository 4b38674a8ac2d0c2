import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Context } from '#app/platform/context.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  clearImports,
  confirmImport,
  importUnitsFromFile,
  latestFigures,
  mapImport,
  previewImport,
  registerTreeKeeper,
  stageImport,
  unitsBelow,
  writeConfirmedImport,
} from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
beforeAll(() => registerWorkKeepers());
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const list = `Mã;Tên đơn vị;Cấp trên;Loại;Khối;Số đoàn viên;Ngày thành lập
C1;CĐCS May Sao Mai;P1;CĐCS;doanh nghiệp;1.250;01/07/2021
;CĐCS Trường Hoa Ban;CĐ phường Bắc;;don vi su nghiep;48;
P1;CĐ phường Bắc;;Công đoàn phường;;;
`;

async function givenRoot() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const officer = await givenActor(db, 'officer', root);
  const ctx = db.as(officer);
  const stage = (text = list): Promise<string> =>
    stageImport(ctx, { rootId: root.id, fileName: 'danh-sach.csv', bytes: bytes(text), asOfOn: '2026-03-01' });
  return { root, ctx, stage };
}

/** Confirms, and does what the worker does then. */
async function confirmAndWrite(ctx: Context, importId: string, isSkippingFaulty = false): Promise<void> {
  await confirmImport(ctx, { importId, isSkippingFaulty });
  await writeConfirmedImport.run({ importId }, db.system);
}

const notices = async (): Promise<unknown[]> =>
  (
    await sql<Record<string, unknown>>`select kind, params, user_id from notice order by created_at`.execute(
      db.services.database.db,
    )
  ).rows;

test('uploading and looking write no unit; confirming writes all of them in one transaction', async () => {
  const { root, ctx, stage } = await givenRoot();
  const importId = await stage();
  const { plan } = await previewImport(ctx, importId);
  expect(plan?.counts).toEqual({ new: 3, changed: 0, unchanged: 0, faulty: 0 });
  expect(await db.count('orgUnit')).toBe(1);

  await confirmAndWrite(ctx, importId);
  const units = await ctx.read((tx) => unitsBelow(tx, root.path));
  expect(units.map((unit) => [unit.name, unit.kindId, unit.sectorId, unit.foundedOn])).toEqual([
    ['CĐ phường Bắc', 'commune_union', null, '2020-01-01'],
    ['CĐCS May Sao Mai', 'grassroots_union', 'enterprise', '2021-07-01'],
    ['CĐCS Trường Hoa Ban', 'grassroots_union', 'public_service', '2020-01-01'],
  ]);
  const figures = await ctx.read((tx) =>
    latestFigures(
      tx,
      units.map((unit) => unit.id),
      '2026-03-01',
    ),
  );
  expect(figures.map((figure) => figure.value).toSorted((a, b) => a - b)).toEqual([48, 1250]);
  expect(await treeFaults(db)).toEqual([]);
  expect(await db.audited()).toEqual(['orgs.stage-import', 'orgs.confirm-import', 'orgs.import-units']);
});

test('the same file twice changes nothing', async () => {
  const { ctx, stage } = await givenRoot();
  await confirmAndWrite(ctx, await stage());
  const before = await Promise.all(
    ['orgUnit', 'orgUnitName', 'orgFigure', 'orgRelation', 'orgUnitCode'].map((table) => db.count(table)),
  );
  const importId = await stage();
  expect((await previewImport(ctx, importId)).plan?.counts).toEqual({ new: 0, changed: 0, unchanged: 3, faulty: 0 });
  await confirmAndWrite(ctx, importId);
  const after = await Promise.all(
    ['orgUnit', 'orgUnitName', 'orgFigure', 'orgRelation', 'orgUnitCode'].map((table) => db.count(table)),
  );
  expect(after).toEqual(before);
});

test('a changed list renames, moves and corrects, with dates', async () => {
  const { root, ctx, stage } = await givenRoot();
  await confirmAndWrite(ctx, await stage());
  db.setNow('2026-03-16T02:05:00Z');
  const second = list
    .replace('CĐCS May Sao Mai;P1', 'Công đoàn cơ sở Công ty May Sao Mai;LĐLĐ tỉnh')
    .replace('1.250', '1.300');
  const importId = await stage(second);
  const { plan } = await previewImport(ctx, importId);
  expect(plan?.units.flatMap((unit) => unit.changes)).toEqual([
    { field: 'name', before: 'CĐCS May Sao Mai', after: 'Công đoàn cơ sở Công ty May Sao Mai' },
    { field: 'parent', before: 'CĐ phường Bắc', after: 'LĐLĐ tỉnh' },
    { field: 'figure:members', before: '1250', after: '1300' },
  ]);
  await confirmAndWrite(ctx, importId);
  expect((await previewImport(ctx, await stage(second))).plan?.counts).toMatchObject({ new: 0, changed: 0 });
  const moved = await ctx.read((tx) => unitsBelow(tx, root.path));
  expect(moved.find((unit) => unit.name.includes('Công ty May'))?.parentId).toBe(root.id);
  expect(await treeFaults(db)).toEqual([]);
});

test('two units change places, whichever row comes first', async () => {
  const { ctx, stage } = await givenRoot();
  await confirmAndWrite(ctx, await stage('Mã,Tên,Cấp trên\nA,Đơn vị A,\nB,Đơn vị B,A\nC,Đơn vị C,B\n'));
  await confirmAndWrite(ctx, await stage('Mã,Tên,Cấp trên\nA,Đơn vị A,C\nB,Đơn vị B,LĐLĐ tỉnh\nC,Đơn vị C,B\n'));
  expect(await treeFaults(db)).toEqual([]);
});

test('with faulty rows nothing is written, unless they are left out on purpose', async () => {
  const { ctx, stage } = await givenRoot();
  const importId = await stage(`${list}X1;CĐCS Lạc;không có;;;;\n`);
  const { plan } = await previewImport(ctx, importId);
  expect(plan?.faults).toEqual([{ rowNumber: 5, field: 'parent', code: 'parent_unknown', value: 'không có' }]);
  await expect(confirmImport(ctx, { importId, isSkippingFaulty: false })).rejects.toMatchObject({
    code: 'orgs.faulty_rows',
    params: { count: 1 },
  });
  expect(await db.count('orgUnit')).toBe(1);
  await confirmAndWrite(ctx, importId, true);
  expect((await previewImport(ctx, importId)).staged.counts).toMatchObject({ new: 3, faulty: 1 });
});

test('columns are chosen otherwise; a written import cannot be written again', async () => {
  const { ctx, stage } = await givenRoot();
  const importId = await stage('A,B\nCĐCS Một,CĐCS Hai\n');
  expect((await previewImport(ctx, importId)).plan?.counts).toMatchObject({ new: 0, faulty: 0 });
  await mapImport(ctx, { importId, columns: { 1: 'name' }, asOfOn: '2026-02-01' });
  await confirmAndWrite(ctx, importId);
  expect(await db.row('unitImport', importId)).toMatchObject({ sheet: { rows: [] }, counts: { new: 1 } });
  await confirmAndWrite(ctx, importId);
  expect(await db.row('unitImport', importId)).toMatchObject({ counts: { new: 1 } });
  expect(await db.queued('orgs.write-confirmed-import')).toHaveLength(1);
});

test('a fault in the middle takes back the whole import', async () => {
  const { ctx, stage } = await givenRoot();
  const elsewhere = await givenUnit(db, { name: 'Tỉnh khác' });
  await sql`insert into org_unit_code (unit_id, code, valid_from) values (${elsewhere.id}, 'C1', '2020-01-01')`.execute(
    db.services.database.db,
  );
  // The code belongs to a unit that the officer cannot see, so only the database can tell.
  const importId = await stage();
  await confirmAndWrite(ctx, importId);
  expect(await db.count('orgUnit')).toBe(2);
  expect(await db.audited()).toEqual(['orgs.stage-import', 'orgs.confirm-import', 'orgs.refuse-import']);
  const { staged } = await previewImport(ctx, importId);
  expect(staged).toMatchObject({
    writing: null,
    refusal: { code: 'orgs.row_code_taken', params: { row: 2, code: 'C1' } },
  });
  expect(await notices()).toMatchObject([{ kind: 'orgs_notice_import_refused', userId: ctx.actor.userId }]);

  // Once the code is free the same list can be confirmed again.
  await sql`delete from org_unit_code where unit_id = ${elsewhere.id}`.execute(db.services.database.db);
  await confirmAndWrite(ctx, importId);
  expect(await db.count('orgUnit')).toBe(5);
  expect((await previewImport(ctx, importId)).staged).toMatchObject({ isWritten: true, refusal: null });
});

test('between the word and the job nothing is written, and the page says what goes on', async () => {
  const { ctx, stage } = await givenRoot();
  const importId = await stage();
  const confirm = () => confirmImport(ctx, { importId, isSkippingFaulty: false });
  await Promise.all([confirm(), confirm(), confirm()]);
  await confirm();
  expect(await db.queued('orgs.write-confirmed-import')).toHaveLength(1);
  expect(await db.count('orgUnit')).toBe(1);
  const { staged, plan } = await previewImport(ctx, importId);
  expect([staged.writing, plan]).toEqual([{ done: null, of: 3 }, null]);
  await expect(mapImport(ctx, { importId, columns: {}, asOfOn: '2026-03-01' })).rejects.toMatchObject({
    code: 'orgs.import_expired',
  });

  for (const _run of [1, 2]) await writeConfirmedImport.run({ importId }, db.system);
  expect(await db.count('orgUnit')).toBe(4);
  expect(await notices()).toEqual([
    {
      kind: 'orgs_notice_imported',
      params: { file: 'danh-sach.csv', added: 3, changed: 0 },
      userId: ctx.actor.userId,
    },
  ]);
});

test('two runs at once write once', async () => {
  const { ctx, stage } = await givenRoot();
  const importId = await stage();
  await confirmImport(ctx, { importId, isSkippingFaulty: false });
  await Promise.all([1, 2].map(() => writeConfirmedImport.run({ importId }, db.system)));
  expect(await db.count('orgUnit')).toBe(4);
  expect((await db.audited()).filter((action) => action === 'orgs.import-units')).toHaveLength(1);
});

test('a right that ended between the word and the job ends the import too', async () => {
  const { ctx, stage } = await givenRoot();
  const importId = await stage();
  await confirmImport(ctx, { importId, isSkippingFaulty: false });
  await sql`update role_grant set role = 'viewer'`.execute(db.services.database.db);
  await writeConfirmedImport.run({ importId }, db.system);
  expect(await db.count('orgUnit')).toBe(1);
  expect(await db.row('unitImport', importId)).toMatchObject({ confirmedAt: null, refusal: { code: 'forbidden' } });
});

test('a list whose writing nobody finished can be confirmed again', async () => {
  const { ctx, stage } = await givenRoot();
  const importId = await stage();
  await confirmImport(ctx, { importId, isSkippingFaulty: false });
  db.setNow('2026-03-16T02:21:00Z');
  expect((await previewImport(ctx, importId)).plan?.counts.new).toBe(3);
  await confirmAndWrite(ctx, importId);
  expect(await db.queued('orgs.write-confirmed-import')).toHaveLength(2);
  expect(await db.count('orgUnit')).toBe(4);
});

test('how far it is can be read while the transaction is open', async () => {
  const { ctx, stage } = await givenRoot();
  const rows = Array.from({ length: 1_500 }, (_, index) => `CĐCS số ${index}`);
  const importId = await stage(`Tên\n${rows.join('\n')}\n`);
  await confirmImport(ctx, { importId, isSkippingFaulty: false });
  const seen: unknown[] = [];
  registerTreeKeeper({
    subject: 'watching-import',
    before: async () => {},
    // All rows stand, and none can be seen yet from outside; the embedded database would wait for ever here.
    after: async () => {
      if (db.services.database.kind === 'pglite') return;
      const { db: outside } = db.services.database;
      const { rows: units } = await sql<{ count: number }>`select count(*) as count from org_unit`.execute(outside);
      const { rows: imports } = await sql<{ writtenRows: number }>`select written_rows from unit_import`.execute(
        outside,
      );
      seen.push(units[0]?.count, imports[0]?.writtenRows);
    },
  });
  await writeConfirmedImport.run({ importId }, db.system);
  registerTreeKeeper({ subject: 'watching-import', before: async () => {}, after: async () => {} });
  expect(await db.count('orgUnit')).toBe(1_501);
  expect(seen).toEqual(db.services.database.kind === 'pglite' ? [] : [1, 1_500]);
});

test('who may import: officers and administrators of the unit, nobody else', async () => {
  const { root, stage } = await givenRoot();
  const importId = await stage();
  for (const role of ['approver', 'contributor', 'viewer'] as const) {
    const other = db.as(await givenActor(db, role, root));
    await expect(confirmImport(other, { importId, isSkippingFaulty: false })).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
  const stranger = db.as(await givenActor(db, 'officer', await givenUnit(db, { parent: root })));
  await expect(previewImport(stranger, importId)).rejects.toMatchObject({ code: 'not_found' });
});

test('lists that nobody confirmed expire after a day and are cleared', async () => {
  const { ctx, stage } = await givenRoot();
  const importId = await stage();
  db.setNow('2026-03-17T02:00:01Z');
  await expect(previewImport(ctx, importId)).rejects.toMatchObject({ code: 'orgs.import_expired' });
  await clearImports.run({}, db.system);
  expect(await db.count('unitImport')).toBe(0);
});

test('the command line fills an empty federation, and finds nothing to do the second time', async () => {
  const file = {
    fileName: 'don-vi.csv',
    bytes: bytes(`${list.replace('P1;CĐ phường Bắc;;', 'P1;CĐ phường Bắc;LĐLĐ tỉnh;')};LĐLĐ tỉnh;;;;;\n`),
  };
  const first = await importUnitsFromFile(db.system, { ...file, isPreview: true });
  expect(first).toMatchObject({ isWritten: false, counts: { new: 4 } });
  expect(await db.count('orgUnit')).toBe(0);
  expect(await importUnitsFromFile(db.system, file)).toMatchObject({ isWritten: true, counts: { new: 4 } });
  expect(await importUnitsFromFile(db.system, file)).toMatchObject({
    isWritten: true,
    counts: { new: 0, changed: 0, unchanged: 4 },
  });
  expect(await treeFaults(db)).toEqual([]);
});

test('a province of 2,000 unions is imported with a bounded number of queries', async () => {
  const { ctx, stage } = await givenRoot();
  const rows = Array.from({ length: 2_000 }, (_, index) => `CĐCS số ${index},Phường ${index % 40},${index}`);
  const wards = Array.from({ length: 40 }, (_, index) => `Phường ${index},,`);
  const importId = await stage(`Tên,Cấp trên,Số đoàn viên\n${[...rows, ...wards].join('\n')}\n`);
  const queries = await db.queriesOf(() => confirmAndWrite(ctx, importId));
  // With those of the sums that follow the tree.
  expect(queries).toBeLessThan(70);
  expect(await db.count('orgUnit')).toBe(2_041);
});
