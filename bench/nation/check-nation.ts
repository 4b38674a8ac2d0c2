import { sql, type Kysely } from 'kysely';
import type { NationSize } from './nation-size.ts';

/**
 * What is wrong with a made nation, in words; nothing when it is as the application itself would have left it: every
 * foreign key leads somewhere, relations, paths and places say the same, and the sizes are those asked for.
 */
export async function nationFaults(db: Kysely<never>, size: NationSize): Promise<string[]> {
  return [...(await brokenReferences(db)), ...(await treeFaults(db)), ...(await sizeFaults(db, size))];
}

/** The rows were written without their triggers: the references are followed here, each table in one pass. */
async function brokenReferences(db: Kysely<never>): Promise<string[]> {
  const { rows } = await sql<{ fromTable: string; fromColumn: string; toTable: string; toColumn: string }>`
    select c.conrelid::regclass::text as from_table, a.attname as from_column, c.confrelid::regclass::text as to_table, b.attname as to_column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and cardinality(c.conkey) = 1
    order by 1, 2`.execute(db);
  const faults: string[] = [];
  for (const key of rows) {
    const { rows: lost } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(key.fromTable)} f
      where f.${sql.ref(key.fromColumn)} is not null
        and not exists (select 1 from ${sql.table(key.toTable)} t where t.${sql.ref(key.toColumn)} = f.${sql.ref(key.fromColumn)})`.execute(
      db,
    );
    if ((lost[0]?.count ?? 0) > 0)
      faults.push(`${key.fromTable}.${key.fromColumn} leads nowhere ${lost[0]?.count} times`);
  }
  return faults;
}

async function treeFaults(db: Kysely<never>): Promise<string[]> {
  const { rows } = await sql<{ fault: string; count: number }>`
    select 'a path is not the parent’s path and the own label' as fault, count(*) as count from org_unit u
      left join org_unit p on p.id = u.parent_id
      where u.path <> coalesce(p.path, '.') || substring(u.path from '[^.]+\\.$')
    union all select 'a unit that goes on has not exactly its parent as its open relation', count(*) from org_unit u
      left join (select child_id, min(parent_id::text) as parent, count(*) as count from org_relation where valid_to is null and type = 'direct_parent' group by 1) r
        on r.child_id = u.id
      where u.ended_on is null and u.parent_id is not null and (r.count is distinct from 1 or r.parent <> u.parent_id::text)
    union all select 'an ended unit has an open relation', count(*) from org_unit u
      join org_relation r on r.child_id = u.id or r.parent_id = u.id
      where u.ended_on is not null and r.valid_to is null
    union all select 'a unit that goes on stands under an ended one', count(*) from org_unit u join org_unit p on p.id = u.parent_id
      where u.ended_on is null and p.ended_on is not null
    union all select 'relations of one unit overlap', count(*) from (
      select valid_from < lag(coalesce(valid_to, 'infinity')) over (partition by child_id order by valid_from) as is_over
      from org_relation where type = 'direct_parent') r where is_over
    union all select 'a relation before its units were there', count(*) from org_relation r
      join org_unit c on c.id = r.child_id join org_unit p on p.id = r.parent_id
      where r.valid_from < c.founded_on or r.valid_from < p.founded_on or r.valid_to > c.ended_on or r.valid_to > p.ended_on
    union all select 'a fact on a day without its unit', count(*) from fact f join org_unit u on u.id = f.org_unit_id
      where f.happened_on < u.founded_on or f.happened_on >= u.ended_on`.execute(db);
  return [
    ...rows.filter((row) => row.count > 0).map((row) => `${row.fault}: ${row.count} times`),
    ...(await placeFaults(db)),
  ];
}

/** Places are compared with those that the application makes of the relations, in a transaction that is taken back. */
async function placeFaults(db: Kysely<never>): Promise<string[]> {
  await sql`begin`.execute(db);
  try {
    await sql`create temp table made_place on commit drop as select unit_id, path, valid_from, valid_to from unit_place`.execute(
      db,
    );
    await sql`select place_units(array(select id from org_unit), '-infinity')`.execute(db);
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from (
        (select unit_id, path, valid_from, valid_to from unit_place except select unit_id, path, valid_from, valid_to from made_place)
        union all
        (select unit_id, path, valid_from, valid_to from made_place except select unit_id, path, valid_from, valid_to from unit_place)
      ) d`.execute(db);
    const count = rows[0]?.count ?? 0;
    return count > 0 ? [`${count} places differ from those that the relations make`] : [];
  } finally {
    await sql`rollback`.execute(db);
  }
}

async function sizeFaults(db: Kysely<never>, size: NationSize): Promise<string[]> {
  const { rows } = await sql<{ what: string; found: number; wanted: number }>`
    select 'units of the first level' as what, count(*) as found, 83 as wanted from org_unit u join unit_kind k on k.id = u.kind_id
      where k.tier = 2 and u.ended_on is null
    union all select 'middle units', count(*), ${size.middle}::int from org_unit u join unit_kind k on k.id = u.kind_id
      where k.tier = 3 and u.ended_on is null
    union all select 'grassroots units', count(*), ${size.grassroots}::int from org_unit u join unit_kind k on k.id = u.kind_id
      where k.tier = 4 and u.ended_on is null
    union all select 'members declared', sum(f.value), ${size.members}::int from org_figure f join org_unit u on u.id = f.unit_id
      where f.population_id = 'members' and f.as_of_on = '2026-01-01' and u.ended_on is null
    union all select 'members below all units, as kept', sum(members), ${size.members}::int from members_below
    union all select 'measures with facts', count(*), ${size.measures}::int from (select measure_id from fact group by measure_id) m`.execute(
    db,
  );
  const faults = rows
    .filter((row) => row.found !== row.wanted)
    .map((row) => `${row.found} ${row.what}, ${row.wanted} wanted`);
  const { rows: facts } = await sql<{ count: number }>`select count(*) as count from fact`.execute(db);
  const count = facts[0]?.count ?? 0;
  if (Math.abs(count / size.facts - 1) > 0.05 + 25 / Math.sqrt(size.facts))
    faults.push(`${count} facts, about ${size.facts} wanted`);
  return faults;
}
