import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { emitFacts } from '#app/modules/measures/server/index.ts';

interface Row {
  id: string;
  orgUnitId: string;
  populationId: string;
  isTakenBack: boolean;
}

export interface CheckedActivity {
  id: string;
  isDone: boolean;
  startsOn: LocalDate;
  /** Heads of the lines of the targets that it serves. */
  rootIds: readonly string[];
}

/**
 * Brings the facts of an activity's check-ins in line: one for each person and each target that it serves, at the
 * person's own unit, once the activity took place. Whoever reads them counts persons, not facts. With `personId`, only
 * of that person.
 */
export async function settleCheckIns(tx: Tx, activity: CheckedActivity, personId?: string): Promise<void> {
  const { rows } = await sql<Row>`
    select c.id, c.org_unit_id, p.population_id, c.taken_back_at is not null as is_taken_back
    from check_in c join known_person p on p.id = c.person_id
    where c.activity_id = ${activity.id} ${personId ? sql`and c.person_id = ${personId}` : sql``} order by c.id`.execute(
    tx.db,
  );
  for (const row of rows) {
    const isCounted = activity.isDone && !row.isTakenBack;
    await emitFacts(
      tx,
      { type: 'check_in', id: row.id, orgUnitId: row.orgUnitId },
      (isCounted ? [null, ...new Set(activity.rootIds)] : []).map((targetRootId) => ({
        measureId: 'known_persons',
        populationId: row.populationId,
        targetRootId,
        happenedOn: activity.startsOn,
        value: 1,
      })),
    );
  }
}

/** Whether anybody is known by name to have been there: then counted heads are not taken for persons as well. */
export async function isCheckedIn(tx: Tx, activityId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from check_in where activity_id = ${activityId} and taken_back_at is null limit 1`.execute(tx.db);
  return rows.length > 0;
}
