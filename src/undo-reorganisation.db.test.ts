import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { planActivity } from '#app/modules/activities/server/index.ts';
import { activityInput } from '#app/modules/activities/server/testing/given.ts';
import { declareMeasure } from '#app/modules/measures/server/index.ts';
import {
  absorbUnits,
  closeRelations,
  declareFigure,
  dissolveUnit,
  foundUnit,
  importUnitsFromFile,
  mergeUnits,
  renameUnit,
  savePerson,
  searchUnits,
  transferUnit,
  undoReorganisation,
} from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';
import { givenIssuedPlan } from '#app/modules/plans/server/testing/given-issued-plan.ts';
import { givenPlan } from '#app/modules/plans/server/testing/given-plan.ts';
import { startReport } from '#app/modules/reports/server/index.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-03-01', effectiveOn: '2026-03-16' };

beforeEach(() => registerWorkKeepers());

async function givenBranch() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const north = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Bắc' });
  const south = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Nam' });
  const school = await givenUnit(db, { parent: north, name: 'CĐCS Trường Hoa Ban' });
  return { root, north, south, school, ctx: db.as(await givenActor(db, 'officer', root)) };
}

async function lastDecision(): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from reorganisation order by created_at desc limit 1`.execute(
    db.services.database.db,
  );
  return rows[0]?.id ?? '';
}

const versionOf = async (unitId: string): Promise<number> => Number((await db.row('orgUnit', unitId))?.['version']);

const merge = (b: Awaited<ReturnType<typeof givenBranch>>) =>
  mergeUnits(b.ctx, {
    ...decision,
    unitIds: [b.north.id, b.south.id],
    parentId: b.root.id,
    name: 'Công đoàn phường Bắc Nam',
    kindId: 'commune_union',
  });

test('an undone absorption gives back plans, deliveries, activities with their parts, reports, grants and links', async () => {
  const b = await givenBranch();
  const there = db.as(await givenActor(db, 'officer', b.north));
  const draft = await givenPlan(db, b.north, { title: 'Kế hoạch đang soạn' });
  const issued = await givenIssuedPlan(db, b.root, { recipients: [{ rule: 'unit', unit: b.north }] });
  const activity = await planActivity(
    there,
    activityInput(b.north, { startsOn: '2026-04-01', topicIds: ['emulation'] }),
  );
  const { reportId } = await startReport(there, { unitId: b.north.id, kind: 'quarter', year: 2026, index: 1 });
  const far = await givenUnit(db, { parent: await givenUnit(db, { parent: b.root, kind: 'commune_union' }) });
  await sql`insert into org_relation (child_id, parent_id, type, valid_from) values (${far.id}, ${b.north.id}, 'managed_by', '2024-01-01')`.execute(
    db.services.database.db,
  );

  await absorbUnits(b.ctx, { ...decision, unitIds: [b.north.id], successorId: b.south.id });
  await closeRelations.run({ unitId: b.north.id }, db.system);
  const id = await lastDecision();
  const preview = await undoReorganisation(b.ctx, id, 'preview');
  expect(preview).toMatchObject({
    returning: [{ id: b.north.id }],
    vanishing: [],
    movedBack: [{ id: b.school.id, toName: b.north.name }],
    grantsBackCount: 1,
    workBackCount: 4,
    workKeptCount: 0,
  });
  expect(await db.row('orgUnit', b.north.id)).toMatchObject({ endedOn: '2026-03-16' });

  await undoReorganisation(b.ctx, id);
  expect(await db.row('orgUnit', b.north.id)).toMatchObject({ endedOn: null, path: b.north.path });
  expect(await db.row('orgUnit', b.school.id)).toMatchObject({ parentId: b.north.id, path: b.school.path });
  expect(await db.row('plan', draft.id)).toMatchObject({ orgUnitId: b.north.id, status: 'draft' });
  expect(await db.row('activity', activity.activityId)).toMatchObject({ orgUnitId: b.north.id });
  expect(await db.row('report', reportId)).toMatchObject({ orgUnitId: b.north.id });
  const { rows } = await sql`
    select (select unit_id from plan_delivery where plan_id = ${issued.id}) as delivery,
           (select org_unit_id from activity_topic where activity_id = ${activity.activityId}) as topic,
           (select valid_to from role_grant where unit_id = ${b.north.id}) as granted,
           (select valid_to from org_relation where type = 'managed_by') as linked`.execute(db.services.database.db);
  expect(rows).toEqual([{ delivery: b.north.id, topic: b.north.id, granted: null, linked: null }]);
  expect(await treeFaults(db)).toEqual([]);
  expect((await db.audited()).filter((action) => action === 'orgs.undo-reorganisation')).toHaveLength(2);
  await expect(undoReorganisation(b.ctx, id)).rejects.toMatchObject({ code: 'orgs.undone_already' });
});

test('work that the successor has gone on with stays there, and the preview says so', async () => {
  const b = await givenBranch();
  const draft = await givenPlan(db, b.north);
  await absorbUnits(b.ctx, { ...decision, unitIds: [b.north.id], successorId: b.south.id });
  await sql`update plan set title = 'Sửa', version = version + 1 where id = ${draft.id}`.execute(
    db.services.database.db,
  );
  expect(await undoReorganisation(b.ctx, await lastDecision())).toMatchObject({ workBackCount: 0, workKeptCount: 1 });
  expect(await db.row('plan', draft.id)).toMatchObject({ orgUnitId: b.south.id });
});

test('an undone merger takes the new unit out of every list and frees its name and code', async () => {
  const b = await givenBranch();
  const { unitId } = await merge(b);
  await undoReorganisation(b.ctx, await lastDecision());
  expect((await searchUnits(b.ctx, 'bac nam')).hits).toEqual([]);
  expect(await db.row('orgUnit', unitId)).toMatchObject({ endedOn: '2026-03-16' });
  // Whoever still has its address is told what became of it, and that it has not ended like others.
  const late = renameUnit(b.ctx, { ...decision, unitId, version: 2, name: 'Khác' });
  await expect(late).rejects.toMatchObject({ code: 'orgs.withdrawn' });
  await merge(b);
  expect(await treeFaults(db)).toEqual([]);
});

type Given = Awaited<ReturnType<typeof givenBranch>>;
const dependants: [string, string, (b: Given, founded: string) => Promise<unknown>][] = [
  [
    'a later decision about it',
    'orgs.undo_later_decision',
    (b, id) => renameUnit(b.ctx, { ...decision, unitId: id, version: 1, name: 'Khác' }),
  ],
  [
    'a later decision about a unit that moved',
    'orgs.undo_later_decision',
    (b) => transferUnit(b.ctx, { ...decision, unitId: b.school.id, version: 2, toParentId: b.root.id }),
  ],
  [
    'a unit founded below',
    'orgs.undo_has_units',
    (b, id) => foundUnit(b.ctx, { ...decision, name: 'CĐCS mới', kindId: 'grassroots_union', parentId: id }),
  ],
  [
    'a person there',
    'orgs.undo_has_people',
    (b, id) => savePerson(b.ctx, { unitId: id, fullName: 'Lò Thị Mai', phone: '', email: '' }),
  ],
  [
    'figures declared',
    'orgs.undo_has_figures',
    (b, id) => declareFigure(b.ctx, { unitId: id, asOfOn: '2026-03-16', values: { members: 9 } }),
  ],
  [
    'a figure that no activity yields',
    'orgs.undo_has_figures',
    (_b, id) =>
      declareMeasure(db.system, {
        unitId: id,
        measureId: 'commended_groups',
        asOfOn: '2026-03-16',
        value: 3,
        denominator: null,
        note: '',
      }),
  ],
  ['a plan of its own', 'plan.unit_has_plans', (_b, id) => givenPlan(db, { id, path: '', name: '' })],
  [
    'a plan issued to it',
    'plan.unit_has_plans',
    async (b, id) => {
      const path = ((await db.row('orgUnit', id))?.['path'] as string | undefined) ?? '';
      return givenIssuedPlan(db, b.root, { recipients: [{ rule: 'unit', unit: { id, path, name: '' } }] });
    },
  ],
  [
    'an activity recorded',
    'activity.unit_has_activities',
    async (b, id) => {
      const path = ((await db.row('orgUnit', id))?.['path'] as string | undefined) ?? '';
      return planActivity(b.ctx, activityInput({ id, path, name: '' }, { startsOn: '2026-04-01' }));
    },
  ],
];

test.for(dependants)('%s keeps the founding from being undone: %s, and nothing changes', async ([, code, act]) => {
  const b = await givenBranch();
  const { unitId } = await merge(b);
  const id = await lastDecision();
  await act(b, unitId);
  await expect(undoReorganisation(b.ctx, id)).rejects.toMatchObject({ code });
  expect(await db.row('orgUnit', b.north.id)).toMatchObject({ endedOn: '2026-03-16' });
  expect(await db.row('reorganisation', id)).toMatchObject({ undoneAt: null });
});

test('only who could have decided may undo', async () => {
  const b = await givenBranch();
  await transferUnit(b.ctx, { ...decision, unitId: b.school.id, version: 1, toParentId: b.south.id });
  const id = await lastDecision();
  const own = db.as(await givenActor(db, 'administrator', b.south));
  await expect(undoReorganisation(own, id)).rejects.toMatchObject({ code: 'forbidden' });
  const viewer = db.as(await givenActor(db, 'viewer', b.root));
  await expect(undoReorganisation(viewer, id)).rejects.toMatchObject({ code: 'forbidden' });
  const stranger = db.as(await givenActor(db, 'officer', await givenUnit(db)));
  await expect(undoReorganisation(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
});

test('what an import or another unit has put in the place of something undone is told', async () => {
  const b = await givenBranch();
  const list = async (line: string): Promise<void> => {
    const bytes = new TextEncoder().encode(`Mã;Tên đơn vị;Cấp trên\n${line}`);
    const { faults } = await importUnitsFromFile(db.system, { bytes, fileName: 'don-vi.csv', asOfOn: '2026-03-16' });
    expect(faults).toEqual([]);
  };
  await sql`insert into org_unit_code (unit_id, code, valid_from) values (${b.school.id}, 'TH1', '2024-01-01')`.execute(
    db.services.database.db,
  );
  await transferUnit(b.ctx, { ...decision, unitId: b.school.id, version: 1, toParentId: b.south.id });
  const moved = await lastDecision();
  await list(`TH1;${b.school.name};${b.north.name}`);
  await expect(undoReorganisation(b.ctx, moved)).rejects.toMatchObject({
    code: 'orgs.undo_changed_since',
    params: { name: b.school.name },
  });

  await dissolveUnit(b.ctx, { ...decision, unitId: b.school.id, version: await versionOf(b.school.id) });
  const ended = await lastDecision();
  const fresh = { name: 'CĐCS Trường mới', kindId: 'grassroots_union', code: 'TH1', parentId: b.south.id };
  await foundUnit(b.ctx, { ...decision, ...fresh });
  const founded = await lastDecision();
  await expect(undoReorganisation(b.ctx, ended)).rejects.toMatchObject({
    code: 'orgs.code_taken',
    params: { code: 'TH1' },
  });
  await undoReorganisation(b.ctx, founded);
  await undoReorganisation(b.ctx, ended);
  expect(await treeFaults(db)).toEqual([]);
});

test('nothing comes back below a unit that has ended since', async () => {
  const b = await givenBranch();
  await transferUnit(b.ctx, { ...decision, unitId: b.school.id, version: 1, toParentId: b.south.id });
  const moved = await lastDecision();
  await dissolveUnit(b.ctx, { ...decision, unitId: b.north.id, version: await versionOf(b.north.id) });
  const ended = await lastDecision();
  await expect(undoReorganisation(b.ctx, moved)).rejects.toMatchObject({
    code: 'orgs.ended',
    params: { name: b.north.name },
  });
  await undoReorganisation(b.ctx, ended);
  await undoReorganisation(b.ctx, moved);
  expect(await treeFaults(db)).toEqual([]);
});
