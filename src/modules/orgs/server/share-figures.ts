import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { takeApart } from '#app/modules/orgs/split-parts.ts';
import { latestFigures } from '#app/modules/orgs/server/figure-queries.ts';
import type { Decision } from '#app/modules/orgs/server/reorganise/decision.ts';
import type { Place } from '#app/modules/orgs/server/reorganise/insert-unit.ts';

/** How the declared figures of a unit that splits are shared out. Columns are the parts, then the old unit if it goes on. */
export interface FigureShares {
  /** One weight a column; empty for equal parts. */
  weights: readonly number[];
  /** By population: what was typed for each column; null where the weights decide. */
  typed: Readonly<Record<string, readonly (number | null)[]>>;
}

/** What a split does to declared figures. */
export interface SharedFigures {
  columns: string[];
  rows: { populationId: string; total: number; values: number[] }[];
}

/**
 * Declares for each part, as of the effective day, its share of what the unit that splits had declared last, and for that
 * unit, where it goes on, what it keeps. Both together are what there was, to the digit; the days before stay as they were
 * declared. Throws orgs.shares_differ with the fields of every row that does not add up.
 */
export async function shareFigures(
  tx: Tx,
  { unit, parts, isEnding }: { unit: Place; parts: readonly Place[]; isEnding: boolean },
  shares: FigureShares,
  decision: Decision,
): Promise<SharedFigures> {
  const columns = [...parts, ...(isEnding ? [] : [unit])];
  const figures = await latestFigures(tx, [unit.id], decision.effectiveOn);
  const rows = figures.map(({ populationId, value }) => ({
    populationId,
    total: value,
    values: takeApart(
      value,
      columns.map((_column, index) => shares.typed[populationId]?.[index] ?? null),
      columns.map((_column, index) => shares.weights[index] ?? 0),
    ),
  }));
  const faulty = rows.filter((row) => row.values === null);
  if (faulty.length > 0)
    throw new AppError(
      'orgs.shares_differ',
      { total: faulty[0]?.total ?? 0 },
      Object.fromEntries(faulty.map((row) => [`figures.${row.populationId}`, 'field_shares_differ'])),
    );
  const whole = rows.map((row) => ({ ...row, values: row.values ?? [] }));
  await declareShares(tx, columns, whole, decision);
  return { columns: columns.map((column) => column.name), rows: whole };
}

async function declareShares(
  tx: Tx,
  columns: readonly Place[],
  rows: SharedFigures['rows'],
  decision: { decisionNumber: string; effectiveOn: LocalDate },
): Promise<void> {
  const values = rows.flatMap((row) =>
    columns.map((column, index) => ({
      unitId: column.id,
      populationId: row.populationId,
      asOfOn: decision.effectiveOn,
      value: row.values[index] ?? 0,
      source: decision.decisionNumber,
      enteredBy: tx.actor.userId,
      createdAt: tx.now(),
    })),
  );
  if (values.length > 0) await tx.db.insertInto('orgFigure').values(values).execute();
}
