import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { activityInput, givenPlan, people, toTarget } from '#app/modules/activities/server/testing/given.ts';
import { cancelActivity, correctActivity, recordActivity } from '#app/modules/activities/server/index.ts';
import { givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { progressOf } from '#app/modules/progress/server/index.ts';

const db = testDatabase();

interface Held {
  unit: number;
  persons: number | null;
  attendances: number;
  month: number;
  linksFirst: boolean;
  linksSecond: boolean;
}

const held: fc.Arbitrary<Held> = fc
  .record({
    unit: fc.nat(8),
    attendances: fc.integer({ min: 1, max: 90 }),
    month: fc.integer({ min: 1, max: 3 }),
    linksFirst: fc.boolean(),
    linksSecond: fc.boolean(),
  })
  .chain((one) => fc.option(fc.integer({ min: 0, max: one.attendances })).map((persons) => ({ ...one, persons })));

const story = fc.record({
  /** Parent of each unit after the first; a third of them are unions of wards, the others grassroots. */
  parents: fc.tuple(...Array.from({ length: 8 }, (_, at) => fc.nat(at))),
  isUpper: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
  members: fc.array(fc.option(fc.integer({ min: 1, max: 60 })), { minLength: 9, maxLength: 9 }),
  held: fc.array(held, { maxLength: 12 }),
  corrections: fc.array(fc.tuple(fc.nat(11), held), { maxLength: 4 }),
  cancellations: fc.array(fc.nat(11), { maxLength: 3 }),
});

/** Counts everything again, one unit and one activity at a time, knowing nothing of facts. */
function recount(at: number, parents: number[], isUpper: boolean[], members: (number | null)[], stay: Held[]) {
  const isBelow = (unit: number): boolean => unit === at || (unit > 0 && isBelow(parents[unit - 1]!));
  const branch = parents
    .map((_, index) => index + 1)
    .concat(0)
    .filter(isBelow);
  const bound = branch.filter((unit) => !isUpper[unit]);
  const first = stay.filter((one) => one.linksFirst);
  const active = bound.filter((unit) => first.some((one) => one.unit === unit)).length;
  const second = stay.filter((one) => one.linksSecond);
  const personsAt = (unit: number): number =>
    second.filter((one) => one.unit === unit).reduce((sum, one) => sum + (one.persons ?? 0), 0);
  const withFigure = bound.filter((unit) => members[unit] !== null);
  const declared = withFigure.reduce((sum, unit) => sum + members[unit]!, 0);
  const own = withFigure.reduce((sum, unit) => sum + Math.min(members[unit]!, personsAt(unit)), 0);
  const others = branch.filter((unit) => isUpper[unit]).reduce((sum, unit) => sum + personsAt(unit), 0);
  return {
    rate: bound.length === 0 ? null : [active, bound.length],
    coverage: declared === 0 ? null : [Math.min(declared, own + others), declared],
    count: stay.filter((one) => one.linksFirst && branch.includes(one.unit)).length,
  };
}

async function play(
  told: Parameters<Parameters<typeof fc.asyncProperty<[typeof story extends fc.Arbitrary<infer T> ? T : never]>>[1]>[0],
) {
  const units: GivenUnit[] = [];
  for (let at = 0; at < 9; at += 1) {
    const parent = at === 0 ? undefined : units[told.parents[at - 1]!];
    const members = told.members[at];
    const kind = told.isUpper[at] ? 'commune_union' : 'grassroots_union';
    units.push(
      await givenUnit(db, { kind, ...(parent ? { parent } : {}), figures: members == null ? {} : { members } }),
    );
  }
  const plan = await givenPlan(db, units[0]!, {
    to: units.slice(1),
    targets: [
      { shape: 'unit_rate' },
      { shape: 'coverage', population: 'members', value: 90 },
      { shape: 'count', measure: 'activities', value: 9 },
    ],
  });
  const inputOf = (one: Held) =>
    activityInput(units[one.unit]!, {
      startsOn: `2026-0${one.month}-10`,
      endsOn: `2026-0${one.month}-10`,
      attendance: [people('members', one.attendances, one.persons)],
      links: [
        ...(one.linksFirst ? [plan.targets[0], plan.targets[2]] : []),
        ...(one.linksSecond ? [plan.targets[1]] : []),
      ].map(toTarget),
      isConfirmed: true,
    });
  const stay = new Map<string, { one: Held; version: number }>();
  for (const one of told.held)
    stay.set((await recordActivity(db.system, inputOf(one))).activityId, { one, version: 1 });
  const ids = [...stay.keys()];
  for (const [at, next] of told.corrections) {
    const id = ids[at];
    const now = id && stay.get(id);
    if (!id || !now) continue;
    const one = { ...next, unit: now.one.unit };
    await correctActivity(db.system, { ...inputOf(one), activityId: id, version: now.version, reason: 'Đếm lại' });
    stay.set(id, { one, version: now.version + 1 });
  }
  for (const at of told.cancellations) {
    const id = ids[at];
    const now = id && stay.get(id);
    if (!id || !now) continue;
    await cancelActivity(db.system, { activityId: id, version: now.version, reason: 'Ghi nhầm' });
    stay.delete(id);
  }
  return { units, plan, stay: [...stay.values()].map(({ one }) => one) };
}

test(
  'whatever was recorded, corrected and cancelled, every unit’s figures equal a recount',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { units, plan, stay } = await play(told);
        for (const [at, unit] of units.entries()) {
          const { targets } = await db.system.read((tx) => progressOf(tx, { planId: plan.id, unitId: unit.id }));
          const [rate, coverage, count] = targets.map((target) => target.figure);
          const expected = recount(at, told.parents, told.isUpper, told.members, stay);
          expect(rate?.kind === 'none' ? null : [rate?.actual, rate?.of]).toEqual(expected.rate);
          expect(coverage?.kind === 'none' ? null : [coverage?.actual, coverage?.of]).toEqual(expected.coverage);
          expect(count?.actual).toBe(expected.count);
        }
      }),
      { numRuns: 20 },
    );
  },
);
