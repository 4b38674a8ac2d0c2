import { sql, type Kysely } from 'kysely';
import type { OpenDatabase } from '#app/db/connect.ts';
import { migrateToLatest } from '#app/db/migrator.ts';
import { recountSums } from '#app/modules/measures/server/index.ts';
import type { NationSize } from './nation-size.ts';
import { openNation } from './open-nation.ts';
import { shapeUnits } from './shape-units.ts';
import { writeDecisions } from './write-decisions.ts';
import { linkWork, writePlans } from './write-plans.ts';
import { countBelow, writeUnits } from './write-units.ts';
import { writeWork } from './write-work.ts';

/** Tables that are filled by the million: their indexes are taken away before and made anew after. */
const bulkTables = ['fact', 'activity', 'activity_link', 'unit_place', 'org_unit', 'org_relation', 'org_figure'];

/**
 * Makes a nation in an empty database, migrated first: always the same for one size, on either database. `tell` hears of
 * each step with its seconds. Rows are written past triggers and row-level security; `nationFaults` proves them.
 */
export async function makeNation(
  database: OpenDatabase,
  size: NationSize,
  tell: (step: string, seconds: number) => void = () => {},
): Promise<void> {
  await migrateToLatest(database.db);
  const step = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await work();
    tell(name, (performance.now() - start) / 1000);
  };
  await database.db.connection().execute(async (connection) => {
    const db = connection as unknown as Kysely<never>;
    await sql`set session_replication_role = replica`.execute(db);
    try {
      const indexes = await dropIndexes(db);
      await step('units are shaped', () => shapeUnits(db, size));
      await step('units, relations, places, figures', () => writeUnits(db, size));
      await step('decisions', () => writeDecisions(db));
      await step('plans', () => writePlans(db, size));
      await step('activities and facts', () => writeWork(db, size));
      await step('links of activities', () => linkWork(db));
      await step('indexes', () => makeIndexes(db, indexes));
      await step('units and members below', () => countBelow(db));
      await sql`drop table made_unit, made_stem, made_event`.execute(db);
    } finally {
      await sql`set session_replication_role = origin`.execute(db);
    }
    await step('statistics', () => sql`vacuum analyze`.execute(db));
  });
  await step('sums', async () => recountSums((await openNation(database)).system));
  await step('statistics of the sums', () => sql`vacuum analyze`.execute(database.db));
}

/** Drops the indexes of the large tables that no constraint needs; returns how each is made. */
async function dropIndexes(db: Kysely<never>): Promise<string[]> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid = any(${bulkTables}::regclass[]) and not i.indisunique
    order by 1`.execute(db);
  for (const { name } of rows) await sql`drop index ${sql.raw(name)}`.execute(db);
  return rows.map((row) => row.definition);
}

async function makeIndexes(db: Kysely<never>, definitions: readonly string[]): Promise<void> {
  for (const definition of definitions) await sql.raw(definition).execute(db);
}
