import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import type { Context } from '#app/platform/context.ts';
import {
  cancelPlanned,
  carryOutPlanned,
  clearImports,
  decideByForm,
  decideSet,
  dissolveUnit,
  editUnitDetails,
  getPlanned,
  listPlanned,
  movePlanned,
  plannedFor,
  renameUnit,
  stageDecisions,
  undoReorganisation,
} from '#app/modules/orgs/server/index.ts';
import { unitChangeForm, type UnitChangeInput } from '#app/modules/orgs/unit-forms.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
const day = '2026-04-01';
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-03-01', effectiveOn: day };

beforeEach(() => registerWorkKeepers());

async function givenBranch() {
  db.setNow('2026-03-10T08:00:00Z');
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const north = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Bắc' });
  const south = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Nam' });
  const school = await givenUnit(db, { parent: north, name: 'CĐCS Trường Hoa Ban' });
  const officer = await givenActor(db, 'officer', root);
  return { root, north, south, school, officer, ctx: db.as(officer) };
}

const form = (input: Record<string, unknown>): UnitChangeInput => unitChangeForm.parse({ ...decision, ...input });
const rename = (name: string, effectiveOn = day): UnitChangeInput =>
  form({ change: 'rename', version: 1, name, effectiveOn });
const run = (): Promise<void> => carryOutPlanned.run({}, db.system);
const only = async (ctx: Context) => {
  const [line] = await listPlanned(ctx);
  if (!line) throw new Error('Nothing is planned.');
  return line;
};
const states = async (): Promise<unknown[]> =>
  (
    await sql<{ state: string }>`select state from planned_decision order by kind, id`.execute(db.services.database.db)
  ).rows.map((row) => row.state);
const notices = async (): Promise<unknown[]> =>
  (
    await sql<{ kind: string }>`select kind from notice order by created_at, id`.execute(db.services.database.db)
  ).rows.map((row) => row.kind);

test('a merger of a day to come waits, is told on every unit it names, and is carried out once on its day', async () => {
  const { ctx, north, south, school, root } = await givenBranch();
  const merge = form({ change: 'merge', name: 'Công đoàn phường Mới', kindId: 'commune_union', unitIds: [south.id] });
  expect(await decideByForm(ctx, north.id, merge)).toEqual({ unitId: north.id, plannedOn: day });
  expect(await db.row('orgUnit', north.id)).toMatchObject({ endedOn: null });
  for (const unit of [north, south])
    expect(await plannedFor(ctx, unit.id)).toMatchObject([{ kind: 'merge', effectiveOn: day, state: 'planned' }]);
  expect(await plannedFor(ctx, root.id)).toEqual([]);
  await run();
  expect(await states()).toEqual(['planned']);

  // The worker was away on the day: the decision holds from its day all the same.
  db.setNow('2026-04-03T08:00:00Z');
  await run();
  await run();
  expect(await states()).toEqual(['carried_out']);
  expect(await db.row('orgUnit', north.id)).toMatchObject({ endedOn: day });
  const places = await sql`select valid_from from unit_place where unit_id = ${school.id} order by valid_from`.execute(
    db.services.database.db,
  );
  expect(places.rows).toContainEqual({ validFrom: day });
  expect(await notices()).toEqual(['orgs_notice_carried_out']);
  expect(await treeFaults(db)).toEqual([]);

  const { rows } = await sql<{ id: string }>`select reorganisation_id as id from planned_decision`.execute(
    db.services.database.db,
  );
  await undoReorganisation(ctx, rows[0]?.id ?? '');
  expect(await db.row('orgUnit', north.id)).toMatchObject({ endedOn: null });
});

test('decisions are carried out in the order of their days, whatever the order they were entered in', async () => {
  const { ctx, school } = await givenBranch();
  await decideByForm(ctx, school.id, rename('Tên thứ hai', '2026-05-01'));
  await decideByForm(ctx, school.id, rename('Tên thứ nhất', '2026-04-01'));
  db.setNow('2026-05-02T08:00:00Z');
  await run();
  expect(await states()).toEqual(['carried_out', 'carried_out']);
  expect(await db.row('orgUnit', school.id)).toMatchObject({ name: 'Tên thứ hai' });
});

