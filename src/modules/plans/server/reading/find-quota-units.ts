import type { Tx } from '#app/platform/context.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';
import { unitsBelow } from '#app/modules/orgs/server/index.ts';
import { unitsOfLine, type AddressableUnit } from '#app/modules/plans/delivery-recipients.ts';
import type { MappedQuota } from '#app/modules/plans/server/reading/map-quota.ts';
import { ruleOf } from '#app/modules/plans/server/reading/map-recipient.ts';
import { nameKey } from '#app/modules/plans/server/reading/name-key.ts';

/** A unit of the issuer's branch, as rows of quotas name it. */
export interface NamedUnit extends AddressableUnit {
  name: string;
  shortName: string;
}

/** Rows of quotas with the units that their labels mean today; none where a person has to say who that is. */
export async function findQuotaUnits(
  tx: Tx,
  orgPath: string,
  rows: readonly MappedQuota[],
): Promise<(MappedQuota & { unitIds: string[] })[]> {
  if (rows.length === 0) return [];
  const units = await unitsBelow(tx, orgPath, { activeOn: tx.today(), includeSelf: true });
  const issuer = units.find((unit) => unit.path === orgPath);
  return rows.map((row) => ({
    ...row,
    unitIds: row.isTotal || !issuer ? [] : unitsOfRow(row.rowLabel, units, issuer.id),
  }));
}

/**
 * Who a row means: the unit that bears its name, else all of the kind it speaks of ("Công đoàn các phường"). A row of
 * the issuer's own people ("Lãnh đạo") means no unit, and one office is not all offices.
 */
export function unitsOfRow(label: string, units: readonly NamedUnit[], issuerId: string): string[] {
  const key = nameKey(label);
  const named = units.filter(
    (unit) =>
      unit.id !== issuerId && [unit.name, unit.shortName].some((name) => name !== '' && toSearchKey(name) === key),
  );
  if (named.length > 0) return named.map((unit) => unit.id);
  const rule = ruleOf(label, 'act');
  const isOneOffice = rule.ruleKindIds.every((kind) => kind === 'department') && !/^cac\b/.test(toSearchKey(label));
  if (rule.ruleKind === 'none' || isOneOffice) return [];
  return unitsOfLine({ ...rule, ruleUnitId: null, unitIds: [] }, units, issuerId).map((unit) => unit.id);
}
