import { sql } from 'kysely';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';

// Places change on no other days than these.
const days = sql`
  select valid_from as day from org_relation union select valid_to from org_relation
  union select founded_on from org_unit union select ended_on from org_unit
  union select valid_from from unit_place union select valid_to from unit_place`;

/** The tree of each of these days, walked from the top down along the relations of that day. */
const walked = sql`
  with recursive day as (select day from (${days}) d where day is not null),
  walk (id, path, day) as (
    select u.id, '.' || u.number || '.', d.day from org_unit u cross join day d
    where u.parent_id is null and u.founded_on <= d.day and (u.ended_on is null or u.ended_on > d.day)
    union all
    select c.id, w.path || c.number || '.', w.day
    from walk w
    join org_relation r on r.parent_id = w.id and r.type = 'direct_parent'
      and r.valid_from <= w.day and (r.valid_to is null or r.valid_to > w.day)
    join org_unit c on c.id = r.child_id and c.founded_on <= w.day and (c.ended_on is null or c.ended_on > w.day)
  )
  select id, path collate "C" as path, day from walk`;

const kept = sql`
  select p.unit_id, p.path, d.day from unit_place p join (${days}) d
    on d.day >= p.valid_from and (p.valid_to is null or d.day < p.valid_to)`;

const differences = sql`((${walked}) except (${kept})) union all ((${kept}) except (${walked}))`;

/**
 * Everything that must hold of the tree after whatever has been done to it, asked of the database itself: names of
 * the rules that are broken, none when all hold.
 */
export async function treeFaults(db: TestDatabase): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    select 'path is not the parent’s path and the own label' as fault from org_unit u
      left join org_unit p on p.id = u.parent_id
      where u.path <> coalesce(p.path, '.') || substring(u.path from '[^.]+\\.$')
    union all select 'a label stands twice in a path' from org_unit u
      where (select count(*) <> count(distinct l) from unnest(string_to_array(trim(both '.' from u.path), '.')) l)
    union all select 'a unit that goes on has not exactly one open direct parent' from org_unit u
      where u.ended_on is null and u.parent_id is not null
        and (select count(*) from org_relation r where r.child_id = u.id and r.type = 'direct_parent' and r.valid_to is null) <> 1
    union all select 'the open direct parent is not the parent in the tree' from org_unit u
      join org_relation r on r.child_id = u.id and r.type = 'direct_parent' and r.valid_to is null
      where r.parent_id <> u.parent_id
    union all select 'an ended unit has something open' from org_unit u
      where u.ended_on is not null and (
        exists (select 1 from org_relation r where (r.child_id = u.id or r.parent_id = u.id) and r.valid_to is null)
        or exists (select 1 from org_unit_name n where n.unit_id = u.id and n.valid_to is null)
        or exists (select 1 from role_grant g where g.unit_id = u.id and (g.valid_to is null or g.valid_to >= u.ended_on)))
    union all select 'an active unit stands under an ended one' from org_unit u join org_unit p on p.id = u.parent_id
      where u.ended_on is null and p.ended_on is not null
    union all select 'two direct parents on one day' from org_relation a join org_relation b
      on a.child_id = b.child_id and a.id < b.id and a.type = 'direct_parent' and b.type = 'direct_parent'
      where daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
    union all select 'two names on one day' from org_unit_name a join org_unit_name b
      on a.unit_id = b.unit_id and a.id < b.id
      where daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
    union all select 'a relation before its units were there' from org_relation r
      join org_unit c on c.id = r.child_id join org_unit p on p.id = r.parent_id
      where r.valid_from < c.founded_on or r.valid_from < p.founded_on
    union all select 'the places are not what the relations say' from (${differences}) d
    union all select 'two places on one day' from unit_place a join unit_place b on a.unit_id = b.unit_id and a.id < b.id
      where daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
    union all select 'one stretch at one place is in two rows' from unit_place a join unit_place b
      on a.unit_id = b.unit_id and a.valid_to = b.valid_from and a.path = b.path
    union all select 'the kept count of units below is not how many there are' from units_below b
      join org_unit u on u.id = b.unit_id
      where b.path <> u.path or (b.unit_count, b.here_count) <> (
        select count(*), count(*) filter (where c.ended_on is null and c.kind_id <> 'department')
        from org_unit c where c.parent_id = u.id)
    union all select 'the units below one are not counted' from org_unit c
      where c.parent_id is not null and not exists (select from units_below b where b.unit_id = c.parent_id)
  `.execute(db.services.database.db);
  return [...new Set(rows.map((row) => row.fault))];
}
