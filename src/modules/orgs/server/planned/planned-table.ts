import type { ColumnType, Generated } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';

declare module '#app/db/schema.ts' {
  interface Database {
    plannedDecision: PlannedDecisionTable;
  }
}

export type PlannedState = 'planned' | 'carried_out' | 'cancelled' | 'failed';

export interface PlannedDecisionTable {
  id: string;
  /** `UnitChange`, or `set`. */
  kind: string;
  /** The unit that it was entered at; of a set the one under which all of it stands. */
  orgUnitId: string;
  unitIds: string[];
  /** `UnitChangeInput`; of a set empty. */
  input: ColumnType<unknown, string, string>;
  listId: string | null;
  decisionNumber: string;
  effectiveOn: LocalDate;
  /** With whose rights it is carried out. */
  plannedBy: string | null;
  plannedAt: Date;
  state: Generated<PlannedState>;
  settledAt: Date | null;
  reorganisationId: string | null;
  /** `{ code, params }` of the error that kept it from being carried out. */
  refusal: ColumnType<unknown, string | null | undefined, string | null>;
  /** Goes up with every change; a form that carries an older one is refused. */
  version: Generated<number>;
}

/** Every column once; the drift test compares it with the database. */
export const plannedDecisionColumns = {
  id: true,
  kind: true,
  orgUnitId: true,
  unitIds: true,
  input: true,
  listId: true,
  decisionNumber: true,
  effectiveOn: true,
  plannedBy: true,
  plannedAt: true,
  state: true,
  settledAt: true,
  reorganisationId: true,
  refusal: true,
  version: true,
} satisfies Record<keyof PlannedDecisionTable, true>;
