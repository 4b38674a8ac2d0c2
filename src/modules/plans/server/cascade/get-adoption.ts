import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { unitsBelow } from '#app/modules/orgs/server/index.ts';
import { isAskedOf, quotaShare, type BranchUnit } from '#app/modules/plans/delivery-adoption.ts';
import type { TargetTerms } from '#app/modules/plans/delivery-lowering.ts';
import { requireReceiver } from '#app/modules/plans/delivery-policy.ts';

/** The plan above and the delivery that brought it to the acting unit. */
export interface AdoptedSource {
  planId: string;
  docType: string;
  number: string;
  title: string;
  issuedOn: LocalDate;
  issuerId: string;
  issuer: string;
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  deliveryId: string;
  purpose: string;
  adoptedPlanId: string | null;
  adoptDueOn: LocalDate | null;
  unitId: string;
  unitPath: string;
  unitName: string;
}

export interface TargetToAdopt extends TargetTerms {
  id: string;
  statement: string;
  unit: string;
}

export interface TaskToAdopt {
  id: string;
  statement: string;
  ownerText: string;
  dueOn: LocalDate | null;
}

export interface QuotaToAdopt {
  id: string;
  rowLabel: string;
  item: string;
  count: number | null;
  unitIds: string[];
}

/** What a unit takes over when it makes its own plan from one it got. */
export interface Adoption {
  source: AdoptedSource;
  targets: TargetToAdopt[];
  tasks: TaskToAdopt[];
  quotas: QuotaToAdopt[];
}

/** The source of an adoption by the acting unit. Throws plan.not_addressed or forbidden; who is only informed adopts nothing. */
export async function requireAdoptable(tx: Tx, planId: string): Promise<AdoptedSource> {
  const { rows } = await sql<AdoptedSource>`
    select p.id as plan_id, p.doc_type, p.number_text as number, p.title, p.issued_on, d.issuer_unit_id as issuer_id,
           coalesce(i.name, p.issuer_name) as issuer, p.valid_from, p.valid_to, d.id as delivery_id, d.purpose,
           d.adopted_plan_id, d.adopt_due_on, d.unit_id, u.path as unit_path, u.name as unit_name
    from plan_delivery d join plan p on p.id = d.plan_id join org_unit u on u.id = d.unit_id
    left join org_unit i on i.id = d.issuer_unit_id
    where d.plan_id = ${planId} and d.unit_id = ${tx.actor.unitId}::uuid and d.purpose = 'act'`.execute(tx.db);
  const source = rows[0];
  requireReceiver(tx.actor, 'adopt', source);
  return source;
}

/** What of the plan above is asked of the unit and its branch. Five queries. */
export async function readAdoption(tx: Tx, planId: string): Promise<Adoption> {
  const source = await requireAdoptable(tx, planId);
  const branch = await unitsBelow(tx, source.unitPath, { activeOn: tx.today(), includeSelf: true });
  return {
    source,
    targets: await targetsFor(tx, planId, branch),
    tasks: await tx.db
      .selectFrom('planTask')
      .select(['id', 'statement', 'ownerText', 'dueOn'])
      .where('planId', '=', planId)
      .where('review', '<>', 'dropped')
      .where('state', '<>', 'cancelled')
      .orderBy('position')
      .orderBy('id')
      .execute(),
    quotas: await quotasFor(tx, planId, branch),
  };
}

async function targetsFor(tx: Tx, planId: string, branch: readonly BranchUnit[]): Promise<TargetToAdopt[]> {
  const rows = await tx.db
    .selectFrom('planTarget')
    .select(['id', 'statement', 'unit', 'comparator', 'value', 'minPerUnit', 'dueOn', 'binds', 'kindIds', 'sectorIds'])
    .where('planId', '=', planId)
    .where('review', '<>', 'dropped')
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows
    .filter((row) => isAskedOf(row, branch))
    .map(({ binds: _, kindIds: __, sectorIds: ___, ...target }) => target);
}

async function quotasFor(tx: Tx, planId: string, branch: readonly BranchUnit[]): Promise<QuotaToAdopt[]> {
  const rows = await tx.db
    .selectFrom('planQuota')
    .select(['id', 'rowLabel', 'item', 'count', 'perUnitMin', 'isTotal', 'unitIds'])
    .where('planId', '=', planId)
    .where('review', '<>', 'dropped')
    .orderBy('position')
    .orderBy('id')
    .execute();
  const ids = new Set(branch.map((unit) => unit.id));
  return rows.flatMap((row) => {
    const share = quotaShare(row, ids);
    return share ? [{ id: row.id, rowLabel: row.rowLabel, item: row.item, ...share }] : [];
  });
}

/** People of a unit who can own a task. One query. */
export async function peopleOf(tx: Tx, unitId: string): Promise<{ id: string; fullName: string }[]> {
  return tx.db
    .selectFrom('person')
    .select(['id', 'fullName'])
    .where('orgUnitId', '=', unitId)
    .orderBy('nameSort')
    .execute();
}

/** The page on which a unit makes its own plan: what it takes over, and who there can own a task. */
export async function getAdoption(
  ctx: Context,
  planId: string,
): Promise<Adoption & { people: { id: string; fullName: string }[] }> {
  return ctx.read(async (tx) => {
    const adoption = await readAdoption(tx, planId);
    return { ...adoption, people: await peopleOf(tx, adoption.source.unitId) };
  });
}
