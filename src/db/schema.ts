/**
 * The tables of the database by name. Each module adds its own by declaration merging in its `server/*-table.ts`
 * (`declare module '#app/db/schema.ts' { interface Database { plan: PlanTable } }`), so that this folder knows none.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the modules
export interface Database {}
