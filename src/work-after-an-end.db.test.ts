import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { foldAll } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { recordActivity } from '#app/modules/activities/server/index.ts';
import { activityInput } from '#app/modules/activities/server/testing/given.ts';
import { checkSums, foldFacts, recountSums, sumBoard, sumsOfBranches } from '#app/modules/measures/server/index.ts';
import { readSumBoard } from '#app/modules/measures/sum-board-address.ts';
import {
  absorbUnits,
  carryOutPlanned,
  decideByForm,
  dissolveUnit,
  transferUnit,
  undoReorganisation,
} from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { unitChangeForm } from '#app/modules/orgs/unit-forms.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
const day = '2026-04-01';
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-03-01', effectiveOn: day };

beforeEach(() => registerWorkKeepers());

/** Two wards of a province; the school below the north one has held one activity before the day, two from it on. */
async function givenLateWork() {
  db.setNow('2026-03-10T08:00:00Z');
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const north = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Bắc' });
  const south = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Nam' });
  const school = await givenUnit(db, { parent: north, name: 'CĐCS Trường Hoa Ban' });
  const yard = await givenUnit(db, { parent: south, name: 'CĐCS Xưởng đóng tàu' });
  const ctx = db.as(await givenActor(db, 'officer', root));
  const hold = async (startsOn: string): Promise<void> => {
    await recordActivity(ctx, activityInput(school, { startsOn, isConfirmed: true }));
  };
  const units = { root, north, south, school, yard };
  return { ...units, ctx, hold, seen: (tree: 'today' | 'then', from = day) => activitiesOf(units, tree, from) };
}

/** Activities of each unit with its branch, from a day on. */
async function activitiesOf(
  units: Record<string, GivenUnit>,
  tree: 'today' | 'then',
  from: string,
): Promise<Record<string, number>> {
  const unitIds = Object.values(units).map((unit) => unit.id);
  const rows = await db.system.read((tx) =>
    sumsOfBranches(tx, { unitIds, measures: ['activities'], from, to: '2026-12-31', tree }),
  );
  const nameOf = new Map(Object.entries(units).map(([name, unit]) => [unit.id, name]));
  return Object.fromEntries(rows.map((row) => [nameOf.get(row.unitId), row.value]));
}

const version = async (unit: GivenUnit): Promise<number> => Number((await db.row('orgUnit', unit.id))?.['version']);

test('what a union did after the day of a planned decision, before it was carried out, counts at the one that followed', async () => {
  const { ctx, hold, seen, school, yard } = await givenLateWork();
  const planned = unitChangeForm.parse({ ...decision, change: 'absorb', unitIds: [school.id] });
  await decideByForm(ctx, yard.id, planned);
  await hold('2026-03-05');
  // The worker is away on the day; the school goes on working.
  db.setNow('2026-04-03T08:00:00Z');
  await hold('2026-04-01');
  await foldAll(db.system, foldFacts);
  await hold('2026-04-02');
  expect(await seen('then')).toEqual({ root: 2, north: 2, school: 2 });
  await carryOutPlanned.run({}, db.system);
  expect(await db.row('orgUnit', school.id)).toMatchObject({ endedOn: day });

  const later = { root: 2, south: 2, yard: 2, school: 2 };
  expect(await seen('then')).toEqual(later);
  expect(await seen('today')).toEqual(later);
  // The day before, it stood where it stood.
  expect(await seen('then', '2026-01-01')).toEqual({ root: 3, north: 1, south: 2, yard: 2, school: 3 });
  await foldAll(db.system, foldFacts);
  expect(await seen('then')).toEqual(later);
  expect(await recountSums(db.system)).toBe(0);
  for (let time = 0; time < 10; time += 1) expect(await checkSums(db.system)).toEqual([]);

  // In the board of the one that followed it has a line of its own: lines add up to the total.
  const view = readSumBoard(new URLSearchParams({ unit: yard.id, from: day, to: '2026-04-30', tree: 'then' }), day);
  const board = await ctx.read((tx) => sumBoard(tx, view));
  expect(board.total).toMatchObject({ activities: 2 });
  expect(board.branches).toMatchObject([{ unitId: school.id, sums: { activities: 2 } }]);
});

test('it follows whatever becomes of the one that followed, from that day on, and comes back when all is undone', async () => {
  const { ctx, hold, seen, north, school, yard } = await givenLateWork();
  db.setNow('2026-05-10T08:00:00Z');
  for (const on of ['2026-04-02', '2026-05-02']) await hold(on);
  await foldAll(db.system, foldFacts);
  await absorbUnits(ctx, { ...decision, unitIds: [school.id], successorId: yard.id });
  const moved = { ...decision, effectiveOn: '2026-05-01', unitId: yard.id, version: await version(yard) };
  await transferUnit(ctx, { ...moved, toParentId: north.id });
  expect(await seen('then')).toEqual({ root: 2, south: 1, north: 1, yard: 2, school: 2 });
  await dissolveUnit(ctx, { ...moved, effectiveOn: '2026-05-05', version: await version(yard) });
  // Nobody followed the yard: it counts where it stood last.
  expect(await seen('then')).toEqual({ root: 2, south: 1, north: 1, yard: 2, school: 2 });
  expect(await recountSums(db.system)).toBe(0);
  const { rows } = await sql<{ id: string }>`
    select id from reorganisation where undone_at is null order by effective_on desc`.execute(db.services.database.db);
  for (const { id } of rows) await undoReorganisation(ctx, id);
  expect(await seen('then')).toEqual({ root: 2, north: 2, school: 2 });
  expect(await recountSums(db.system)).toBe(0);
});
