import { sql, type Kysely } from 'kysely';

// A target may name a ratio or a share of units; what is recorded are the measures that these are made of.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function measure_parts(measure text) returns text[] language sql stable
    set search_path = pg_catalog, public, pg_temp as $$
      select array_remove(array[m.id, m.rule ->> 'numeratorId', m.rule ->> 'denominatorId', m.rule ->> 'measureId'], null)
      from public.measure m where m.id = measure_parts.measure
    $$`.execute(db);
}
