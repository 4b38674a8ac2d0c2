import type { KyselyPlugin } from 'kysely';
import type { OpenDatabase } from '#app/db/connect.ts';

/** What some reading fetched from the database. */
export interface Fetched {
  queries: number;
  /** The most that one of its queries gave back: rows, and elements of lists within them. */
  most: number;
}

/** The database, and a count of what is fetched through it: few queries may still bring a whole nation along. */
export function countFetched(database: OpenDatabase): {
  database: OpenDatabase;
  fetchedBy(work: () => Promise<unknown>): Promise<Fetched>;
} {
  let most = 0;
  const weigh: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => {
      most = Math.max(most, sizeOf(result.rows));
      return Promise.resolve(result);
    },
  };
  return {
    database: { ...database, db: database.db.withPlugin(weigh) },
    async fetchedBy(work) {
      const before = database.queryCount();
      most = 0;
      await work();
      return { queries: database.queryCount() - before, most };
    },
  };
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one: unknown) => sum + Math.max(1, sizeOf(one)), 0);
  if (value === null || typeof value !== 'object') return 0;
  return Object.values(value).reduce((sum: number, one: unknown) => sum + sizeOf(one), 0);
}
