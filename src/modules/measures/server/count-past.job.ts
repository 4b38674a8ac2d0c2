import { sql } from 'kysely';
import { z } from 'zod';
import type { Context, Tx } from '#app/platform/context.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { measuresOf, type CountingMeasure, type MeasuredActivity } from '#app/modules/measures/measure-rule.ts';
import { emitFacts } from '#app/modules/measures/server/emit-facts.ts';

type NewMeasure = CountingMeasure & { ownerPath: string | null };
type PastActivity = MeasuredActivity & { id: string; orgUnitId: string; path: string };

/** So many activities in one transaction: short enough that whoever corrects one of them does not wait. */
const batchSize = 200;

/**
 * Counts what had been recorded before a measure was there: everybody's after an upgrade, a unit's own from the day it
 * says. Safe to run twice, since facts are brought in line and not added; a crash begins again from the start.
 */
export const countPast = defineJob({
  name: 'measures.count-past',
  data: z.object({}),
  retries: 5,
  schedule: '*/5 * * * *',
  async run(_, ctx) {
    await countPastActivities(ctx);
  },
});

/** Returns how many activities were looked at. */
export async function countPastActivities(ctx: Context): Promise<number> {
  const measures = await ctx.read(uncounted);
  if (measures.length === 0) return 0;
  let after = '00000000-0000-0000-0000-000000000000';
  let count = 0;
  for (;;) {
    const batch = await ctx.transaction((tx) => countBatch(tx, measures, after));
    count += batch.length;
    const last = batch.at(-1);
    if (last === undefined) break;
    after = last;
  }
  await ctx.transaction(async (tx) => {
    const ids = measures.map((measure) => measure.id);
    await tx.db.updateTable('measure').set({ countedAt: tx.now() }).where('id', 'in', ids).execute();
    await tx.audit('measures.count-past', { detail: { measures: ids, activities: count } });
  });
  return count;
}

async function uncounted(tx: Tx): Promise<NewMeasure[]> {
  const { rows } = await sql<NewMeasure>`
    select m.id, m.rule, m.valid_from, m.retired_on, u.path as owner_path
    from measure m left join org_unit u on u.id = m.org_unit_id
    where m.counted_at is null and m.rule ->> 'source' = 'activities' order by m.position, m.id`.execute(tx.db);
  return rows;
}

/** Counts the next activities after an id; returns their ids. */
async function countBatch(tx: Tx, measures: readonly NewMeasure[], after: string): Promise<string[]> {
  const activities = await nextActivities(tx, measures, after);
  for (const activity of activities) {
    const looking = measures.filter((one) => one.ownerPath === null || activity.path.startsWith(one.ownerPath));
    const amounts = measuresOf(activity, looking);
    await emitFacts(
      tx,
      { type: 'activity', id: activity.id, orgUnitId: activity.orgUnitId },
      amounts.map((one) => ({ ...one, targetRootId: null, happenedOn: activity.startsOn })),
      // What was recorded under a target that names the measure has its fact for the target already.
      { untargetedOf: looking.map((one) => one.id) },
    );
  }
  if (activities.length > 0)
    await tx.audit('measures.count-past', { detail: { activities: activities.length, after } });
  return activities.map((one) => one.id);
}

async function nextActivities(tx: Tx, measures: readonly NewMeasure[], after: string): Promise<PastActivity[]> {
  const ids = measures.map((one) => one.id);
  // The lock comes first, in a statement of its own: what is read afterwards is what the last correction left.
  const { rows: locked } = await sql<{ id: string }>`
    select a.id from activity a
    where a.id > ${after} and a.status = 'done' and exists (
      select 1 from measure m left join org_unit owner on owner.id = m.org_unit_id join org_unit u on u.id = a.org_unit_id
      where m.id = any(${ids}::text[]) and (owner.id is null or starts_with(u.path, owner.path))
        and (m.valid_from is null or a.starts_on >= m.valid_from))
    order by a.id limit ${batchSize} for update of a`.execute(tx.db);
  const { rows } = await sql<PastActivity>`
    select a.id, a.org_unit_id, u.path, a.form_id, a.starts_on,
      array(select topic_id from activity_topic t where t.activity_id = a.id) as topic_ids,
      (select coalesce(jsonb_agg(jsonb_build_object('populationId', population_id, 'attendanceCount', attendance_count,
                'personCount', person_count)), '[]') from activity_attendance t where t.activity_id = a.id) as attendance,
      (select coalesce(jsonb_agg(jsonb_build_object('costSourceId', cost_source_id, 'amountDong', amount_dong)), '[]')
       from activity_cost c where c.activity_id = a.id) as costs,
      (select coalesce(jsonb_agg(jsonb_build_object('measureId', measure_id, 'amount', amount)), '[]')
       from activity_quantity q where q.activity_id = a.id) as quantities
    from activity a join org_unit u on u.id = a.org_unit_id
    where a.id = any(${locked.map((row) => row.id)}::uuid[]) and a.status = 'done' order by a.id`.execute(tx.db);
  return rows;
}
