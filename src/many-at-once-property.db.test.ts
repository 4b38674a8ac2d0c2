import { beforeAll, expect, test } from 'vitest';
import { translateDatabaseFault } from '#app/platform/context.ts';
import { isAppError } from '#app/platform/errors.ts';
import { foldAll, foldBatch } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenPlan } from '#app/modules/activities/server/testing/given.ts';
import { foldFacts, recountSums, restateToday } from '#app/modules/measures/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { treeFaults } from '#app/modules/orgs/server/testing/tree-faults.ts';
import { recountTallies, tallyFold } from '#app/modules/progress/server/index.ts';
import { boardFaults, keptFaults, sourceFaults } from '#app/testing/faults.ts';
import { cutConnection, openProcess, type Process } from '#app/testing/process.ts';
import { deciding, looking, writing, type Numbers, type Work, type World } from '#app/testing/work.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

const db = testDatabase();
beforeAll(registerWorkKeepers);

/** Pieces of work in all, and after how many of them a connection is cut; to be raised by hand for a long hunt. */
const most = Number(process.env['AT_ONCE_WORKS'] ?? 140);
const cutEvery = 20;

const targets = [
  { shape: 'unit_rate', minPerUnit: 2, cadence: 'quarterly' },
  { shape: 'coverage', population: 'members', value: 90, cadence: 'yearly' },
  { shape: 'count', measure: 'activities', value: 9, cadence: 'yearly' },
  { shape: 'distribution', measure: 'acknowledged', cadence: 'yearly' },
  { shape: 'declared_rate', value: 95, cadence: 'yearly' },
] as const;

async function givenWorld(): Promise<World> {
  const root = await givenUnit(db, { foundedOn: '2024-01-01' });
  const units: GivenUnit[] = [];
  for (let at = 0; at < 3; at += 1)
    units.push(await givenUnit(db, { parent: root, kind: 'commune_union', foundedOn: '2024-01-01' }));
  for (let at = 0; at < 9; at += 1)
    units.push(await givenUnit(db, { parent: units[at % 3]!, foundedOn: '2024-01-01', figures: { members: 10 + at } }));
  const plan = await givenPlan(db, root, { targets: targets.map((one) => ({ ...one })), to: units });
  const person = await givenActor(db, 'officer', root);
  return { day: '2026-03-16', units, plan, person, activities: [], stated: 0 };
}

function numbersFrom(seed: number): Numbers {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Everything that is at work at once, and what was found to be wrong. */
class Bustle {
  readonly faults: string[] = [];
  readonly done = { works: 0, readings: 0, cuts: 0 };
  #left = most;
  #isOver = false;
  readonly world: World;
  readonly seed: number;

  constructor(world: World, seed: number) {
    this.world = world;
    this.seed = seed;
  }

  get goesOn(): boolean {
    return !this.#isOver && this.faults.length === 0;
  }

  /** Takes one thing after the other from the list until enough is done; refusals are answers. */
  async clerk(works: readonly Work[], at: Process, salt: number): Promise<void> {
    const n = numbersFrom(this.seed * 31 + salt);
    while (this.#left > 0 && this.faults.length === 0) {
      this.#left -= 1;
      if (this.#left % cutEvery === 0) this.done.cuts += await cutConnection(db);
      await this.try(async () => {
        await works[n(works.length)]!(this.world, at, n);
        this.done.works += 1;
      });
    }
  }

  async folder(at: Process): Promise<void> {
    while (this.goesOn) {
      for (const fold of [foldFacts, tallyFold]) await this.try(() => foldBatch(at.system, fold));
      // So that something always waits: that is where moves, recounts and readings meet it.
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }

  async reader(at: Process): Promise<void> {
    const planId = this.world.plan.id;
    while (this.goesOn)
      await this.try(async () => {
        const boards = await at.snapshot.read((tx) => boardFaults(tx, planId));
        const kept = await at.snapshot.read((tx) => keptFaults(tx, [planId]));
        this.faults.push(...boards, ...kept);
        this.done.readings += 1;
      });
  }

  end(): void {
    this.#isOver = true;
  }

  /** What the product answers with a sentence is no fault; all else is: a deadlock, too long a wait, a wrong sum. */
  async try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const answer = translateDatabaseFault(error);
      if (!isAppError(answer) || answer.code === 'unexpected')
        this.faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
}

/** Once all is still: nothing waits, nothing is lost or doubled, and counting anew finds nothing to put right. */
async function faultsOfStill(planId: string, readers: readonly Process[]): Promise<string[]> {
  for (const fold of [foldFacts, tallyFold]) await foldAll(db.system, fold);
  const faults = await treeFaults(db);
  for (const reader of [...readers, ...readers])
    faults.push(...(await reader.system.read((tx) => boardFaults(tx, planId))));
  faults.push(
    ...(await db.system.read(async (tx) => [...(await keptFaults(tx, [planId])), ...(await sourceFaults(tx))])),
  );
  for (const count of [restateToday, recountSums, recountTallies]) {
    const wrong = await count(db.system);
    if (wrong > 0) faults.push(`${count.name} put ${wrong} rows right`);
  }
  return faults;
}

// The embedded database has one connection: there nobody is at work beside anybody.
test.runIf(process.env['TEST_DATABASE_URL'])(
  'whatever many do at once, and whoever is cut off in the middle, every sum, tally and board is exact at any moment',
  { timeout: 600_000 },
  async () => {
    const seed = Number(process.env['AT_ONCE_SEED'] ?? Date.now() % 1_000_000);
    process.stdout.write(`many at once: seed ${seed}\n`);
    const bustle = new Bustle(await givenWorld(), seed);
    // Who records waits for nobody but another who is at the same piece of work.
    const [writers, deciders, folders] = await Promise.all(['30s', '0', '0'].map((wait) => openProcess(db, wait)));
    const readers = await Promise.all(['0', '0'].map((wait) => openProcess(db, wait)));
    const others = [...[1, 2].map(() => bustle.folder(folders!)), ...readers.map((reader) => bustle.reader(reader))];
    await Promise.all([
      ...[1, 2, 3].map((salt) => bustle.clerk(writing, writers!, salt)),
      ...[4, 5].map((salt) => bustle.clerk(deciding, deciders!, salt)),
      bustle.clerk(looking, deciders!, 6),
    ]);
    bustle.end();
    await Promise.all(others);
    expect(bustle.faults).toEqual([]);
    expect(await faultsOfStill(bustle.world.plan.id, readers)).toEqual([]);
    expect(await db.count('fact_pending')).toBe(0);
    expect(await db.count('sum_alarm')).toBe(0);
    // Refusals alone, or nobody who reads, would prove nothing.
    expect(bustle.done.works).toBeGreaterThan(most / 4);
    expect(bustle.done.readings).toBeGreaterThan(0);
    for (const one of [writers!, deciders!, folders!, ...readers]) await one.close();
  },
);
