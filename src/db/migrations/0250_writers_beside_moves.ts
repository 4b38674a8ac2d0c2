import { sql, type Kysely } from 'kysely';

// Whoever records for a unit does not wait while its branch is moved, and the other way round.
export async function up(db: Kysely<unknown>): Promise<void> {
  await leavePathsOutOfKeys(db);
  await keepRowsOfMembers(db);
  await countWhereItStands(db);
  await orderDecisionsAsCarriedOut(db);
}

/*
 * A path ends with the unit's number, and numbers are unique: so paths are. But a column with a unique constraint is one
 * that foreign keys could point to, so that a change of it holds off, and waits for, everyone who writes a row that
 * refers to the unit. Two that referred to several units, a plan sent to hundreds and a move of these, could wait for
 * each other.
 */
async function leavePathsOutOfKeys(db: Kysely<unknown>): Promise<void> {
  await sql`create index org_unit_path on org_unit (path)`.execute(db);
  await sql`alter table org_unit drop constraint org_unit_path_key`.execute(db);
}

/*
 * Every unit with others below it has its row of members from the day the first of them was founded, so that who declares
 * adds none: one that a mover could not see would keep the path from before the move. Paths are written by who moves.
 */
async function keepRowsOfMembers(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into members_below (unit_id, path)
    select p.id, p.path from org_unit p where exists (select from org_unit c where c.parent_id = p.id)
    on conflict do nothing`.execute(db);
  await sql`
    create function begin_members_below() returns trigger language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
    begin
      insert into public.members_below (unit_id, path)
      select distinct p.id, p.path from added a join public.org_unit p on p.id = a.parent_id on conflict do nothing;
      return null;
    end $$`.execute(db);
  await sql`revoke all on function begin_members_below from public`.execute(db);
  await sql`grant execute on function begin_members_below to lantoa_app`.execute(db);
  await sql`
    create trigger org_unit_members_begin after insert on org_unit
      referencing new table as added for each statement execute function begin_members_below()`.execute(db);
  // Locks first, and counts in a statement of its own, which sees what those it waited for have committed.
  await sql`
    create or replace function count_members_below(parents uuid[]) returns void language plpgsql
    set search_path = pg_catalog, pg_temp as $$
    begin
      insert into public.members_below (unit_id, path)
      select id, path from public.org_unit where id = any (parents) order by id
      on conflict do nothing;
      perform from public.members_below where unit_id = any (parents) order by unit_id for update;
      update public.members_below b set members = (
        select sum(f.value)
        from public.org_unit c
        join public.unit_kind k on k.id = c.kind_id and k.tier = 4
        cross join lateral (
          select value from public.org_figure
          where unit_id = c.id and population_id = 'members' order by as_of_on desc, created_at desc limit 1) f
        where c.parent_id = b.unit_id and c.ended_on is null)
      where b.unit_id = any (parents);
    end $$`.execute(db);
}

/*
 * Who declared while the unit was being moved has waited for the mover at the members of its old parent; only then is it
 * known which parent counts it now.
 */
async function countWhereItStands(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function count_declared_members() returns trigger language plpgsql security definer
    set search_path = pg_catalog, pg_temp as $$
    declare
      counted uuid[] := '{}';
      parents uuid[];
    begin
      loop
        parents := array(
          select distinct u.parent_id from added f join public.org_unit u on u.id = f.unit_id
          where f.population_id = 'members' and u.parent_id is not null and u.parent_id <> all (counted));
        exit when parents = '{}';
        perform public.count_members_below(parents);
        counted := counted || parents;
      end loop;
      return null;
    end $$`.execute(db);
}

/*
 * Two who decide at once wait for each other after their transactions have begun: the one that began later may have been
 * first. A decision is undone before those that were carried out before it, so that this is the order to keep.
 */
async function orderDecisionsAsCarriedOut(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reorganisation alter column created_at set default clock_timestamp()`.execute(db);
}
