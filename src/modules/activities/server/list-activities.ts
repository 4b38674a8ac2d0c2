import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { hasRole, roles } from '#app/platform/actor.ts';
import { AppError } from '#app/platform/errors.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';
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
  page?: number;
  pageSize?: number;
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
  total: number;
}

/** Activities of a unit and those below it, the newest first. Two queries. Throws not_found for a unit out of reach. */
export async function listActivities(tx: Tx, filter: ActivityFilter): Promise<ActivityList> {
  const lines = await newestActivities(tx, filter);
  const { rows: counts } = await sql<{ total: number }>`
    select count(*) as total from activity a join org_unit u on u.id = a.org_unit_id
    where ${conditions(filter)}`.execute(tx.db);
  return { lines, total: counts[0]?.total ?? 0 };
}

/** The same without counting how many there are. One query. Throws not_found for a unit out of reach. */
export async function newestActivities(tx: Tx, filter: ActivityFilter): Promise<ActivityLine[]> {
  if (!hasRole(tx.actor, roles, filter.path)) throw new AppError('not_found');
  const pageSize = filter.pageSize ?? 30;
  const { rows: lines } = await sql<ActivityLine>`
    select a.id, a.title, a.status, a.starts_on, a.ends_on, a.place, a.form_id, f.name_vi as form_name_vi,
      f.name_en as form_name_en, u.id as unit_id, u.name as unit_name, a.doubts,
      coalesce((select sum(attendance_count) from activity_attendance t where t.activity_id = a.id), 0) as attendance_count,
      (select sum(person_count) from activity_attendance t where t.activity_id = a.id) as person_count,
      coalesce((select sum(amount_dong) from activity_cost c where c.activity_id = a.id), 0)::numeric as cost_dong,
      (select count(*) from activity_link l where l.activity_id = a.id and l.target_id is not null) as target_count,
      array(select topic_id from activity_topic t where t.activity_id = a.id order by topic_id) as topic_ids,
      (select thumb_file_id from activity_file p where p.activity_id = a.id and p.thumb_file_id is not null
       order by p.position limit 1) as thumb_file_id
    from activity a join org_unit u on u.id = a.org_unit_id join activity_form f on f.id = a.form_id
    where ${conditions(filter)}
    order by a.starts_on desc, a.created_at desc, a.id
    limit ${pageSize} offset ${((filter.page ?? 1) - 1) * pageSize}`.execute(tx.db);
  return lines;
}

function conditions(filter: ActivityFilter): RawBuilder<boolean> {
  const all: RawBuilder<unknown>[] = [
    filter.isOwnOnly ? sql`u.path = ${filter.path}` : underPath('u.path', filter.path),
  ];
  if (filter.status) all.push(sql`a.status = ${filter.status}`);
  if (filter.formId) all.push(sql`a.form_id = ${filter.formId}`);
  if (filter.topicId)
    all.push(
      sql`exists (select 1 from activity_topic t where t.activity_id = a.id and t.topic_id = ${filter.topicId})`,
    );
  if (filter.from) all.push(sql`a.starts_on >= ${filter.from}`);
  if (filter.to) all.push(sql`a.starts_on <= ${filter.to}`);
  if (filter.query) all.push(sql`a.title_key like ${`%${toSearchKey(filter.query)}%`}`);
  if (filter.isUnlinked) all.push(sql`a.status = 'done' and not a.serves_target`);
  if (filter.targetRootId)
    all.push(sql`exists (select 1 from activity_link l join plan_target t on t.id = l.target_id
                         where l.activity_id = a.id and t.root_id = ${filter.targetRootId})`);
  if (filter.servesPlanId)
    all.push(sql`exists (select 1 from activity_link l join plan_target t on t.id = l.target_id
                         join plan_target p on p.root_id = t.root_id
                         where l.activity_id = a.id and p.plan_id = ${filter.servesPlanId})`);
  return sql<boolean>`${sql.join(all, sql` and `)}`;
}
