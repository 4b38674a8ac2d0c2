import { sql } from 'kysely';
import type { Context } from '#app/platform/context.ts';
import { orgReference, type OrgReference, type ReferenceLine } from '#app/modules/orgs/server/index.ts';
import { requirePlan } from '#app/modules/plans/plan-policy.ts';
import { arrangeQuotas } from '#app/modules/plans/server/compose-quota-table.ts';
import { findPlan, loadPlan } from '#app/modules/plans/server/load-plan.ts';
import { readComments } from '#app/modules/plans/server/plan-history.ts';
import { liveItems, readItems, type PlanItems } from '#app/modules/plans/server/plan-items-queries.ts';
import { namesOf } from '#app/modules/plans/server/units/item-units.ts';
import { nextRegisterNumber } from '#app/modules/plans/server/take-register-number.ts';

/** What is in a plan, with the words of its codes. Throws not_found. */
export async function getPlanItems(
  ctx: Context,
  planId: string,
): Promise<{ items: PlanItems; reference: OrgReference }> {
  return ctx.read(async (tx) => {
    requirePlan(tx.actor, 'read', await findPlan(tx, planId));
    return { items: liveItems(await readItems(tx, planId)), reference: await orgReference(tx) };
  });
}

/** The targets of a plan, with the names of the measures that they count. Throws not_found. */
export async function getPlanTargets(
  ctx: Context,
  planId: string,
): Promise<{ targets: PlanItems['target']; reference: OrgReference & { measures: ReferenceLine[] } }> {
  return ctx.read(async (tx) => {
    requirePlan(tx.actor, 'read', await findPlan(tx, planId));
    const { target: targets } = liveItems(await readItems(tx, planId));
    const ids = [...new Set(targets.flatMap((target) => target.measureId ?? []))];
    const { rows: measures } = await sql<ReferenceLine>`
      select id, name_vi, name_en from measure where id = any(${ids}::text[])`.execute(tx.db);
    return { targets, reference: { ...(await orgReference(tx)), measures } };
  });
}

/** A line of the table of quotas for a screen; `cells` are in the order of `items`. */
export interface QuotaLine {
  label: string;
  group: string;
  topics: string;
  isTotal: boolean;
  /** Units that the row is for; names of those only that the reader may see. */
  units: { id: string; name: string; isPicked: boolean }[];
  unitCount: number;
  cells: { count: number | null; minimum: number | null }[];
}

/** The table of quotas. A total that no row adds up to is told in `totalsOnly`. Throws not_found. */
export async function getPlanQuotas(
  ctx: Context,
  planId: string,
): Promise<{ items: string[]; lines: QuotaLine[]; totalsOnly: string[] }> {
  const { items } = await getPlanItems(ctx, planId);
  const names = await ctx.read((tx) => namesOf(tx, items.quota));
  const arranged = arrangeQuotas(items.quota);
  const isInRows = (item: string): boolean => arranged.rows.some((row) => !row.isTotal && row.counts.get(item) != null);
  return {
    items: arranged.items,
    lines: arranged.rows.map(({ label, group, topics, isTotal, counts, minimums, unitIds }) => ({
      label,
      group,
      topics,
      isTotal,
      units: unitIds.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id) ?? '', isPicked: true }] : [])),
      unitCount: unitIds.length,
      cells: arranged.items.map((item) => ({ count: counts.get(item) ?? null, minimum: minimums.get(item) ?? null })),
    })),
    totalsOnly: arranged.items.filter((item) => !isInRows(item)),
  };
}

export interface PlanOverview {
  comments: { id: string; body: string; createdAt: Date; who: string }[];
  /** Null unless the actor may issue the plan now: the number it would get, null where the register begins with it. */
  register: { next: number | null; symbol: string } | null;
}

/** What the first page of a plan shows besides its head. Throws not_found. */
export async function getPlanOverview(ctx: Context, planId: string, mayIssue: boolean): Promise<PlanOverview> {
  return ctx.read(async (tx) => {
    const plan = await loadPlan(tx, planId, 'read');
    const year = Number(tx.today().slice(0, 4));
    return {
      comments: await readComments(tx, planId),
      register: mayIssue ? await nextRegisterNumber(tx, plan.orgUnitId, plan.docType, year) : null,
    };
  });
}
