import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { guessColumns, type ColumnMapping } from '#app/modules/orgs/import/columns.ts';
import type { ImportFault, ImportPlan } from '#app/modules/orgs/import/import-plan.ts';
import { planImport } from '#app/modules/orgs/import/plan-import.ts';
import { loadImportFacts } from '#app/modules/orgs/server/import/import-facts.ts';
import { writeImport } from '#app/modules/orgs/server/import/import-units.ts';
import { readSheet } from '#app/modules/orgs/server/import/read-sheet.ts';
import { loadUnit } from '#app/modules/orgs/server/load-unit.ts';
import { lockTree } from '#app/modules/orgs/server/reorganise/decision.ts';

export interface ImportFileInput {
  bytes: Uint8Array;
  fileName: string;
  /** Guessed from the headings when absent. */
  mapping?: ColumnMapping;
  /** Today when absent. */
  asOfOn?: LocalDate;
  /** Only says what it would do. */
  isPreview?: boolean;
}

export interface ImportFileResult {
  /** What each column was taken for. */
  mapping: ColumnMapping;
  header: string[];
  counts: ImportPlan['counts'];
  /** When there are any, nothing was written. */
  faults: ImportFault[];
  isWritten: boolean;
}

/**
 * Imports a whole list from the command line, by the system: under the federation's first unit, or into an empty
 * federation, whose first unit is then the row without a parent. With a single faulty row nothing is written. Throws
 * what `readSheet` throws, and orgs.row_code_taken.
 */
export async function importUnitsFromFile(ctx: Context, input: ImportFileInput): Promise<ImportFileResult> {
  const sheet = await readSheet(input);
  const mapping = input.mapping ?? guessColumns(sheet.header);
  return ctx.transaction(async (tx) => {
    await lockTree(tx);
    const asOfOn = input.asOfOn ?? tx.today();
    const first = await sql<{ id: string }>`
      select id from org_unit where parent_id is null and ended_on is null order by created_at limit 1`.execute(tx.db);
    const root = first.rows[0] ? ((await loadUnit(tx, first.rows[0].id)) ?? null) : null;
    const list = { sheet, mapping, asOfOn };
    const plan = planImport(await loadImportFacts(tx, root, list));
    const result = { mapping, header: sheet.header, counts: plan.counts, faults: plan.faults };
    if (input.isPreview || plan.counts.faulty > 0) return { ...result, isWritten: false };
    await writeImport(tx, root, { ...list, fileName: input.fileName, isSkippingFaulty: false });
    return { ...result, isWritten: true };
  });
}
