import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { canActivity } from '#app/modules/activities/activity-policy.ts';
import { loadActivity, type LoadedActivity } from '#app/modules/activities/server/load-activity.ts';

export interface EvidenceFile {
  fileId: string;
  thumbFileId: string | null;
  name: string;
  mime: string;
  sizeBytes: number;
  caption: string;
  widthPx: number | null;
  heightPx: number | null;
}

export interface ServedItem {
  kind: 'target' | 'task' | 'quota';
  id: string;
  planId: string;
  planTitle: string;
  planNumber: string;
  statement: string;
  /** What the target counts, where this activity adds nothing to it: it is of another form, or without the number. */
  missedVi: string | null;
  missedEn: string | null;
}

export interface ActivityHistoryEntry {
  id: number;
  move: string;
  reason: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  by: string;
  at: Date;
}

export interface ActivityPage extends LoadedActivity {
  unitName: string;
  authorName: string;
  cancelReason: string;
  files: EvidenceFile[];
  items: ServedItem[];
  history: ActivityHistoryEntry[];
  canChange: boolean;
  recordedOn: LocalDate;
  /** People checked in by name; where there are any, coverage counts them instead of the heads that were typed. */
  checkedInCount: number;
}

/** Everything the page of an activity shows. Throws not_found. */
export async function getActivity(tx: Tx, activityId: string): Promise<ActivityPage> {
  const activity = await loadActivity(tx, activityId, 'read');
  const head = await headOf(tx, activityId);
  const { rows: files } = await sql<EvidenceFile>`
    select f.file_id, f.thumb_file_id, f.caption, s.name, s.mime, s.size_bytes, s.width_px, s.height_px
    from activity_file f join stored_file s on s.id = f.file_id where f.activity_id = ${activityId} order by f.position`.execute(
    tx.db,
  );
  const { rows: items } = await sql<ServedItem>`
    select case when l.target_id is not null then 'target' when l.task_id is not null then 'task' else 'quota' end as kind,
      coalesce(l.target_id, l.task_id, l.quota_id) as id, p.id as plan_id, p.title as plan_title, p.number_text as plan_number,
      coalesce(t.statement, k.statement, concat_ws(': ', q.row_label, q.item)) as statement,
      x.name_vi as missed_vi, x.name_en as missed_en
    from activity_link l join plan p on p.id = l.plan_id left join plan_target t on t.id = l.target_id
    left join plan_task k on k.id = l.task_id left join plan_quota q on q.id = l.quota_id
    left join measure x on x.id = t.measure_id and t.shape in ('count', 'per_unit_count', 'unit_rate', 'ratio')
      and ${activity.status} = 'done' and not exists (
        select 1 from fact f where f.source_type = 'activity' and f.source_id = l.activity_id
          and f.target_root_id = t.root_id and f.measure_id = any(measure_parts(t.measure_id)))
    where l.activity_id = ${activityId} order by p.issued_on desc nulls last, statement`.execute(tx.db);
  const { rows: history } = await sql<ActivityHistoryEntry>`
    select c.id, c.move, c.reason, c.before, c.after, coalesce(n.name, '') as by, c.changed_at as at
    from activity_change c left join lateral app_user_names(array[c.changed_by]) n on true where c.activity_id = ${activityId} order by c.id desc`.execute(
    tx.db,
  );
  return {
    ...activity,
    unitName: head?.unitName ?? '',
    cancelReason: head?.cancelReason ?? '',
    recordedOn: head?.recordedOn ?? activity.details.startsOn,
    authorName: head?.authorName ?? '',
    checkedInCount: head?.checkedInCount ?? 0,
    files,
    items,
    history,
    canChange: canActivity(tx.actor, 'change', activity),
  };
}

interface Head {
  unitName: string;
  cancelReason: string;
  recordedOn: LocalDate;
  authorName: string;
  checkedInCount: number;
}

async function headOf(tx: Tx, activityId: string): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select u.name as unit_name, a.cancel_reason, (a.created_at at time zone 'Asia/Ho_Chi_Minh')::date as recorded_on,
      coalesce(n.name, '') as author_name,
      (select count(*)::int from check_in c where c.activity_id = a.id and c.taken_back_at is null) as checked_in_count
    from activity a join org_unit u on u.id = a.org_unit_id left join lateral app_user_names(array[a.author_id]) n on true where a.id = ${activityId}`.execute(
    tx.db,
  );
  return rows[0];
}