test('one that has become impossible fails as a whole, is told, and does not keep the next from its day', async () => {
  const { ctx, north, school, root } = await givenBranch();
  await decideByForm(ctx, school.id, form({ change: 'transfer', version: 1, toParentId: root.id }));
  await decideByForm(ctx, north.id, rename('Công đoàn phường Khác'));
  await dissolveUnit(ctx, { ...decision, effectiveOn: '2026-03-09', unitId: school.id, version: 1 });
  db.setNow('2026-04-01T00:10:00Z');
  await run();
  expect(await states()).toEqual(['carried_out', 'failed']);
  expect((await notices()).toSorted()).toEqual(['orgs_notice_carried_out', 'orgs_notice_planned_failed']);
  const line = await only(ctx);
  expect(line).toMatchObject({ state: 'failed', refusal: { code: 'orgs.ended' } });
  await run();
  expect((await notices()).length).toBe(2);
  await cancelPlanned(ctx, line);
  expect(await listPlanned(ctx)).toEqual([]);
});

test('rights are asked again on the day', async () => {
  const { ctx, school, officer } = await givenBranch();
  await decideByForm(ctx, school.id, rename('Tên mới'));
  await sql`update role_grant set valid_to = '2026-03-20' where user_id = ${officer.userId}`.execute(
    db.services.database.db,
  );
  db.setNow('2026-04-01T00:10:00Z');
  await run();
  expect(await states()).toEqual(['failed']);
  expect(await db.row('orgUnit', school.id)).toMatchObject({ name: school.name });
});

test('until its day it can be changed, moved and cancelled by who could enter it, and by nobody else', async () => {
  const { ctx, school, north } = await givenBranch();
  await decideByForm(ctx, school.id, rename('Tên một'));
  const first = await only(ctx);
  await decideByForm(ctx, school.id, rename('Tên hai'), first);
  expect((await getPlanned(ctx, first.id)).input).toMatchObject({ name: 'Tên hai' });
  await expect(decideByForm(ctx, school.id, rename('Tên ba'), first)).rejects.toMatchObject({ code: 'conflict' });
  await movePlanned(ctx, { ...(await only(ctx)), effectiveOn: '2026-06-01' });
  expect(await only(ctx)).toMatchObject({ effectiveOn: '2026-06-01' });
  // A day before the unit's founding is no day for it, and the plan stays as it was.
  await expect(movePlanned(ctx, { ...(await only(ctx)), effectiveOn: '2019-01-01' })).rejects.toMatchObject({
    code: 'orgs.before_founding',
    problems: { effectiveOn: 'field_before_founding' },
  });
  expect(await only(ctx)).toMatchObject({ effectiveOn: '2026-06-01' });

  const below = db.as(await givenActor(db, 'administrator', school));
  expect(await listPlanned(below)).toHaveLength(1);
  await expect(cancelPlanned(below, await only(below))).rejects.toMatchObject({ code: 'forbidden' });
  const beside = db.as(await givenActor(db, 'administrator', await givenUnit(db, { parent: north })));
  expect(await listPlanned(beside)).toEqual([]);

  await cancelPlanned(ctx, await only(ctx));
  db.setNow('2026-06-02T08:00:00Z');
  await run();
  expect(await states()).toEqual(['cancelled']);
  expect(await db.row('orgUnit', school.id)).toMatchObject({ name: school.name });
});

test('details changed in the meantime do not stand against it', async () => {
  const { ctx, school } = await givenBranch();
  await decideByForm(ctx, school.id, rename('Tên mới'));
  await editUnitDetails(ctx, {
    unitId: school.id,
    version: 1,
    symbol: '',
    address: 'Số 5',
    email: '',
    phone: '',
    code: '',
    sectorId: null,
  });
  db.setNow('2026-04-01T00:10:00Z');
  await run();
  expect(await db.row('orgUnit', school.id)).toMatchObject({ name: 'Tên mới', address: 'Số 5' });
});

test('what is impossible today is not planned', async () => {
  const { ctx, school, north } = await givenBranch();
  const transfer = form({ change: 'transfer', version: 1, toParentId: school.id });
  await expect(decideByForm(ctx, north.id, transfer)).rejects.toMatchObject({ code: 'orgs.cycle' });
  await expect(renameUnit(ctx, { ...decision, unitId: school.id, version: 1, name: 'X' })).rejects.toMatchObject({
    code: 'orgs.future_effective',
  });
  expect(await states()).toEqual([]);
});

