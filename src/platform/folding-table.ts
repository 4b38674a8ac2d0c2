declare module '#app/db/schema.ts' {
  interface Database {
    foldEpoch: FoldEpochTable;
  }
}

/** When what a folder keeps was last rewritten otherwise than by folding (`beginEpoch`), in microseconds. */
export interface FoldEpochTable {
  /** The fold's. */
  name: string;
  epoch: number;
}

/** Every column once; the drift test compares it with the database. */
export const foldEpochColumns = { name: true, epoch: true } satisfies Record<keyof FoldEpochTable, true>;
