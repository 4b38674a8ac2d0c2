import { toIdentityKey } from '#app/modules/orgs/unit-names.ts';
import type { FaultCode, ImportFacts, ParentRef, PresentUnit } from '#app/modules/orgs/import/import-plan.ts';
import type { ReadRow } from '#app/modules/orgs/import/read-rows.ts';

/** Which unit a row is about, and where it stands. */
export interface BoundRow {
  row: ReadRow;
  /** The unit that is there already; undefined for a new one. */
  unit: PresentUnit | undefined;
  /** Undefined: the row says nothing about it and the unit is there already. */
  parent: ParentRef | undefined;
  /** The row through which the parent was found: when that one is faulty, so is this. */
  viaRow?: number;
  fault?: { field: 'parent' | 'name' | 'code'; code: FaultCode; otherRow?: number };
}

/**
 * Finds for each row the unit it is about: by code, else by name under the same parent. Parents are named by code or by
 * name, and may stand in any row, before or after.
 */
export function bindRows(rows: readonly ReadRow[], facts: ImportFacts): Map<number, BoundRow> {
  const binder = new Binder(rows, facts);
  for (const row of rows) binder.bind(row);
  return binder.bound;
}

class Binder {
  readonly bound = new Map<number, BoundRow>();
  readonly #open = new Set<number>();
  readonly #facts: ImportFacts;
  readonly #presentById: Map<string, PresentUnit>;
  readonly #presentByCode: Map<string, PresentUnit>;
  readonly #presentByName: Map<string, PresentUnit[]>;
  readonly #rowsByCode: Map<string, ReadRow[]>;
  readonly #rowsByName: Map<string, ReadRow[]>;

  constructor(rows: readonly ReadRow[], facts: ImportFacts) {
    this.#facts = facts;
    this.#presentById = new Map(facts.present.map((unit) => [unit.id, unit]));
    this.#presentByCode = new Map(facts.present.flatMap((unit) => (unit.code ? [[unit.code, unit] as const] : [])));
    const renamed = this.#renamedByCode(rows);
    // Names count as they will be: what the list itself renames is no longer found by its old name.
    this.#presentByName = groupBy(
      facts.present.filter((unit) => !renamed.has(unit.id)),
      (unit) => toIdentityKey(unit.name),
    );
    this.#rowsByCode = groupBy(
      rows.filter((row) => row.values.code),
      (row) => row.values.code ?? '',
    );
    this.#rowsByName = groupBy(rows, (row) => toIdentityKey(row.values.name));
  }

  #renamedByCode(rows: readonly ReadRow[]): Set<string> {
    return new Set(
      rows.flatMap(({ values }) => {
        const unit = values.code === undefined ? undefined : this.#presentByCode.get(values.code);
        return unit && toIdentityKey(unit.name) !== toIdentityKey(values.name) ? [unit.id] : [];
      }),
    );
  }

  bind(row: ReadRow): BoundRow {
    const known = this.bound.get(row.rowNumber);
    if (known) return known;
    if (this.#open.has(row.rowNumber)) {
      return { row, unit: undefined, parent: null, fault: { field: 'parent', code: 'parent_circle' } };
    }
    this.#open.add(row.rowNumber);
    const bound = this.#find(row);
    this.#open.delete(row.rowNumber);
    this.bound.set(row.rowNumber, bound);
    return bound;
  }

  #find(row: ReadRow): BoundRow {
    const { code, name } = row.values;
    const byCode = code === undefined ? undefined : this.#presentByCode.get(code);
    if (byCode) return { row, unit: byCode, ...this.#parentOf(row, byCode) };
    const root = this.#facts.rootId === null ? undefined : this.#presentById.get(this.#facts.rootId);
    // The unit that the import is for may stand in its own list, with nothing above it there.
    if (root && row.parentText === '' && toIdentityKey(name) === toIdentityKey(root.name) && isFree(code, root)) {
      return { row, unit: root, parent: undefined };
    }
    const placed = this.#parentOf(row, undefined);
    if (placed.fault) return { row, unit: undefined, ...placed };
    const parentId = this.#unitIdOf(placed.parent ?? null);
    const same =
      parentId === undefined
        ? undefined
        : (this.#presentByName.get(toIdentityKey(name)) ?? []).find((unit) => unit.parentId === parentId);
    if (same && !isFree(code, same))
      return { row, unit: same, ...placed, fault: { field: 'code', code: 'code_differs' } };
    return { row, unit: same, ...placed };
  }

  #parentOf(row: ReadRow, unit: PresentUnit | undefined): Pick<BoundRow, 'parent' | 'viaRow' | 'fault'> {
    const fault = (code: FaultCode): Pick<BoundRow, 'parent' | 'viaRow' | 'fault'> => ({
      parent: null,
      fault: { field: 'parent', code },
    });
    const text = row.parentText;
    if (text === '') {
      if (unit) return { parent: undefined };
      return { parent: this.#facts.rootId === null ? null : { unitId: this.#facts.rootId } };
    }
    const present = this.#presentByCode.get(text);
    if (present) return present === unit ? fault('parent_itself') : { parent: { unitId: present.id } };
    const [byCode] = this.#rowsByCode.get(text) ?? [];
    if (byCode) return byCode === row ? fault('parent_itself') : this.#underRow(byCode);

    const key = toIdentityKey(text);
    // A unit named like its parent is named by code, else the next import could not tell the two apart.
    if (key === toIdentityKey(row.values.name)) return fault('parent_itself');
    const rows = (this.#rowsByName.get(key) ?? []).filter((other) => other !== row);
    const units = (this.#presentByName.get(key) ?? []).filter((other) => other !== unit);
    if (rows.length === 0 && units.length === 0) return fault('parent_unknown');
    if (rows.length === 0 && units.length === 1) return { parent: { unitId: units[0]?.id ?? '' } };
    if (rows.length > 1 || units.length > 1) return fault('parent_ambiguous');
    const [only] = rows;
    if (!only) return fault('parent_unknown');
    if (units.length === 0) return this.#underRow(only);
    // One row and one unit of that name: fine when the row is about that very unit.
    const bound = this.bind(only);
    return bound.unit === units[0] ? this.#underRow(only) : fault('parent_ambiguous');
  }

  #underRow(parent: ReadRow): Pick<BoundRow, 'parent' | 'viaRow' | 'fault'> {
    const bound = this.bind(parent);
    const isCircle = bound.fault?.code === 'parent_circle';
    if (isCircle) return { parent: null, fault: { field: 'parent', code: 'parent_circle' } };
    if (bound.fault || parent.faults.length > 0) {
      return { parent: null, fault: { field: 'parent', code: 'parent_faulty' } };
    }
    const ref = bound.unit ? { unitId: bound.unit.id } : { rowNumber: parent.rowNumber };
    return { parent: ref, viaRow: parent.rowNumber };
  }

  /** The present unit a parent is; null for none, undefined for one that is only coming. */
  #unitIdOf(parent: ParentRef): string | null | undefined {
    if (parent === null) return null;
    return 'unitId' in parent ? parent.unitId : undefined;
  }
}

/** A row that states a code is about a unit with that code, or with none yet. */
function isFree(code: string | undefined, unit: PresentUnit): boolean {
  return code === undefined || unit.code === null || unit.code === code;
}

function groupBy<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(key(one));
    if (group) group.push(one);
    else groups.set(key(one), [one]);
  }
  return groups;
}
