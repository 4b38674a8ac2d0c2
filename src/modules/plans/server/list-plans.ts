import { sql, type RawBuilder } from 'kysely';
import { readScopes, type Actor } from '#app/platform/actor.ts';
import type { Context } from '#app/platform/context.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { underPath } from '#app/modules/orgs/server/index.ts';
import { pathsAbove } from '#app/modules/orgs/unit-path.ts';
import type { PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';
import type { PlanListFilter, PlanSort } from '#app/modules/plans/plan-list-filter.ts';

export interface PlanLine {
  id: string;
  title: string;
  docType: string;
  numberText: string;
  status: PlanStatus;
  unitName: string;
  validFrom: string | null;
  validTo: string | null;
  issuedOn: string | null;
  changedAt: Date;
}

export interface PlanList {
  plans: PlanLine[];
  total: number;
  /** Choices that this list offers: what its plans have. */
  years: number[];
  docTypes: string[];
}

export const plansPerPage = 25;

/**
 * Plans of the units that the actor reads, in SQL: `p` is plan and `u` its unit. Plans that were only delivered to
 * them stand in the inbox and in the list of received ones. Row-level security says the same once more.
 */
export function visiblePlans(actor: Actor): RawBuilder<boolean> {
  const scopes = readScopes(actor);
  if (scopes.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    scopes.map((path) => (path === '.' ? sql`true` : underPath('u.path', path))),
    sql` or `,
  )})`;
}

const orders: Record<PlanSort, RawBuilder<unknown>> = {
  title: sql`p.title_sort`,
  number: sql`p.register_year, p.register_number, p.number_text`,
  unit: sql`u.name_sort`,
  valid: sql`p.valid_from`,
  status: sql`array_position(array['draft','returned','submitted','approved','issued','closed'], p.status)`,
  changed: sql`changed_at`,
};

/**
 * One page of the plans of the acting unit and those below it (or of all that the actor reads, acting for none), or of
 * those that were delivered to it.
 */
export async function listPlans(ctx: Context, filter: PlanListFilter): Promise<PlanList> {
  const { actor } = ctx;
  const within = filter.of === 'received' ? deliveredTo(actor) : ofBranch(actor, filter.of);
  return ctx.read(async (tx) => {
    const { rows } = await sql<PlanLine & { total: number }>`
      select p.id, p.title, p.doc_type, p.number_text, p.status, u.name as unit_name, p.valid_from, p.valid_to,
             p.issued_on, coalesce((select max(moved_at) from plan_move m where m.plan_id = p.id), p.created_at) as changed_at,
             count(*) over () as total
      from plan p join org_unit u on u.id = p.org_unit_id
      where ${within} and ${matches(filter)}
      order by ${orders[filter.sort]} ${filter.isDescending ? sql`desc nulls last` : sql`asc nulls last`}, p.created_at desc, p.id
      limit ${plansPerPage} offset ${(filter.page - 1) * plansPerPage}`.execute(tx.db);
    const { rows: choices } = await sql<{
      docTypes: string[] | null;
      firstYear: number | null;
      lastYear: number | null;
    }>`
      select array_agg(distinct p.doc_type) as doc_types,
             min(extract(year from coalesce(p.valid_from, p.created_at))) as first_year,
             max(extract(year from coalesce(p.valid_to, p.valid_from, p.created_at))) as last_year
      from plan p join org_unit u on u.id = p.org_unit_id where ${within}`.execute(tx.db);
    const known = choices[0];
    return {
      plans: rows.map(({ total: _, ...line }) => line),
      total: rows[0]?.total ?? 0,
      years: yearsBetween(known?.firstYear ?? null, known?.lastYear ?? null),
      docTypes: (known?.docTypes ?? []).toSorted(),
    };
  });
}

function ofBranch(actor: Actor, of: 'branch' | 'own'): RawBuilder<boolean> {
  const visible = visiblePlans(actor);
  if (actor.unitPath === null || actor.unitId === null || actor.unitPath === '.') return visible;
  if (of === 'own') return sql<boolean>`${visible} and p.org_unit_id = ${actor.unitId}`;
  const isOfBranch = sql<boolean>`${visible} and ${underPath('u.path', actor.unitPath)}`;
  // Whoever stands at the top reads every plan and is asked once; of others each plan there is would be asked whether
  // it may be read, so those of the branch are found first. The inner "select" keeps the planner from finding them too.
  if (pathsAbove(actor.unitPath).length === 0) return isOfBranch;
  return sql<boolean>`${isOfBranch} and p.id in (select unnest(plans_of_branch((select ${actor.unitPath}::text))))`;
}

/** Row-level security shows the deliveries of units that the actor reads, and with them these plans. */
function deliveredTo(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`p.id = any (array(select d.plan_id from plan_delivery d where d.unit_id = ${actor.unitId}::uuid))`;
}

/** A year's plans are those that hold on one of its days; words are searched in title and number, without accents. */
function matches(filter: PlanListFilter): RawBuilder<boolean> {
  const key = toSearchKey(filter.q);
  const wanted = [
    filter.status ? sql`p.status = ${filter.status}` : null,
    filter.docType ? sql`p.doc_type = ${filter.docType}` : null,
    filter.year === null
      ? null
      : sql`coalesce(p.valid_from, p.created_at::date) <= make_date(${filter.year}, 12, 31)
            and coalesce(p.valid_to, p.valid_from, p.created_at::date) >= make_date(${filter.year}, 1, 1)`,
    filter.q.trim() === ''
      ? null
      : sql`(${key === '' ? sql`false` : sql`strpos(p.title_key, ${key}) > 0`} or strpos(lower(p.number_text), ${filter.q.trim().toLowerCase()}) > 0)`,
  ].filter((one) => one !== null);
  return wanted.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(wanted, sql` and `)}`;
}

function yearsBetween(first: number | null, last: number | null): number[] {
  if (first === null || last === null) return [];
  return Array.from({ length: Math.min(30, last - first + 1) }, (_, at) => last - at);
}
