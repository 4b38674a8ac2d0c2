import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { hasRole, roles } from '#app/platform/actor.ts';
import { AppError } from '#app/platform/errors.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import type { ActivityDoubt } from '#app/modules/activities/activity-doubts.ts';
import type { ActivityStatus } from '#app/modules/activities/activity-lifecycle.ts';

export interface ActivityFilter {
  /** The unit at this path and all below it. */
  path: string;
  /** Only the unit itself. */
  isOwnOnly?: boolean;
  status?: ActivityStatus | undefined;
  formId?: string | undefined;
  topicId?: string | undefined;
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
  query?: string | undefined;
  /** Done, and linked to no target. */
  isUnlinked?: boolean;
  /** Linked to a target of this line of inheritance. */
  targetRootId?: string | undefined;
  /** Linked to a target of this plan, or to one that another plan has from it. */
  servesPlanId?: string | undefined;
  /** Behind this place in the order of the list: what `older` of an earlier list named (`placeInList`). */
  since?: string | undefined;
  page?: number;
  pageSize?: number;
  /** Most that are counted, and so can be paged through before going on with `older`. */
  counted?: number;
}

export interface ActivityLine {
  id: string;
  title: string;
  status: ActivityStatus;
  startsOn: LocalDate;
  endsOn: LocalDate;
  place: string;
  formId: string;
  formNameVi: string;
  formNameEn: string;
  unitId: string;
  unitName: string;
  /** Lượt người, all groups together. */
  attendanceCount: number;
  /** Distinct persons of the groups where they were counted; null where nobody counted. */
  personCount: number | null;
  costDong: number;
  doubts: ActivityDoubt[];
  targetCount: number;
  topicIds: string[];
  thumbFileId: string | null;
}

export interface ActivityList {
  lines: ActivityLine[];
  /** How many there are; at least so many where there may be older ones. */
  total: number;
  /** Where a list of the older ones begins (`since`); null when these are all. */
  older: string | null;
  /** The day down to which all activities were looked at, where looking further was left for the next list. */
  lookedTo: LocalDate | null;
}

/** Of more, a list says "at least" and leaves the older ones to the next one. */
const countedAtMost = 1_000;

/** Branches of fewer units are gone through unit by unit; in others so many of the newest activities are looked at. */
export const walking = { few: 2_000, look: 20_000 };

/**
 * Activities of a unit and those below it, the newest first: a page of at most `counted`, however many there are. Two
 * queries. Throws not_found for a unit out of reach.
 */
export async function listActivities(tx: Tx, filter: ActivityFilter): Promise<ActivityList> {
  const { ids, goOn, lookedTo } = await findNewest(tx, filter, filter.counted ?? countedAtMost);
  const pageSize = filter.pageSize ?? 30;
  const from = ((filter.page ?? 1) - 1) * pageSize;
  return {
    lines: await activityLines(tx, ids.slice(from, from + pageSize)),
    total: ids.length,
    older: goOn,
    lookedTo,
  };
}

/** The first page without counting how many there are. Two queries. Throws not_found for a unit out of reach. */
export async function newestActivities(tx: Tx, filter: Omit<ActivityFilter, 'page'>): Promise<ActivityLine[]> {
  return activityLines(tx, (await findNewest(tx, filter, filter.pageSize ?? 30)).ids);
}

interface Found {
  ids: string[];
  goOn: string | null;
  lookedTo: LocalDate | null;
}

/** Served by activity_unit in small branches and by activity_newest in large ones; of targets by those of activity_link. */
async function findNewest(tx: Tx, filter: ActivityFilter, most: number): Promise<Found> {
  if (!hasRole(tx.actor, roles, filter.path)) throw new AppError('not_found');
  const words = filter.query ? `%${toSearchKey(filter.query)}%` : null;
  const wanted = sql`${filter.path}, ${filter.isOwnOnly ?? false}, ${filter.status ?? null}, ${filter.formId || null},
    ${filter.topicId ?? null}, ${filter.from ?? null}::date, ${filter.to ?? null}::date, ${words}`;
  const place = sql`${filter.since ?? null}, ${most}, ${walking.few}, ${walking.look}`;
  const roots = rootsOf(filter);
  const { rows } = await sql<Found>`
    select ids, go_on, looked_to
    from ${roots ? sql`newest_serving(${wanted}, ${roots}, ${place})` : sql`newest_activities(${wanted}, ${filter.isUnlinked ?? false}, ${place})`}`.execute(
    tx.db,
  );
  return rows[0] ?? { ids: [], goOn: null, lookedTo: null };
}

/** The lines of inheritance of the targets that are to be served; null where none are named. */
function rootsOf({ targetRootId, servesPlanId }: ActivityFilter): RawBuilder<string[]> | null {
  if (targetRootId) return sql`array[${targetRootId}]::uuid[]`;
  if (servesPlanId) return sql`array(select distinct root_id from plan_target where plan_id = ${servesPlanId})`;
  return null;
}

/** Lines of these activities, in this order; ones that the actor may not see are left out. One query. */
async function activityLines(tx: Tx, ids: readonly string[]): Promise<ActivityLine[]> {
  const { rows } = await sql<ActivityLine>`
    select l.* from activity_lines(${[...ids]}::uuid[]) l`.execute(tx.db);
  return rows;
}
