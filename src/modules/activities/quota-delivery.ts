import { kindOfItem, type ItemKind } from '#app/modules/activities/item-kinds.ts';

/** One cell of a quota table, as the plan has it. */
export interface QuotaCell {
  rowLabel: string;
  groupLabel: string;
  item: string;
  count: number | null;
  perUnitMin: number | null;
  isTotal: boolean;
  unitIds: readonly string[];
}

/** How many of each kind a unit delivered while the plan was in force. */
export type DeliveredByUnit = ReadonlyMap<string, ReadonlyMap<ItemKind, number>>;

export interface UnitDelivery {
  unitId: string;
  delivered: number;
  /** The least that the line asks of each unit; null where it asks only of the group. */
  needed: number | null;
}

export interface CellDelivery {
  rowLabel: string;
  groupLabel: string;
  item: string;
  isTotal: boolean;
  delivered: number;
  needed: number | null;
  units: UnitDelivery[];
}

/**
 * Delivered of required for every cell of a quota table that asks for something countable. A row is its units'; the
 * total is that of all units named anywhere in the table, so that a line with only a total ("60 ảnh") is counted too. A
 * unit named in two rows stands in both, and once in the total. Cells without units are left out: whose they are nobody
 * has said.
 */
export function deliveredOf(cells: readonly QuotaCell[], delivered: DeliveredByUnit): CellDelivery[] {
  const everyone = [...new Set(cells.flatMap((cell) => cell.unitIds))];
  return cells.flatMap((cell): CellDelivery[] => {
    const kind = kindOfItem(cell.item);
    const unitIds = cell.isTotal ? everyone : cell.unitIds;
    if (kind === null || unitIds.length === 0 || (cell.count === null && cell.perUnitMin === null)) return [];
    const units = unitIds.map((unitId) => ({
      unitId,
      delivered: delivered.get(unitId)?.get(kind) ?? 0,
      needed: cell.isTotal ? null : cell.perUnitMin,
    }));
    const { rowLabel, groupLabel, item, isTotal } = cell;
    const sum = units.reduce((total, unit) => total + unit.delivered, 0);
    const least = cell.perUnitMin === null ? null : cell.perUnitMin * unitIds.length;
    return [{ rowLabel, groupLabel, item, isTotal, delivered: sum, needed: cell.count ?? least, units }];
  });
}

/** Units that still owe something of a cell: those below their own least. */
export const owing = (cell: CellDelivery): UnitDelivery[] =>
  cell.units.filter((unit) => unit.needed !== null && unit.delivered < unit.needed);
