import { mayStandUnder } from '#app/modules/orgs/kind-levels.ts';
import type { BoundRow } from '#app/modules/orgs/import/bind-rows.ts';
import type { ImportFacts, ImportFault, ParentRef } from '#app/modules/orgs/import/import-plan.ts';
import { guessKind } from '#app/modules/orgs/import/read-cells.ts';

/** A unit as the list leaves it: what it is, where it stands, and whether the list says so. */
interface Stand {
  kindId: string;
  parent: string;
  name: string;
  row: BoundRow | undefined;
  isNewKind: boolean;
  isNewPlace: boolean;
}

/** The kind of a row's unit: stated, as it is, or told by its name. */
export function kindOfRow({ row, unit }: BoundRow, facts: ImportFacts): string {
  return row.values.kindId ?? unit?.kindId ?? guessKind(row.values.name, facts.kinds);
}

/** One key for a unit that is there and for a row that becomes one; empty for no parent. */
export const refKey = (parent: ParentRef): string =>
  parent === null ? '' : 'unitId' in parent ? `u${parent.unitId}` : `r${parent.rowNumber}`;

/**
 * Units that the list would put under one of a level too low for them, or that stand below a unit whose kind it changes
 * so. What stands so already and is left as it is, is not the list's fault.
 */
export function findMisplaced(bound: ReadonlyMap<number, BoundRow>, facts: ImportFacts): ImportFault[] {
  const stands = standAfter(bound, facts);
  const kinds = new Map(facts.kinds.map((kind) => [kind.id, kind]));
  const faults: ImportFault[] = [];
  for (const child of stands.values()) {
    const parent = stands.get(child.parent);
    if (!parent || mayStandUnder(kinds.get(child.kindId), kinds.get(parent.kindId))) continue;
    if (child.row && (child.isNewKind || child.isNewPlace))
      faults.push({ rowNumber: child.row.row.rowNumber, field: 'parent', code: 'parent_level', value: parent.name });
    else if (parent.row && parent.isNewKind)
      faults.push({ rowNumber: parent.row.row.rowNumber, field: 'kind', code: 'kind_level', value: child.name });
  }
  return faults;
}

function standAfter(bound: ReadonlyMap<number, BoundRow>, facts: ImportFacts): Map<string, Stand> {
  const stands = new Map(
    facts.present.map((unit): [string, Stand] => [
      `u${unit.id}`,
      {
        kindId: unit.kindId,
        parent: unit.parentId === null ? '' : `u${unit.parentId}`,
        name: unit.name,
        row: undefined,
        isNewKind: false,
        isNewPlace: false,
      },
    ]),
  );
  for (const one of bound.values()) {
    if (one.fault || one.row.faults.length > 0) continue;
    const key = one.unit ? `u${one.unit.id}` : `r${one.row.rowNumber}`;
    const before = stands.get(key);
    const kindId = kindOfRow(one, facts);
    const parent = one.parent === undefined ? (before?.parent ?? '') : refKey(one.parent);
    stands.set(key, {
      kindId,
      parent,
      name: one.row.values.name,
      row: one,
      isNewKind: kindId !== before?.kindId,
      isNewPlace: parent !== before?.parent,
    });
  }
  return stands;
}
