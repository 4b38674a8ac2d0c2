import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { UnitPath } from '#app/modules/orgs/unit-path.ts';
import type { ColumnMapping } from '#app/modules/orgs/import/columns.ts';
import type { ImportFacts, PresentUnit, Sheet } from '#app/modules/orgs/import/import-plan.ts';
import { latestFiguresBelow } from '#app/modules/orgs/server/figure-queries.ts';
import { orgReference } from '#app/modules/orgs/server/reference-queries.ts';
import { underPath } from '#app/modules/orgs/server/unit-scope.ts';

/** Everything that the plan of an import is made from. Three queries, whatever the size of list or federation. */
export async function loadImportFacts(
  tx: Tx,
  root: { id: string; path: UnitPath } | null,
  input: { sheet: Sheet; mapping: ColumnMapping; asOfOn: LocalDate },
): Promise<ImportFacts> {
  const reference = await orgReference(tx);
  const present = root ? await loadPresent(tx, root.path, input.asOfOn) : [];
  return {
    ...input,
    present,
    rootId: root?.id ?? null,
    kinds: reference.kinds,
    sectors: reference.sectors,
    today: tx.today(),
  };
}

async function loadPresent(tx: Tx, path: UnitPath, asOfOn: LocalDate): Promise<PresentUnit[]> {
  const { rows } = await sql<Omit<PresentUnit, 'figures'>>`
    select u.id, u.parent_id, u.name, c.code, u.kind_id, u.sector_id, u.short_name, u.symbol, u.address, u.email,
           u.phone, u.founded_on
    from org_unit u
    left join org_unit_code c on c.unit_id = u.id and c.scheme = 'unit' and c.valid_to is null
    where ${underPath('u.path', path)} and u.ended_on is null`.execute(tx.db);
  const figures = new Map<string, Record<string, number>>();
  for (const figure of await latestFiguresBelow(tx, path, asOfOn)) {
    const known = figures.get(figure.unitId) ?? {};
    known[figure.populationId] = figure.value;
    figures.set(figure.unitId, known);
  }
  return rows.map((row) => ({ ...row, figures: figures.get(row.id) ?? {} }));
}
