import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { readableUnits, searchUnits } from '#app/modules/orgs/server/unit-list-queries.ts';

/** A unit that a form offers: its name, and what stands above it to tell namesakes apart. */
export interface UnitChoice {
  id: string;
  name: string;
  parentName: string | null;
}

const choiceLimit = 40;

export interface ChoiceWish {
  /** What is searched by; empty for the likely units. */
  find: string;
  /**
   * receiver: units of a higher tier, nearest tier first; beside: those of its kind under the same parent; heir: these,
   * and the parent itself; below: those right under it.
   */
  likely: 'receiver' | 'beside' | 'heir' | 'below';
  /** Ids that are ticked already: they stay in sight, whatever is searched. */
  chosen?: readonly string[];
}

/** Units to choose from, active ones that the actor reads: those ticked, then those found or likely. At most two queries. */
export async function unitChoices(
  ctx: Context,
  unit: { id: string; parentId: string | null; tier: number },
  { find, likely, chosen = [] }: ChoiceWish,
): Promise<UnitChoice[]> {
  const ticked = chosen.length === 0 ? [] : await ctx.read((tx) => tickedUnits(tx, chosen));
  const others = find === '' ? await likelyUnits(ctx, unit, likely) : await foundUnits(ctx, find);
  const seen = new Set([unit.id, ...ticked.map(({ id }) => id)]);
  return [...ticked, ...others.filter(({ id }) => !seen.has(id))];
}

async function foundUnits(ctx: Context, find: string): Promise<UnitChoice[]> {
  const { hits } = await searchUnits(ctx, find, { activeOnly: true, limit: choiceLimit });
  return hits.map(({ id, name, parentName }) => ({ id, name, parentName }));
}

const parentName = sql`(select p.name from org_unit p where p.id = u.parent_id) as parent_name`;

async function tickedUnits(tx: Tx, ids: readonly string[]): Promise<UnitChoice[]> {
  const { rows } = await sql<UnitChoice>`
    select u.id, u.name, ${parentName} from org_unit u
    where u.id = any(${ids.slice(0, 1_000)}::uuid[]) and u.ended_on is null and ${readableUnits(tx)}
    order by u.name_sort`.execute(tx.db);
  return rows;
}

async function likelyUnits(
  ctx: Context,
  unit: { id: string; parentId: string | null; tier: number },
  likely: ChoiceWish['likely'],
): Promise<UnitChoice[]> {
  const limit = likely === 'below' ? 1_000 : choiceLimit;
  const ownKind = sql`(select kind_id from org_unit where id = ${unit.id})`;
  const kinds = {
    // A department has no unions under it.
    receiver: sql`k.tier < ${unit.tier} and k.id <> 'department'`,
    beside: sql`k.id = ${ownKind}`,
    heir: sql`k.id in (${ownKind}, (select kind_id from org_unit where id = ${unit.parentId}::uuid))`,
    below: sql`true`,
  }[likely];
  const condition = {
    receiver: sql`u.id is distinct from ${unit.parentId}::uuid`,
    beside: sql`u.parent_id = ${unit.parentId}::uuid`,
    heir: sql`(u.id = ${unit.parentId}::uuid or (u.parent_id = ${unit.parentId}::uuid and k.id = ${ownKind}))`,
    below: sql`u.parent_id = ${unit.id}::uuid`,
  }[likely];
  return ctx.read(async (tx) => {
    // Kind by kind, so that the few units of the upper kinds are not looked for among all; served by org_unit_kind.
    const { rows } = await sql<UnitChoice>`
      select u.id, u.name, ${parentName}
      from unit_kind k cross join lateral (
        select u.id, u.name, u.name_sort, u.parent_id from org_unit u
        where u.kind_id = k.id and ${condition} and u.id <> ${unit.id} and u.ended_on is null and ${readableUnits(tx)}
        order by u.name_sort limit ${limit}) u
      where ${kinds}
      order by k.tier desc, u.name_sort limit ${limit}`.execute(tx.db);
    return rows;
  });
}
