import { sql, type Kysely } from 'kysely';
import { chance, idOf, raw } from './chance.ts';
import { nationDays, type NationSize } from './nation-size.ts';

type Handle = Kysely<never>;

/** Writes what `made_unit` says into the tables of units: names, codes, relations, places, figures. */
export async function writeUnits(db: Handle, size: NationSize): Promise<void> {
  await sql`
    insert into org_unit (id, kind_id, sector_id, parent_id, path, name, name_sort, name_key, search_key, founded_on, ended_on)
    select u.id, u.kind_id, u.sector_id, p.id, u.path_now, u.name, u.name_sort, u.name_key,
      ' ' || u.name_key || '  cd' || lpad(u.n::text, 7, '0'), u.founded_on, u.ended_on
    from made_unit u left join made_unit p on p.n = u.parent_now order by u.path_now collate "C"`.execute(db);
  await sql`select setval('org_unit_label', (select max(n) from made_unit))`.execute(db);
  await sql`
    insert into org_unit_name (id, unit_id, name, valid_from, valid_to)
    select ${raw(idOf('name', 'n'))}, id, name, founded_on, ended_on from made_unit order by n`.execute(db);
  await sql`
    insert into org_unit_code (id, unit_id, code, valid_from, valid_to)
    select ${raw(idOf('code', 'n'))}, id, 'CD' || lpad(n::text, 7, '0'), founded_on, ended_on from made_unit order by n`.execute(
    db,
  );
  await writeRelations(db);
  await writePlaces(db);
  await shareMembers(db, size);
  await writeFigures(db);
}

/** What stands below each unit, as the triggers would have counted it; looks each unit up, so it wants indexes and statistics. */
export async function countBelow(db: Handle): Promise<void> {
  await sql`analyze org_unit, org_figure, unit_kind`.execute(db);
  const parents = sql`array(select distinct parent_id from org_unit where parent_id is not null)`;
  await sql`select count_members_below(${parents})`.execute(db);
  await sql`select count_units_below(${parents})`.execute(db);
}

/** Up to two direct parents: until the reorganisation, and from it; one where both are the same. */
async function writeRelations(db: Handle): Promise<void> {
  await sql`
    insert into org_relation (id, child_id, parent_id, type, valid_from, valid_to)
    select ${raw(idOf('relation-before', 'u.n'))}, u.id, p.id, 'direct_parent', u.founded_on,
      case when u.parent_before = u.parent_after then null else coalesce(u.ended_on, ${nationDays.reorganised}::date) end
    from made_unit u join made_unit p on p.n = u.parent_before
    union all
    select ${raw(idOf('relation-after', 'u.n'))}, u.id, p.id, 'direct_parent', greatest(u.founded_on, ${nationDays.reorganised}::date), null
    from made_unit u join made_unit p on p.n = u.parent_after
    where u.parent_before is distinct from u.parent_after`.execute(db);
}

/** The line of ancestors of each stretch of days. */
async function writePlaces(db: Handle): Promise<void> {
  await sql`
    insert into unit_place (id, unit_id, path, valid_from, valid_to)
    select ${raw(idOf('place-before', 'n'))}, id, path_before, founded_on,
      case when path_before = path_after then null else coalesce(ended_on, ${nationDays.reorganised}::date) end
    from made_unit where path_before is not null
    union all
    select ${raw(idOf('place-after', 'n'))}, id, path_after, greatest(founded_on, ${nationDays.reorganised}::date), null
    from made_unit where path_after is not null and path_before is distinct from path_after`.execute(db);
}

/** Shares the members out by weight, so that those that go on declare exactly as many as the nation has. */
async function shareMembers(db: Handle, size: NationSize): Promise<void> {
  await sql`
    with whole as (select sum(weight) as weight from made_unit where sort = 'grassroots'),
    running as (
      select n, sum(weight) over (order by n) as upto, weight from made_unit where sort = 'grassroots'
    )
    update made_unit u set members =
      round(r.upto / w.weight * ${size.members}::int)::int - round((r.upto - r.weight) / w.weight * ${size.members}::int)::int
    from running r, whole w where r.n = u.n`.execute(db);
  await sql`
    update made_unit set members = greatest(3, round(weight * 2)::int) where sort in ('endedAtReorganisation', 'dissolved')`.execute(
    db,
  );
}

async function writeFigures(db: Handle): Promise<void> {
  // Three figures a year; last year's were a little lower. A few unions have never declared anything.
  await sql`
    insert into org_figure (id, unit_id, population_id, as_of_on, value, source, created_at)
    select (overlay(overlay(md5('figure' || n || population || as_of) placing '4' from 13) placing '8' from 17))::uuid, id, population, as_of,
      case population when 'members' then case when as_of >= date '2026-01-01' then members else floor(members * 0.95)::int end
        when 'women_members' then floor(members * (0.3 + 0.4 * ${raw(chance('n', 41))}))::int
        else floor(members * (1.05 + 0.3 * ${raw(chance('n', 42))}))::int end,
      'Báo cáo thống kê', as_of::timestamp + interval '20 days'
    from made_unit
    cross join (values ('members'), ('women_members'), ('workers')) p (population)
    cross join (values (date '2024-12-31'), (date '2026-01-01')) d (as_of)
    where sort in ('grassroots', 'endedAtReorganisation', 'dissolved')
      and (ended_on is null or as_of < ended_on)
      and (as_of >= founded_on or as_of = date '2026-01-01')`.execute(db);
}