test('a set waits with its list, cannot be planned twice, and is carried out on its day', async () => {
  const { ctx, root, north, south } = await givenBranch();
  for (const [code, unit] of Object.entries({ B: north, N: south }))
    await sql`insert into org_unit_code (unit_id, code, valid_from) values (${unit.id}, ${code}, '2020-01-01')`.execute(
      db.services.database.db,
    );
  const listId = await stageDecisions(ctx, {
    ...decision,
    rootId: root.id,
    fileName: 'sap-xep.csv',
    bytes: new TextEncoder().encode('Mã đơn vị,Hình thức,Mã nơi nhận,Tên mới\nB,Nhập vào,N,'),
  });
  expect(await decideSet(ctx, listId, { plans_open_own: 'close' })).toMatchObject({ plannedOn: day });
  await expect(decideSet(ctx, listId, {})).rejects.toMatchObject({ code: 'orgs.planned_already' });
  expect(await plannedFor(ctx, north.id)).toMatchObject([{ kind: 'set', listId }]);
  await expect(movePlanned(ctx, { ...(await only(ctx)), effectiveOn: '2019-01-01' })).rejects.toMatchObject({
    code: 'orgs.planned_day',
    problems: { effectiveOn: 'field_planned_day' },
  });
  // Longer than a list waits that nobody confirmed.
  db.setNow('2026-04-01T00:10:00Z');
  await run();
  expect(await states()).toEqual(['carried_out']);
  expect(await db.row('orgUnit', north.id)).toMatchObject({ endedOn: day, parentId: south.id });
});

test('a set that was cancelled does not keep lists from being cleared; one that waits keeps its own', async () => {
  const { ctx, root, north, south } = await givenBranch();
  for (const [code, unit] of Object.entries({ B: north, N: south }))
    await sql`insert into org_unit_code (unit_id, code, valid_from) values (${unit.id}, ${code}, '2020-01-01')`.execute(
      db.services.database.db,
    );
  const stage = (): Promise<string> =>
    stageDecisions(ctx, {
      ...decision,
      rootId: root.id,
      fileName: 'sap-xep.csv',
      bytes: new TextEncoder().encode('Mã đơn vị,Hình thức,Mã nơi nhận,Tên mới\nB,Nhập vào,N,'),
    });
  const cancelled = await stage();
  await decideSet(ctx, cancelled, {});
  await cancelPlanned(ctx, await only(ctx));
  const waiting = await stage();
  await decideSet(ctx, waiting, {});
  await stage();
  // Longer than any is kept; the job that carries out was away all the time.
  db.setNow('2026-07-01T08:00:00Z');
  await clearImports.run({}, db.system);
  expect((await sql<{ id: string }>`select id from unit_import`.execute(db.services.database.db)).rows).toEqual([
    { id: waiting },
  ]);
  expect(await states()).toEqual(['planned']);
});

test('a press repeated plans a decision once, also at the same moment; another day or name is another decision', async () => {
  const { ctx, north } = await givenBranch();
  const found = (name: string, effectiveOn = day): UnitChangeInput =>
    form({ change: 'found', name, kindId: 'grassroots_union', effectiveOn });
  await Promise.all(Array.from({ length: 3 }, () => decideByForm(ctx, north.id, found('CĐCS Mai Sau'))));
  expect(await decideByForm(ctx, north.id, found('CĐCS Mai Sau'))).toEqual({ unitId: north.id, plannedOn: day });
  expect(await states()).toEqual(['planned']);
  await decideByForm(ctx, north.id, found('CĐCS Mai Sau', '2026-04-02'));
  await decideByForm(ctx, north.id, found('CĐCS Mai Mốt'));
  expect(await states()).toHaveLength(3);
  // Taken off the list, it may be entered again.
  const { id, version } = await only(ctx);
  await cancelPlanned(ctx, { id, version });
  await decideByForm(ctx, north.id, found('CĐCS Mai Sau'));
  await decideByForm(ctx, north.id, found('CĐCS Mai Mốt'));
  expect((await states()).toSorted()).toEqual(['cancelled', 'planned', 'planned', 'planned']);
});
