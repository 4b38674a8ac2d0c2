import { sql, type RawBuilder } from 'kysely';
import { readScopes } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { rangeOf, type UnitPath } from '#app/modules/orgs/unit-path.ts';
import { underPath } from '#app/modules/orgs/server/unit-scope.ts';

/** A unit as a line of a tree or a list. */
export interface UnitLine {
  id: string;
  parentId: string | null;
  path: UnitPath;
  name: string;
  kindVi: string;
  kindEn: string;
  tier: number;
  endedOn: LocalDate | null;
  /** Units directly below that have not ended. */
  childCount: number;
  /** Its own declared members; where it declares none, the sum over the grassroots unions below; null for neither. */
  memberCount: number | null;
  isMemberSum: boolean;
}

/** A branch of more units than this is cut; the search finds the rest. */
export const branchLimit = 300;

/** The part of all units that the actor may read, for any list of units under the alias `u`. */
export function readableUnits(tx: Tx): RawBuilder<boolean> {
  const scopes = readScopes(tx.actor);
  if (scopes.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    scopes.map((path) => underPath('u.path', path)),
    sql` or `,
  )})`;
}

const latestMembers = (alias: string, on: LocalDate): RawBuilder<unknown> => sql`
  select f.value from org_figure f
  where f.unit_id = ${sql.ref(`${alias}.id`)} and f.population_id = 'members' and f.as_of_on <= ${on}
  order by f.as_of_on desc, f.created_at desc limit 1`;

// Served by org_unit_parent, members_below_path (range of each line's path) and org_figure_latest.
const lines = <Extra = unknown>(
  on: LocalDate,
  chosen: RawBuilder<unknown>,
  more: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): RawBuilder<UnitLine & Extra> => sql<UnitLine & Extra>`
  select u.id, u.parent_id, u.path, u.name, k.name_vi as kind_vi, k.name_en as kind_en, k.tier, u.ended_on,
         (select count(*) from org_unit c where c.parent_id = u.id and c.ended_on is null) as child_count,
         coalesce(own.value, below.total) as member_count, own.value is null and below.total is not null as is_member_sum
         ${more}
  from (${chosen}) u
  join unit_kind k on k.id = u.kind_id
  left join lateral (${latestMembers('u', on)}) own on true
  left join lateral (
    select sum(m.members) as total from members_below m
    where own.value is null and k.tier < 4 and m.path >= u.path and m.path < left(u.path, -1) || '/' collate "C"
  ) below on true
  ${order}`;

/** Members of units today as their lines show them; of one that declares none with nobody below, or has ended, absent. One query. */
export async function membersOf(tx: Tx, unitIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; memberCount: number | null }>`
    select u.id, case when u.ended_on is null or u.ended_on > ${tx.today()} then u.member_count end as member_count
    from (${lines(tx.today(), sql`select * from org_unit where id = any(${[...unitIds]}::uuid[])`, sql``, sql``)}) u`.execute(
    tx.db,
  );
  return new Map(rows.flatMap(({ id, memberCount }) => (memberCount === null ? [] : [[id, memberCount]])));
}

/**
 * The tree as far as it is open: the actor's own topmost units, and what stands directly below each opened unit, in
 * order of names. One query, whatever is open; a branch gives at most `branchLimit` units.
 */
export async function openUnitTree(ctx: Context, openIds: readonly string[]): Promise<UnitLine[]> {
  return ctx.read(async (tx) => {
    const tops = readScopes(tx.actor);
    const isTop = tops.includes('.') ? sql`u.parent_id is null` : sql`u.path = any(${tops}::text[])`;
    const { rows } = await lines(
      tx.today(),
      sql`
        select u.* from (
          select u.*, row_number() over (partition by u.parent_id order by u.name_sort) as place,
                 ${isTop} as is_top
          from org_unit u
          where (${isTop} or u.parent_id = any(${[...openIds]}::uuid[])) and u.ended_on is null and ${readableUnits(tx)}
        ) u where u.is_top or u.place <= ${branchLimit}`,
      sql``,
      sql`order by u.name_sort`,
    ).execute(tx.db);
    return rows;
  });
}

export interface UnitHit extends UnitLine {
  parentName: string | null;
  /** A former or short name or a code that the search found it by, where the present name is not it. */
  foundBy: string | null;
}

const searchLimit = 50;
interface SearchWish {
  under?: UnitPath;
  kinds?: readonly string[];
  activeOnly?: boolean;
}

/** Of more finds than this in one scope only some are looked at: whoever sees fifty of them types another word. */
const candidateLimit = 300;

/**
 * Units of which every word typed begins a word of the name, a former or short name, a code or the symbol; accents do
 * not count ("dien bien" finds "Điện Biên"). Names that begin with the search come first, then higher tiers; ended units last. At most 50;
 * `hasMore` says that there are others. One query, served by org_unit_words, org_unit_name_key and org_unit_kind.
 */
export async function searchUnits(
  ctx: Context,
  typed: string,
  wish: SearchWish & { limit?: number } = {},
): Promise<{ hits: UnitHit[]; hasMore: boolean }> {
  const key = toSearchKey(typed);
  const limit = wish.limit ?? searchLimit;
  if (key === '') return { hits: [], hasMore: false };
  const words = key.split(' ').slice(0, 20);
  return ctx.read(async (tx) => {
    const chosen = sql`
      select u.*, (u.ended_on is not null)::int as is_over, (not starts_with(u.name_key, ${key}))::int as is_inside
      from org_unit u join unit_kind uk on uk.id = u.kind_id
      where u.id in (${candidates(tx, key, words, wish)}) and ${readableUnits(tx)}
        -- What an undone decision had founded was never there.
        and u.ended_on is distinct from u.founded_on
      order by is_over, is_inside, uk.tier, u.name_sort limit ${limit + 1}`;
    const { rows } = await lines<{ parentName: string | null; otherNames: string[] | null }>(
      tx.today(),
      chosen,
      sql`, (select p.name from org_unit p where p.id = u.parent_id) as parent_name,
          (select array_agg(distinct t) from (
             select name as t from org_unit_name where unit_id = u.id
             union all select short_name from org_unit_name where unit_id = u.id
             union all select code from org_unit_code where unit_id = u.id) o where t <> u.name and t <> '') as other_names`,
      sql`order by u.is_over, u.is_inside, k.tier, u.name_sort`,
    ).execute(tx.db);
    const hits = rows.slice(0, limit).map(({ otherNames, ...hit }) => ({
      ...hit,
      foundBy: isFoundBy(words, hit.name) ? null : (otherNames?.find((name) => isFoundBy(words, name)) ?? null),
    }));
    return { hits, hasMore: rows.length > limit };
  });
}

function candidates(tx: Tx, key: string, words: readonly string[], wish: SearchWish): RawBuilder<unknown> {
  const ranges = (wish.under ? [wish.under] : readScopes(tx.actor)).map(rangeOf);
  // Digits and letters only (toSearchKey), so nothing in a word has a meaning of its own.
  const query = words.map((word) => `'${word.slice(0, 100)}':*`).join(' & ');
  return sql`
    select units_with_words(s.from_path, s.before_path, ${key}, ${query}::tsquery,
                            ${wish.kinds ? [...wish.kinds] : null}::text[], ${wish.activeOnly ?? false}, ${candidateLimit})
    from unnest(${ranges.map((one) => one.from)}::text[], ${ranges.map((one) => one.before)}::text[]) s (from_path, before_path)`;
}

function isFoundBy(words: readonly string[], name: string): boolean {
  const key = ` ${toSearchKey(name)}`;
  return words.every((word) => key.includes(` ${word}`));
}
