import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type {
  ActivityDetails,
  ActivityMode,
  Attendance,
  Cost,
  Quantity,
} from '#app/modules/activities/activity-details.ts';
import type { ActivityDoubt } from '#app/modules/activities/activity-doubts.ts';
import type { ActivityStatus } from '#app/modules/activities/activity-lifecycle.ts';
import { requireActivity, type ActivityAction } from '#app/modules/activities/activity-policy.ts';
import type { CheckedLink } from '#app/modules/activities/server/check-links.ts';

/** An activity with all its parts, as the operations that change it need it. */
export interface LoadedActivity {
  id: string;
  orgUnitId: string;
  path: string;
  status: ActivityStatus;
  version: number;
  authorId: string | null;
  doubts: ActivityDoubt[];
  details: ActivityDetails;
  links: CheckedLink[];
}

interface Row
  extends
    Omit<LoadedActivity, 'details' | 'links'>,
    Omit<ActivityDetails, 'links' | 'topicIds' | 'attendance' | 'costs' | 'quantities'> {
  mode: ActivityMode;
  topicIds: string[];
  attendance: Attendance[];
  costs: Cost[];
  quantities: Quantity[];
  links: CheckedLink[];
}

/**
 * Loads an activity and checks that the actor may do this with it. With `lock`, others wait until the transaction
 * ends, so that two corrections follow each other. Throws not_found or forbidden.
 */
export async function loadActivity(
  tx: Tx,
  activityId: string,
  action: ActivityAction,
  options: { lock?: boolean } = {},
): Promise<LoadedActivity> {
  // The lock comes first, in a statement of its own: what is read afterwards is what the last change left.
  if (options.lock) await sql`select 1 from activity where id = ${activityId} for update`.execute(tx.db);
  const { rows } = await sql<Row>`
    select a.id, a.org_unit_id, u.path, a.status, a.version, a.author_id, a.doubts, a.form_id, a.title, a.mode,
      a.starts_on, a.ends_on, a.place, a.audience, a.partners, a.summary,
      array(select topic_id from activity_topic t where t.activity_id = a.id order by topic_id) as topic_ids,
      (select coalesce(jsonb_agg(jsonb_build_object('populationId', population_id, 'attendanceCount', attendance_count,
                'personCount', person_count) order by population_id), '[]')
       from activity_attendance t where t.activity_id = a.id) as attendance,
      (select coalesce(jsonb_agg(jsonb_build_object('costSourceId', cost_source_id, 'amountDong', amount_dong)
                order by cost_source_id), '[]')
       from activity_cost c where c.activity_id = a.id) as costs,
      (select coalesce(jsonb_agg(jsonb_build_object('measureId', measure_id, 'amount', amount) order by measure_id), '[]')
       from activity_quantity n where n.activity_id = a.id) as quantities,
      (select coalesce(jsonb_agg(jsonb_build_object(
                'kind', case when l.target_id is not null then 'target' when l.task_id is not null then 'task' else 'quota' end,
                'id', coalesce(l.target_id, l.task_id, l.quota_id),
                'rootId', coalesce(t.root_id, k.root_id, q.root_id),
                'measureIds', array(select distinct part from plan_target o cross join lateral unnest(measure_parts(o.measure_id)) part
                                    where o.root_id = t.root_id),
                'planId', p.id, 'planTitle', p.title, 'validFrom', p.valid_from, 'validTo', p.valid_to)
                order by coalesce(l.target_id, l.task_id, l.quota_id)), '[]')
       from activity_link l join plan p on p.id = l.plan_id left join plan_target t on t.id = l.target_id
       left join plan_task k on k.id = l.task_id left join plan_quota q on q.id = l.quota_id
       where l.activity_id = a.id) as links
    from activity a join org_unit u on u.id = a.org_unit_id
    where a.id = ${activityId}`.execute(tx.db);
  const row = rows[0];
  requireActivity(tx.actor, action, row);
  return arrange(row);
}

function arrange(row: Row): LoadedActivity {
  const { id, orgUnitId, path, status, version, authorId, doubts, links, ...details } = row;
  return {
    id,
    orgUnitId,
    path,
    status,
    version,
    authorId,
    doubts,
    links,
    details: { ...details, links: links.map((link) => ({ kind: link.kind, id: link.id })) },
  };
}
