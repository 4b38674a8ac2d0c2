import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { toSearchKey, toSortKey } from '#app/platform/vietnamese.ts';
import { findQuotaUnits } from '#app/modules/plans/server/reading/find-quota-units.ts';
import type { MappedItems, MappedPlan } from '#app/modules/plans/server/reading/map-read-plan.ts';
import { nameKey } from '#app/modules/plans/server/reading/name-key.ts';
import type { MappedRecipient } from '#app/modules/plans/server/reading/map-recipient.ts';

/** PostgreSQL takes 65,535 parameters; an item has at most thirty. */
const rowsAtOnce = 1000;

/** Writes what the reader found as the items of a plan. Part of the caller's use case. */
export async function insertReadItems(tx: Tx, planId: string, orgPath: string, items: MappedItems): Promise<void> {
  const placed = <T extends object>(rows: readonly T[]): (T & { id: string; planId: string; position: number })[] =>
    rows.map((row, at) => ({ ...row, id: randomUUID(), planId, position: (at + 1) * 10 }));
  const rooted = <T extends object>(rows: readonly T[]) => placed(rows).map((row) => ({ ...row, rootId: row.id }));
  const recipients = await findNamedUnits(tx, orgPath, items.recipient);
  const quotas = await findQuotaUnits(tx, orgPath, items.quota);

  await inParts(placed(items.basis), (part) =>
    tx.db
      .insertInto('planBasis')
      .values(part.map((row) => ({ ...row, citedPlanId: null })))
      .execute(),
  );
  await inParts(placed(items.section), (part) => tx.db.insertInto('planSection').values(part).execute());
  await inParts(rooted(items.target), (part) =>
    tx.db
      .insertInto('planTarget')
      .values(part.map((row) => ({ ...row, inheritedFrom: null, loweringState: null })))
      .execute(),
  );
  await inParts(rooted(items.task), (part) =>
    tx.db
      .insertInto('planTask')
      .values(
        part.map((row) => ({ ...row, inheritedFrom: null, ownerUnitId: null, ownerPersonId: null, doneOn: null })),
      )
      .execute(),
  );
  await inParts(rooted(quotas), (part) => tx.db.insertInto('planQuota').values(part).execute());
  await inParts(placed(items.duty), (part) => tx.db.insertInto('planDuty').values(part).execute());
  await inParts(placed(recipients), (part) => tx.db.insertInto('planRecipient').values(part).execute());
}

async function inParts<T>(rows: readonly T[], insert: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) await insert(rows.slice(from, from + rowsAtOnce));
}

/** A recipient that bears the name of a unit below the issuer means that unit, not all of its kind. */
async function findNamedUnits(
  tx: Tx,
  orgPath: string,
  lines: readonly MappedRecipient[],
): Promise<(MappedRecipient & { ruleUnitId: string | null })[]> {
  const keys = lines.map((line) => nameKey(line.label));
  const { rows } = await sql<{ id: string; nameKey: string }>`
    select id, name_key from org_unit
    where name_key = any(${keys}::text[]) and starts_with(path, ${orgPath}) and path <> ${orgPath} and ended_on is null`.execute(
    tx.db,
  );
  const byName = new Map(rows.map((row) => [row.nameKey, row.id]));
  return lines.map((line, at) => {
    const unitId = line.purpose === 'archive' ? undefined : byName.get(keys[at] ?? '');
    if (unitId === undefined) return { ...line, ruleUnitId: null };
    const isOurDoubt = line.doubt === 'recipient';
    return {
      ...line,
      purpose: line.purpose === 'inform' && isOurDoubt ? 'act' : line.purpose,
      ruleKind: 'unit',
      ruleKindIds: [],
      ruleUnitId: unitId,
      ...(isOurDoubt ? { doubt: '' as const, review: 'sure' as const } : {}),
    };
  });
}

/** The head of a read plan as columns of `plan`; empty ones keep what the unit already knows of itself. */
export function headerColumns(mapped: MappedPlan['header'], known: { issuerName: string; superiorName: string }) {
  return {
    ...mapped,
    issuerName: mapped.issuerName || known.issuerName,
    superiorName: mapped.superiorName || known.superiorName,
    ...titleColumns(mapped.title),
  };
}

/** A title with what it is searched and sorted by. */
export function titleColumns(title: string): { title: string; titleKey: string; titleSort: string } {
  return { title, titleKey: toSearchKey(title), titleSort: toSortKey(title) };
}
