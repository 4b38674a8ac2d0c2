import { sql } from 'kysely';
import type { Context } from '#app/platform/context.ts';
import { readableUnits, searchUnits } from '#app/modules/orgs/server/unit-list-queries.ts';

/** A unit that a form offers: its name, and what stands above it to tell namesakes apart. */
export interface UnitChoice {
  id: string;
  name: string;
  parentName: string | null;
}

const choiceLimit = 40;

/**
 * Units to choose from, active ones that the actor reads: those that a search finds, else the ones that are likely (for
 * a receiver: units of a higher tier, nearest tier first; beside: those under the same parent). One query.
 */
export async function unitChoices(
  ctx: Context,
  unit: { id: string; parentId: string | null; tier: number },
  wish: { find: string; likely: 'receiver' | 'beside' | 'below' },
): Promise<UnitChoice[]> {
  if (wish.find !== '') {
    const { hits } = await searchUnits(ctx, wish.find, { activeOnly: true, limit: choiceLimit });
    return hits.filter((hit) => hit.id !== unit.id).map(({ id, name, parentName }) => ({ id, name, parentName }));
  }
  const limit = wish.likely === 'below' ? 1_000 : choiceLimit;
  const kinds = {
    receiver: sql`k.tier < ${unit.tier}`,
    beside: sql`k.id = (select kind_id from org_unit where id = ${unit.id})`,
    below: sql`true`,
  }[wish.likely];
  const condition = {
    receiver: sql`u.id is distinct from ${unit.parentId}::uuid`,
    beside: sql`u.parent_id = ${unit.parentId}::uuid`,
    below: sql`u.parent_id = ${unit.id}::uuid`,
  }[wish.likely];
  return ctx.read(async (tx) => {
    // Kind by kind, so that the few units of the upper kinds are not looked for among all; served by org_unit_kind.
    const { rows } = await sql<UnitChoice>`
      select u.id, u.name, (select p.name from org_unit p where p.id = u.parent_id) as parent_name
      from unit_kind k cross join lateral (
        select u.id, u.name, u.name_sort, u.parent_id from org_unit u
        where u.kind_id = k.id and ${condition} and u.id <> ${unit.id} and u.ended_on is null and ${readableUnits(tx)}
        order by u.name_sort limit ${limit}) u
      where ${kinds}
      order by k.tier desc, u.name_sort limit ${limit}`.execute(tx.db);
    return rows;
  });
}
