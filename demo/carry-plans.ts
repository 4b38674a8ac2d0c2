import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Actor } from '#app/platform/actor.ts';
import { addDays, type LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import {
  acceptSureItems,
  approvePlan,
  createPlanFromText,
  issuePlan,
  reviewItem,
  saveItem,
  submitPlan,
} from '#app/modules/plans/server/index.ts';
import type { DemoTime } from './demo-clock.ts';
import { fillDates } from './fill-dates.ts';

/** One of the five plans of the demonstration. */
export interface DemoPlan {
  file: string;
  /** Days after the first day on which it is issued. */
  onDay: number;
  /** Who writes and who approves, by user name; never the same person. */
  author: string;
  approver: string;
  /** Days that the units have to make their own plan. */
  adoptWithin: number;
}

export const demoPlans: readonly DemoPlan[] = [
  { file: '1-truyen-thong.txt', onDay: 3, author: 'canbo', approver: 'lanhdao', adoptWithin: 30 },
  { file: '2-nhiem-ky.txt', onDay: 8, author: 'canbo', approver: 'lanhdao', adoptWithin: 35 },
  { file: '3-nghi-quyet.txt', onDay: 15, author: 'canbo', approver: 'lanhdao', adoptWithin: 45 },
  { file: '4-dai-hoi.txt', onDay: 24, author: 'phuong', approver: 'duyetphuong', adoptWithin: 60 },
  { file: '5-tin-bai-quy.txt', onDay: 70, author: 'canbo', approver: 'lanhdao', adoptWithin: 15 },
];

/** The version that a form of now would carry. */
export const versionOf = async (tx: Tx, planId: string): Promise<number> => {
  const row = await tx.db.selectFrom('plan').select('version').where('id', '=', planId).executeTakeFirstOrThrow();
  return row.version;
};

/** Reads the document, looks through what was read as an officer would, has it approved by another person, issues it. */
export async function issueDemoPlan(
  time: DemoTime,
  plan: DemoPlan,
  people: { author: Actor; approver: Actor },
  first: LocalDate,
): Promise<string> {
  const issuedOn = time.goTo(addDays(first, plan.onDay));
  const text = fillDates(readFileSync(join('demo/plans', plan.file), 'utf8'), issuedOn);
  const author = time.as(people.author);
  const planId = await createPlanFromText(author, { unitId: people.author.unitId ?? '', text });
  await settleItems(time, people.author, planId);
  await sayWhatSpeakersMean(time, people.author, planId);
  await submitPlan(author, { planId, version: await author.read((tx) => versionOf(tx, planId)) });
  const approver = time.as(people.approver);
  await approvePlan(approver, { planId, version: await approver.read((tx) => versionOf(tx, planId)) });
  const version = await author.read((tx) => versionOf(tx, planId));
  await issuePlan(author, { planId, version, issuedOn, adoptDueOn: addDays(issuedOn, plan.adoptWithin) });
  return planId;
}

/** Accepts what was read with certainty, and confirms one by one what was not. */
export async function settleItems(time: DemoTime, actor: Actor, planId: string): Promise<void> {
  const ctx = time.as(actor);
  await acceptSureItems(ctx, { planId, version: await ctx.read((tx) => versionOf(tx, planId)) });
  for (const kind of ['target', 'task', 'quota', 'duty', 'basis', 'section', 'recipient'] as const) {
    const unsure = await ctx.read(async (tx) => {
      const { rows } = await sql<{
        id: string;
      }>`select id from ${sql.table(`plan_${kind}`)} where plan_id = ${planId} and review = 'unsure'`.execute(tx.db);
      return rows;
    });
    for (const item of unsure) {
      const version = await ctx.read((tx) => versionOf(tx, planId));
      await reviewItem(ctx, { planId, version, kind, itemId: item.id, decision: 'confirm' });
    }
  }
}

/**
 * "At least two speakers" reads as two activities of each grassroots union, and is confirmed unlooked above: as an officer
 * would, it is made the share of upper units that have two of what they state. Plans that ask for none are left alone.
 */
async function sayWhatSpeakersMean(time: DemoTime, actor: Actor, planId: string): Promise<void> {
  const ctx = time.as(actor);
  const { rows } = await ctx.read((tx) =>
    sql<{ id: string; quote: string; statement: string; kindIds: string[] }>`
      select t.id, t.quote, t.statement, array(select id from unit_kind where tier = 3 order by position) as kind_ids
      from plan_target t
      where t.plan_id = ${planId} and t.review <> 'dropped' and t.statement ilike '%báo cáo viên%'`.execute(tx.db),
  );
  for (const { id, ...said } of rows) {
    const version = await ctx.read((tx) => versionOf(tx, planId));
    await saveItem(ctx, {
      ...{ planId, version },
      item: {
        ...{ kind: 'target', itemId: id, ...said, shape: 'unit_rate', measureId: 'speakers', minPerUnit: 2 },
        ...{ numeratorId: '', denominatorId: '', populationId: '', sectorIds: [], comparator: '>=', value: 100 },
        ...{ unit: '', cadence: 'term', dueOn: null, binds: 'tree' },
      },
    });
  }
}
