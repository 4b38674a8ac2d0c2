import { sql } from 'kysely';
import { renderSVG } from 'uqr';
import type { Context, Tx } from '#app/platform/context.ts';
import { canActivity } from '#app/modules/activities/activity-policy.ts';
import { checkInState } from '#app/modules/activities/check-in-rules.ts';
import { loadActivity } from '#app/modules/activities/server/load-activity.ts';

export interface ListedPerson {
  id: string;
  name: string;
  section: string;
  unitName: string;
  way: 'scan' | 'list' | null;
}

export interface CheckInPage {
  title: string;
  startsOn: string;
  endsOn: string;
  canChange: boolean;
  /** Null until it is opened. */
  code: { address: string; qrSvg: string; isOpen: boolean; isClosed: boolean } | null;
  present: ListedPerson[];
  /** People of the unit whose names are known and who are not there. */
  others: ListedPerson[];
}

/** The check-in of an activity as its organiser sees it. Names are for those who may change it. Throws not_found. */
export async function getCheckIn(ctx: Context, activityId: string): Promise<CheckInPage> {
  return ctx.read(async (tx) => {
    const activity = await loadActivity(tx, activityId, 'read');
    const { title, startsOn, endsOn } = activity.details;
    const canChange = canActivity(tx.actor, 'change', activity) && activity.status !== 'cancelled';
    const people = canChange ? await peopleOf(tx, activityId, activity.path) : [];
    const code = await tx.db
      .selectFrom('checkInCode')
      .select(['code', 'closedAt'])
      .where('activityId', '=', activityId)
      .executeTakeFirst();
    const address = code ? `${ctx.services.appUrl}/c/${code.code}` : '';
    return {
      title,
      startsOn,
      endsOn,
      canChange,
      code: code
        ? {
            address,
            qrSvg: renderSVG(address, { border: 2 }),
            isOpen: checkInState({ startsOn, endsOn, status: activity.status }, code, tx.today()) === 'open',
            isClosed: code.closedAt !== null,
          }
        : null,
      present: people.filter((person) => person.way !== null),
      others: people.filter((person) => person.way === null),
    };
  });
}

/** People of the branch who are there, and people of the unit itself who are known. One query. */
async function peopleOf(tx: Tx, activityId: string, path: string): Promise<ListedPerson[]> {
  const { rows } = await sql<ListedPerson>`
    select p.id, p.name, p.section, u.name as unit_name, c.way
    from known_person p join org_unit u on u.id = p.org_unit_id
    left join check_in c on c.person_id = p.id and c.activity_id = ${activityId} and c.taken_back_at is null
    where starts_with(u.path, ${path}) and (c.id is not null or (p.erased_at is null and u.path = ${path}))
    order by u.path, p.person_key nulls last, p.id limit 2000`.execute(tx.db);
  return rows;
}
