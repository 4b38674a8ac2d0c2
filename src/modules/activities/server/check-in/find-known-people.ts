import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { canActivity } from '#app/modules/activities/activity-policy.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';

/** All that is kept of one person's part in one activity. */
export interface KnownLine {
  personId: string;
  name: string;
  section: string;
  unitName: string;
  activityId: string | null;
  activityTitle: string | null;
  happenedOn: LocalDate | null;
  way: 'scan' | 'list' | null;
  /** When the person agreed to being kept by name, for a scan. */
  agreedAt: Date | null;
}

const mostLines = 300;

/**
 * What is kept of people of a branch whose name or section holds these words: whoever asks what is kept of them is
 * answered from here. Telephone numbers and accounts are never kept, so a name is what there is to search by. Throws
 * forbidden for who may not change the branch's activities. One query.
 */
export async function findKnownPeople(tx: Tx, wish: { path: string; words: string }): Promise<KnownLine[]> {
  if (!canActivity(tx.actor, 'change', { path: wish.path, authorId: null })) throw new AppError('forbidden');
  const key = toSearchKey(wish.words);
  if (key.length < 2) return [];
  const { rows } = await sql<KnownLine>`
    select p.id as person_id, p.name, p.section, u.name as unit_name, a.id as activity_id, a.title as activity_title,
           a.starts_on as happened_on, c.way, c.agreed_at
    from known_person p join org_unit u on u.id = p.org_unit_id
    left join check_in c on c.person_id = p.id and c.taken_back_at is null
    left join activity a on a.id = c.activity_id
    where p.erased_at is null and ${underPath('u.path', wish.path)} and p.person_key like ${`%${key}%`}
    order by p.name, p.id, a.starts_on desc limit ${mostLines}`.execute(tx.db);
  return rows;
}
