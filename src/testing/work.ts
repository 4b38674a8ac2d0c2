import { sql } from 'kysely';
import type { Actor } from '#app/platform/actor.ts';
import { addDays } from '#app/platform/clock.ts';
import { makeContext } from '#app/platform/context.ts';
import { isAppError } from '#app/platform/errors.ts';
import { cancelActivity, correctActivity, linkActivity, recordActivity } from '#app/modules/activities/server/index.ts';
import { activityInput, people, toTarget, type GivenPlan } from '#app/modules/activities/server/testing/given.ts';
import { checkSums, recountSums, restateToday } from '#app/modules/measures/server/index.ts';
import { declareFigure, foundUnit, undoReorganisation } from '#app/modules/orgs/server/index.ts';
import { changeTreeIfFits, treeVerbs } from '#app/modules/orgs/server/testing/random-changes.ts';
import type { GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { acknowledgePlan, adoptPlan } from '#app/modules/plans/server/index.ts';
import { checkTallies, declareTarget, recountTallies } from '#app/modules/progress/server/index.ts';
import type { Process } from '#app/testing/process.ts';

export interface World {
  day: string;
  /** Units that the plan was sent to; some end, or go elsewhere. */
  units: GivenUnit[];
  plan: GivenPlan;
  /** Somebody who may decide on everything. */
  person: Actor & { userId: string };
  activities: { id: string; unit: GivenUnit }[];
  /** Statements so far: each is of a day of its own, since of two made at the same moment for one day either may count. */
  stated: number;
}

/** Numbers below another one, in an order that a seed repeats. */
export type Numbers = (below: number) => number;
export type Work = (world: World, at: Process, n: Numbers) => Promise<unknown>;

const pick = <T>(list: readonly T[], n: Numbers): T => list[n(list.length)]!;

/** Several at once; refused ones are as good as done. */
async function together(works: readonly Promise<unknown>[]): Promise<number> {
  const done = await Promise.allSettled(works);
  for (const one of done) if (one.status === 'rejected' && !isAppError(one.reason)) throw one.reason;
  return done.filter((one) => one.status === 'fulfilled').length;
}

/** As a browser does whose connection broke: the same form again, until it is answered. */
async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isAppError(error) || error.code !== 'database_unavailable') throw error;
    }
  }
}

function details({ day, plan }: World, unit: GivenUnit, n: Numbers) {
  return activityInput(unit, {
    startsOn: addDays(day, -n(120)),
    attendance: [people('members', 1 + n(9)), people('workers', 4, n(4))],
    costs: [{ costSourceId: 'union_budget', amountDong: 1_000 + n(100) }],
    links: plan.targets.filter(() => n(3) > 0).map(toTarget),
    isConfirmed: true,
  });
}

const record: Work = async (world, at, n) => {
  const unit = pick(world.units, n);
  const input = details(world, unit, n);
  const { activityId } = await untilAnswered(() => recordActivity(at.system, input));
  world.activities.push({ id: activityId, unit });
};

const change: Work = async (world, at, n) => {
  if (world.activities.length === 0) return record(world, at, n);
  const { id: activityId, unit } = pick(world.activities, n);
  const { rows } = await sql<{ version: number }>`select version from activity where id = ${activityId}`.execute(
    at.services.database.db,
  );
  const that = { activityId, version: rows[0]!.version, reason: 'Đếm lại' };
  const { requestKey: _, ...input } = details(world, unit, n);
  // Two at once, of which the second finds another version.
  return together([
    correctActivity(at.system, { ...input, ...that }),
    n(2) === 0
      ? cancelActivity(at.system, that)
      : linkActivity(at.system, { activityId, links: [toTarget(pick(world.plan.targets, n))], isConfirmed: true }),
  ]);
};

const declare: Work = async (world, at, n) => {
  const unit = pick(world.units, n);
  const asOfOn = addDays('2025-06-01', (world.stated += 1));
  const rated = { planId: world.plan.id, targetId: world.plan.targets.at(-1)!.id, declaredOn: asOfOn };
  return together([
    declareFigure(at.system, { unitId: unit.id, asOfOn, values: { members: n(60), workers: n(90) } }),
    declareTarget(at.system, { ...rated, unitId: unit.id, numerator: n(7), denominator: 7, note: '' }),
  ]);
};

/** One plan, made its own by one unit twice at once, and acknowledged twice besides. */
const adopt: Work = async ({ units, plan, person }, at, n) => {
  const unit = pick(units, n);
  const ctx = makeContext(at.services, { ...person, unitId: unit.id, unitPath: unit.path });
  const input = { planId: plan.id, title: '', targets: [], tasks: [], defaultOwner: 'Ban Chấp hành' };
  const receipts = [1, 2].map(() => acknowledgePlan(ctx, { planId: plan.id }));
  const adopted = together([adoptPlan(ctx, input), adoptPlan(ctx, input)]);
  await together(receipts);
  if ((await adopted) > 1) throw new Error('One delivery was adopted twice.');
};

const reorganise: Work = async (world, at, n) => {
  const picks = { first: n(1_000), second: n(1_000), third: n(1_000), days: 0 };
  return changeTreeIfFits(at, { verb: pick(treeVerbs, n), ...picks }, addDays(world.day, -n(40)));
};

const undo: Work = async (_world, at, n) => {
  const { rows } = await sql<{ id: string }>`
    select id from reorganisation where undone_at is null order by created_at desc limit 3`.execute(
    at.services.database.db,
  );
  if (rows.length > 0) await undoReorganisation(at.system, pick(rows, n).id);
};

/** A founding is undone while work is recorded of the unit. */
const undoUnderWork: Work = async (world, at, n) => {
  const decision = { decisionNumber: '9/QĐ', decidedOn: world.day, effectiveOn: world.day };
  const name = `CĐCS thử ${n(1_000_000)}`;
  const parentId = pick(world.units, n).id;
  const { unitId } = await foundUnit(at.system, { ...decision, name, kindId: 'grassroots_union', parentId });
  const { rows } = await sql<{ id: string }>`
    select reorganisation_id as id from reorganisation_unit where unit_id = ${unitId}`.execute(at.services.database.db);
  const input = activityInput({ id: unitId, path: '', name }, { startsOn: world.day });
  return together([
    undoReorganisation(at.system, rows[0]?.id ?? ''),
    recordActivity(at.system, input),
    declareFigure(at.system, { unitId, asOfOn: world.day, values: { members: 9 } }),
  ]);
};

/** Nothing is wrong: neither a sample nor a recount may say so, whatever is written and undone meanwhile. */
const lookForFaults: Work = async (world, at, n) => {
  const count = pick([recountSums, restateToday, recountTallies], n);
  const [wrong, sums, tallies] = await Promise.all([count(at.system), checkSums(at.system), checkTallies(at.system)]);
  if (wrong > 0) throw new Error(`A recount put ${wrong} rows right.`);
  if (sums.length + tallies.length > 0) throw new Error(`Alarms of nothing: ${JSON.stringify([sums, tallies])}`);
  return n(2) === 0 ? undefined : undo(world, at, n);
};

export const writing: readonly Work[] = [record, record, record, change, change, declare, adopt];
export const deciding: readonly Work[] = [reorganise, reorganise, reorganise, undo, undoUnderWork];
export const looking: readonly Work[] = [lookForFaults];
