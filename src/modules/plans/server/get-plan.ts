import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { planMoves, type PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';
import { canPlan, isOwn, requirePlan, type PlanAction } from '#app/modules/plans/plan-policy.ts';
import { findPlan, type LoadedPlan } from '#app/modules/plans/server/load-plan.ts';

/** The head of a plan as screens show it. */
export interface PlanHead {
  id: string;
  orgUnitId: string;
  unitName: string;
  status: PlanStatus;
  version: number;
  docType: string;
  title: string;
  numberText: string;
  place: string;
  issuedOn: string | null;
  validFrom: string | null;
  validTo: string | null;
  superiorName: string;
  issuerName: string;
  opening: string;
  closing: string;
  signerAuthority: string;
  signerBody: string;
  signerTitle: string;
  signerName: string;
  contact: string;
  adoptDueOn: string | null;
  sourceKind: string;
  /** Null too where the actor may read the plan but not its unit's files. */
  sourceFileId: string | null;
  readState: string;
  readError: string;
  adoptedFromId: string | null;
  copiedFromId: string | null;
  createdAt: Date;
  authorName: string;
  approvedByName: string;
  issuedByName: string;
  /** Closed early with its unit, unissued; only read. */
  endedEarlyOn: string | null;
  hasText: boolean;
}

/** What the actor may do with a plan now; screens show only these. */
export type PlanRights = Record<Exclude<PlanAction, 'read'>, boolean> & { isOwn: boolean };

export interface PlanCounts {
  target: number;
  task: number;
  quota: number;
  duty: number;
  delivery: number;
  unsure: number;
  sure: number;
}

export interface PlanPage {
  plan: PlanHead;
  can: PlanRights;
  counts: PlanCounts;
}

/** A plan with what the actor may do and how much is in it. Throws not_found. Three queries. */
export async function getPlan(ctx: Context, planId: string): Promise<PlanPage> {
  return ctx.read((tx) => readPlanPage(tx, planId));
}

/** The same inside a transaction. */
export async function readPlanPage(tx: Tx, planId: string): Promise<PlanPage> {
  const facts = await findPlan(tx, planId);
  requirePlan(tx.actor, 'read', facts);
  return { plan: await readHead(tx, planId), can: rightsOf(tx, facts), counts: await countItems(tx, planId) };
}

function rightsOf(tx: Tx, facts: LoadedPlan): PlanRights {
  const actions = ['edit', 'delete', ...planMoves] as const;
  const rights = Object.fromEntries(actions.map((action) => [action, canPlan(tx.actor, action, facts)]));
  return { ...(rights as Omit<PlanRights, 'isOwn'>), isOwn: isOwn(tx.actor, facts) };
}

async function readHead(tx: Tx, planId: string): Promise<PlanHead> {
  const { rows } = await sql<PlanHead>`
    select p.id, p.org_unit_id, coalesce(u.name, p.issuer_name) as unit_name, p.status, p.version, p.doc_type, p.title,
           p.number_text, p.place, p.issued_on, p.valid_from, p.valid_to, p.superior_name, p.issuer_name, p.opening,
           p.closing, p.signer_authority, p.signer_body, p.signer_title, p.signer_name, p.contact, p.adopt_due_on,
           p.source_kind, (select f.id from stored_file f where f.id = p.source_file_id) as source_file_id, p.read_state, p.read_error, p.adopted_from_id, p.copied_from_id, p.ended_early_on, p.created_at,
           coalesce(author.name, '') as author_name, coalesce(approver.name, '') as approved_by_name,
           coalesce(issuer.name, '') as issued_by_name, p.source_text <> '' as has_text
    from plan p
    left join org_unit u on u.id = p.org_unit_id
    left join lateral app_user_names(array[p.author_id]) author on true
    left join lateral app_user_names(array[p.approved_by]) approver on true
    left join lateral app_user_names(array[p.issued_by]) issuer on true
    where p.id = ${planId}`.execute(tx.db);
  return rows[0] as PlanHead;
}

async function countItems(tx: Tx, planId: string): Promise<PlanCounts> {
  const { rows } = await sql<PlanCounts>`
    with item (kind, review) as (
      select 'target', review from plan_target where plan_id = ${planId}
      union all select 'task', review from plan_task where plan_id = ${planId}
      union all select 'quota', review from plan_quota where plan_id = ${planId} and not is_total
      union all select 'total', review from plan_quota where plan_id = ${planId} and is_total
      union all select 'duty', review from plan_duty where plan_id = ${planId}
      union all select 'basis', review from plan_basis where plan_id = ${planId}
      union all select 'section', review from plan_section where plan_id = ${planId}
      union all select 'recipient', review from plan_recipient where plan_id = ${planId}
    )
    select count(*) filter (where kind = 'target') as target, count(*) filter (where kind = 'task') as task,
           count(*) filter (where kind = 'quota') as quota, count(*) filter (where kind = 'duty') as duty,
           count(*) filter (where review = 'unsure') as unsure, count(*) filter (where review = 'sure') as sure,
           (select count(*) from plan_delivery where plan_id = ${planId}) as delivery
    from item where review <> 'dropped'`.execute(tx.db);
  return rows[0] as PlanCounts;
}
