import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { addDays } from '#app/platform/clock.ts';
import { isAppError } from '#app/platform/errors.ts';
import { foldAll, foldBatch } from '#app/platform/folding.ts';
import { forgetful } from '#app/platform/testing/forgetful.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { cancelActivity, correctActivity, recordActivity } from '#app/modules/activities/server/index.ts';
import {
  activityInput,
  givenPlan,
  people,
  toTarget,
  type GivenPlan,
} from '#app/modules/activities/server/testing/given.ts';
import {
  absorbUnits,
  declareFigure,
  dissolveUnit,
  foundUnit,
  mergeUnits,
  registerTreeKeeper,
  splitUnit,
  transferUnit,
} from '#app/modules/orgs/server/index.ts';
import { givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { declareTarget, tallyFold, tallyTreeKeeper } from '#app/modules/progress/server/index.ts';
import { forgottenFaults, tallyFaults } from '#app/modules/progress/server/testing/tally-faults.ts';

const db = testDatabase();
beforeEach(() => registerTreeKeeper(tallyTreeKeeper));

const verbs = [
  'record',
  'record',
  'record',
  'correct',
  'cancel',
  'declare',
  'grade',
  'figure',
  'found',
  'transfer',
  'transfer',
  'merge',
  'absorb',
  'split',
  'dissolve',
  'sector',
  'day',
  'days',
  'fold',
  'fold',
  'foldAll',
  'adopt',
  'compare',
] as const;
type Verb = (typeof verbs)[number];

const number = fc.nat({ max: 999 });
const step = fc.record({ verb: fc.constantFrom(...verbs), a: number, b: number, c: number });
interface Step {
  verb: Verb;
  a: number;
  b: number;
  c: number;
}

interface World {
  day: string;
  plans: GivenPlan[];
  activities: { id: string; version: number; unitId: string }[];
  done: Map<Verb, number>;
  /** Questions that the last comparison found kept, in each tree. */
  kept: { today: number; then: number; past: number };
}

let serial = 0;

async function unitsNow(): Promise<{ id: string; version: number; path: string; endedOn: string | null }[]> {
  const { rows } = await sql<{ id: string; version: number; path: string; endedOn: string | null }>`
    select id, version, path, ended_on from org_unit order by path`.execute(db.services.database.db);
  return rows;
}

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!;

const given = (unit: { id: string }): GivenUnit => ({ path: '', name: '', ...unit });

/** Every shape, several rhythms, both sectors, and targets that bind the issuer or ask for a number of each unit. */
const targets = [
  { shape: 'unit_rate', minPerUnit: 2, cadence: 'quarterly' },
  { shape: 'coverage', population: 'members', value: 90, cadence: 'yearly' },
  { shape: 'coverage', population: 'members_and_workers', value: 60, sectors: ['enterprise'], cadence: 'half_yearly' },
  { shape: 'count', measure: 'activities', value: 9, cadence: 'yearly' },
  { shape: 'count', measure: 'cost', value: 5, binds: 'issuer', cadence: 'term' },
  { shape: 'per_unit_count', measure: 'activities', value: 3, cadence: 'yearly', binds: 'each_unit' },
  { shape: 'declared_rate', value: 95, cadence: 'yearly', kinds: ['grassroots_union', 'commune_union'] },
  { shape: 'qualitative', cadence: 'quarterly', kinds: ['grassroots_union', 'commune_union'] },
] as const;

async function givenWorld(): Promise<World> {
  serial += 1;
  const root = await givenUnit(db, { foundedOn: '2024-01-01' });
  const wards: GivenUnit[] = [];
  for (let at = 0; at < 3; at += 1)
    wards.push(await givenUnit(db, { parent: root, kind: 'commune_union', foundedOn: '2024-01-01' }));
  for (let at = 0; at < 5; at += 1) {
    const sector = at % 2 === 0 ? 'enterprise' : 'administrative';
    await givenUnit(db, {
      parent: wards[at % 2]!,
      sector,
      foundedOn: '2024-01-01',
      ...(at < 4 ? { figures: { members: 10 + at, workers: 20 + at } } : {}),
    });
  }
  const plan = await givenPlan(db, root, { targets: targets.map((one) => ({ ...one })) as never });
  const local = await givenPlan(db, wards[0]!, { targets: [{ shape: 'unit_rate' }] });
  return {
    day: '2026-03-16',
    plans: [plan, local],
    activities: [],
    done: new Map(),
    kept: { today: 0, then: 0, past: 0 },
  };
}

/** Units work for, and declare to, plans that were addressed to them. */
async function deliver(plan: GivenPlan, unit: { id: string }): Promise<void> {
  await sql`
    insert into plan_delivery (plan_id, issuer_unit_id, unit_id, purpose, delivered_at)
    select id, org_unit_id, ${unit.id}, 'act', now() from plan where id = ${plan.id}
    on conflict do nothing`.execute(db.services.database.db);
}

async function take(world: World, { verb, a, b, c }: Step): Promise<void> {
  const units = await unitsNow();
  const [first, second, third] = [pick(units, a), pick(units, b), pick(units, c)];
  const effectiveOn = addDays(world.day, -(c % 90));
  const decision = { decisionNumber: '1/QĐ', decidedOn: '2026-01-01', effectiveOn };
  const fresh = { name: `Đơn vị mới ${(serial += 1)}`, kindId: pick(['grassroots_union', 'commune_union'], b) };
  const that = { ...decision, unitId: first.id, version: first.version };
  const plan = pick(world.plans, b);
  const details = (unit: { id: string }) => {
    const startsOn = addDays(world.day, -(c % 120));
    return activityInput(given(unit), {
      startsOn,
      attendance: [people('members', 5 + (a % 9), a % 3 === 0 ? null : 1 + (a % 5)), people('workers', 4, b % 4)],
      costs: [{ costSourceId: 'union_budget', amountDong: 1000 + a }],
      links: plan.targets.filter((_, at) => (a + b + at) % 3 !== 0).map(toTarget),
      isConfirmed: true,
    });
  };
  switch (verb) {
    case 'record': {
      await deliver(plan, first);
      const { activityId } = await recordActivity(db.system, details(first));
      world.activities.push({ id: activityId, version: 1, unitId: first.id });
      return;
    }
    case 'correct': {
      const one = world.activities[a % Math.max(1, world.activities.length)];
      if (!one) return;
      await deliver(plan, { id: one.unitId });
      const { requestKey: _, ...changed } = details({ id: one.unitId });
      await correctActivity(db.system, { ...changed, activityId: one.id, version: one.version, reason: 'Đếm lại' });
      one.version += 1;
      return;
    }
    case 'cancel': {
      const one = world.activities[a % Math.max(1, world.activities.length)];
      if (!one) return;
      await cancelActivity(db.system, { activityId: one.id, version: one.version, reason: 'Ghi nhầm' });
      world.activities = world.activities.filter((other) => other !== one);
      return;
    }
    case 'declare':
    case 'grade': {
      const at = verb === 'declare' ? 6 : 7;
      await deliver(world.plans[0]!, first);
      return void (await declareTarget(db.system, {
        unitId: first.id,
        planId: world.plans[0]!.id,
        targetId: world.plans[0]!.targets[at]!.id,
        declaredOn: addDays(world.day, -(c % 100)),
        ...(verb === 'declare' ? { numerator: a % 7, denominator: 7 } : { rating: 1 + (a % 4) }),
        note: '',
      }));
    }
    case 'figure':
      return declareFigure(db.system, {
        unitId: first.id,
        asOfOn: addDays(world.day, -(c % 200)),
        values: { members: b % 30, workers: b % 50 },
      });
    case 'found':
      return void (await foundUnit(db.system, { ...decision, ...fresh, parentId: first.id }));
    case 'transfer':
      return void (await transferUnit(db.system, { ...that, toParentId: second.id }));
    case 'merge':
      return void (await mergeUnits(db.system, {
        ...decision,
        ...fresh,
        unitIds: [first.id, second.id],
        parentId: third.id,
      }));
    case 'absorb':
      return void (await absorbUnits(db.system, { ...decision, unitIds: [first.id], successorId: second.id }));
    case 'split': {
      const parts = [
        { ...fresh, childIds: [second.id] },
        { ...fresh, name: `${fresh.name} hai`, childIds: [third.id] },
      ];
      return void (await splitUnit(db.system, { ...that, parts, isEnding: c % 2 === 0 }));
    }
    case 'dissolve':
      return void (await dissolveUnit(db.system, { ...that, ...(b % 2 ? { childrenToId: third.id } : {}) }));
    case 'sector':
      return void (await sql`
        update org_unit set sector_id = ${pick(['enterprise', 'administrative', null], b)}, version = version + 1
        where id = ${first.id}`.execute(db.services.database.db));
    case 'day':
    case 'days':
      world.day = addDays(world.day, verb === 'day' ? 1 : 1 + (a % 100));
      return db.setNow(`${world.day}T02:00:00Z`);
    case 'fold':
      return void (await foldBatch(db.system, tallyFold));
    case 'foldAll':
      return foldAll(db.system, tallyFold);
    case 'adopt': {
      const unit = pick(
        units.filter((one) => one.endedOn === null),
        a,
      );
      const own = targets.map((one, at) => ({ ...one, from: world.plans[0]!.targets[at]! }));
      // Raised: one question where only the sums are judged by it, another where each unit is.
      const raised = own.map((one) => ('value' in one && b % 2 === 0 ? { ...one, value: one.value + 1 } : one));
      world.plans.push(await givenPlan(db, given(unit), { targets: raised as never, adoptedFrom: world.plans[0]! }));
      return;
    }
    default:
      return compare(world);
  }
}

async function compare(world: World): Promise<void> {
  const { faults, kept } = await tallyFaults(
    db,
    world.plans.slice(0, 3).map((plan) => plan.id),
  );
  expect(faults.slice(0, 5)).toEqual([]);
  world.kept = kept;
}

/** What this process remembers beside what one reads that has read nothing; how much was given from memory. */
async function compareRemembered({ plans }: World): Promise<number> {
  const contexts = { remembering: db.system, forgetful: forgetful(db.services) };
  const { faults, given } = await forgottenFaults(
    contexts,
    plans.slice(0, 3).map((plan) => plan.id),
  );
  expect(faults.slice(0, 5)).toEqual([]);
  return given;
}

test(
  'whatever happens in whatever order, what is kept and marked reads like what facts say, at every unit, in both trees, today and as of days past',
  { timeout: 600_000 },
  async () => {
    const done = new Map<Verb, number>();
    let kept = 0;
    let keptPast = 0;
    let remembered = 0;
    const seed = Number(process.env['TALLY_SEED'] ?? Date.now() % 1_000_000);
    process.stdout.write(`tallies: seed ${seed}\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
        await sql`truncate org_unit, plan, tally_question, tally_own, tally_branch, tally_mark, fact_pending restart identity cascade`.execute(
          db.services.database.db,
        );
        db.setNow('2026-03-16T02:00:00Z');
        const world = await givenWorld();
        for (const one of [...steps, { verb: 'compare', a: 0, b: 0, c: 0 } as const]) {
          try {
            await take(world, one);
            done.set(one.verb, (done.get(one.verb) ?? 0) + 1);
          } catch (error) {
            if (!isAppError(error)) throw error;
          }
          remembered += await compareRemembered(world);
        }
        await foldAll(db.system, tallyFold);
        expect(await db.count('tally_mark')).toBe(0);
        await compare(world);
        remembered += await compareRemembered(world);
        // Folded, the tree of each period's day is as ready as today's.
        expect(world.kept.then).toBe(world.kept.today);
        kept += world.kept.then;
        keptPast += world.kept.past;
      }),
      { numRuns: Number(process.env['TALLY_RUNS'] ?? 6), seed, endOnFailure: true },
    );
    // A sequence of refusals, or of questions never kept, would prove nothing.
    expect(kept).toBeGreaterThan(0);
    expect(keptPast).toBeGreaterThan(0);
    expect(remembered).toBeGreaterThan(0);
    const count = (...some: Verb[]): number => some.reduce((sum, verb) => sum + (done.get(verb) ?? 0), 0);
    expect(count('record', 'declare', 'grade', 'figure')).toBeGreaterThan(0);
    expect(count('found', 'transfer', 'merge', 'absorb', 'split', 'dissolve')).toBeGreaterThan(0);
    expect(count('day', 'days')).toBeGreaterThan(0);
    expect(count('fold', 'foldAll')).toBeGreaterThan(0);
  },
);
