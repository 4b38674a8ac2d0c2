import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import { systemContext, type Context, type Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import {
  checkInState,
  mostInMinute,
  mostNewNames,
  personKey,
  type CheckInState,
} from '#app/modules/activities/check-in-rules.ts';
import { declaredFigures } from '#app/modules/activities/server/declared-figures.ts';
import { settleActivity } from '#app/modules/activities/server/settle-activity.ts';

/** What somebody sees who scanned the code: the activity and the units whose people come; nobody's name. */
export interface ScannedActivity {
  activityId: string;
  title: string;
  startsOn: LocalDate;
  endsOn: LocalDate;
  place: string;
  unitId: string;
  unitName: string;
  status: string;
  closedAt: Date | null;
  state: CheckInState;
  units: { id: string; name: string }[];
}

export interface ScannedPerson {
  name: string;
  section: string;
  unitId: string;
  populationId: string;
}

/**
 * The activity of a code. Read without a session: the code is the right. Throws not_found for a code that there is not,
 * so that trying codes tells nothing.
 */
export async function findScanned(ctx: Context, code: string): Promise<ScannedActivity> {
  return systemContext(ctx.services).read((tx) => scannedIn(tx, code));
}

async function scannedIn(tx: Tx, code: string): Promise<ScannedActivity> {
  const { rows } = await sql<Omit<ScannedActivity, 'units' | 'state'>>`
    select a.id as activity_id, a.title, a.starts_on, a.ends_on, a.place, a.status, u.id as unit_id, u.name as unit_name, c.closed_at
    from check_in_code c join activity a on a.id = c.activity_id join org_unit u on u.id = a.org_unit_id
    where c.code = ${code}`.execute(tx.db);
  const [found] = rows;
  if (!found) throw new AppError('not_found');
  const { rows: units } = await sql<{ id: string; name: string }>`
    select id, name from org_unit
    where (id = ${found.unitId} or parent_id = ${found.unitId}) and (ended_on is null or ended_on > ${tx.today()})
    order by id <> ${found.unitId}, name_sort`.execute(tx.db);
  return { ...found, units, state: checkInState(found, found, tx.today()) };
}

/**
 * Somebody says that they are there. Saying so twice is once. Throws not_found, activity.check_in_closed, too_many, or
 * invalid for a unit whose people are not asked.
 */
export async function scanIn(ctx: Context, code: string, person: ScannedPerson): Promise<void> {
  await systemContext(ctx.services).transaction(async (tx) => {
    // One after the other for one activity: the counts below must hold, and one name must be one person. The activity is
    // locked before any name, as whoever ticks a list does: the other way round each would wait for the other.
    await sql`
      select from activity where id = (select activity_id from check_in_code where code = ${code}) for update`.execute(
      tx.db,
    );
    const activity = await scannedIn(tx, code);
    if (activity.state !== 'open') throw new AppError('activity.check_in_closed');
    if (!activity.units.some((unit) => unit.id === person.unitId))
      throw new AppError('invalid', {}, { unitId: 'field_invalid' });
    await requireCalm(tx, activity.activityId);
    const personId = await findOrAddPerson(tx, person, () => requireFewNames(tx, activity, person.unitId));
    // The count above sees people, not tries: a try that changes nothing must leave nothing, in the log least of all.
    if (await isPresent(tx, activity.activityId, personId)) return;
    await addCheckIn(tx, { activityId: activity.activityId, personId, unitId: person.unitId, way: 'scan' });
    await settleActivity(tx, activity.activityId, personId);
    // No name: the log is kept longer than names are.
    await tx.audit('activity.scan-in', { orgUnitId: activity.unitId, subject: `activity:${activity.activityId}` });
  });
}

async function requireCalm(tx: Tx, activityId: string): Promise<void> {
  const since = new Date(tx.now().getTime() - 60_000);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from check_in where activity_id = ${activityId} and made_at > ${since}`.execute(tx.db);
  if (Number(rows[0]?.count ?? 0) >= mostInMinute) throw new AppError('too_many', { minutes: 1 });
}

/** Nobody invents a union: see `mostNewNames`. */
async function requireFewNames(tx: Tx, { activityId, startsOn }: ScannedActivity, unitId: string): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from check_in c join known_person p on p.id = c.person_id
    where c.activity_id = ${activityId} and c.way = 'scan' and p.org_unit_id = ${unitId} and p.added_at = c.made_at`.execute(
    tx.db,
  );
  const declared = await declaredFigures(tx, unitId, startsOn);
  const people = Math.max(0, ...declared.values());
  if (Number(rows[0]?.count ?? 0) >= mostNewNames(people)) throw new AppError('activity.too_many_names');
}

async function isPresent(tx: Tx, activityId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select from check_in
    where activity_id = ${activityId} and person_id = ${personId} and taken_back_at is null`.execute(tx.db);
  return rows.length > 0;
}

/** The person of a name in a unit; one that nobody knows yet is added, unless `beforeAdding` refuses. */
export async function findOrAddPerson(
  tx: Tx,
  person: ScannedPerson,
  beforeAdding: () => Promise<void> = async () => {},
): Promise<string> {
  const key = personKey(person.name, person.section);
  const find = () =>
    tx.db
      .selectFrom('knownPerson')
      .select('id')
      .where('orgUnitId', '=', person.unitId)
      .where('personKey', '=', key)
      .executeTakeFirst();
  const known = await find();
  if (known) return known.id;
  await beforeAdding();
  const id = randomUUID();
  const added = await tx.db
    .insertInto('knownPerson')
    .values({
      id,
      orgUnitId: person.unitId,
      name: person.name,
      section: person.section,
      personKey: key,
      populationId: person.populationId,
      addedAt: tx.now(),
      erasedAt: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['orgUnitId', 'personKey']).where('personKey', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  // Added at another activity at this very moment.
  return (added ?? (await find()))?.id ?? id;
}

/** Writes that a person is there; one who was taken back is there again. */
export async function addCheckIn(
  tx: Tx,
  one: { activityId: string; personId: string; unitId: string; way: 'scan' | 'list' },
): Promise<void> {
  await tx.db
    .insertInto('checkIn')
    .values({
      id: randomUUID(),
      activityId: one.activityId,
      personId: one.personId,
      orgUnitId: one.unitId,
      way: one.way,
      agreedAt: one.way === 'scan' ? tx.now() : null,
      madeAt: tx.now(),
      takenBackAt: null,
    })
    .onConflict((conflict) => conflict.columns(['activityId', 'personId']).doUpdateSet({ takenBackAt: null }))
    .execute();
}
