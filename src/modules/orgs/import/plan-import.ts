import { toIdentityKey } from '#app/modules/orgs/unit-names.ts';
import type { ImportField } from '#app/modules/orgs/import/columns.ts';
import { bindRows, type BoundRow } from '#app/modules/orgs/import/bind-rows.ts';
import { findMisplaced, kindOfRow, refKey } from '#app/modules/orgs/import/find-misplaced.ts';
import { readRows } from '#app/modules/orgs/import/read-rows.ts';
import type {
  ImportFacts,
  ImportFault,
  ImportPlan,
  ParentRef,
  PlannedChange,
  PlannedUnit,
  PresentUnit,
} from '#app/modules/orgs/import/import-plan.ts';

/**
 * What an import would do: for each row new, changed or unchanged, and every fault with its row, column and reason.
 * Pure: nothing is written. What one import has written, the same import plans as unchanged.
 */
export function planImport(facts: ImportFacts): ImportPlan {
  const rows = readRows(facts);
  const bound = bindRows(rows, facts);
  const faults: ImportFault[] = [];
  for (const one of bound.values()) {
    faults.push(...one.row.faults);
    if (one.fault) {
      const value = one.fault.field === 'parent' ? one.row.parentText : (one.row.values[one.fault.field] ?? '');
      faults.push({ rowNumber: one.row.rowNumber, field: one.fault.field, code: one.fault.code, value });
    }
  }
  faults.push(...findTwins(bound, facts), ...findMisplaced(bound, facts));
  const faulty = spread(faults, bound, facts);
  const names = new Map(facts.present.map((unit) => [unit.id, unit.name]));
  const planned = [...bound.values()]
    .filter((one) => !faulty.has(one.row.rowNumber))
    .map((one) => planRow(one, facts, names, bound));
  const units = parentsFirst(planned);
  const count = (action: PlannedUnit['action']): number => units.filter((unit) => unit.action === action).length;
  return {
    units,
    faults: faults.toSorted((one, other) => one.rowNumber - other.rowNumber),
    counts: { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), faulty: faulty.size },
  };
}

const keyOf = (one: BoundRow): string => (one.unit ? `u${one.unit.id}` : `r${one.row.rowNumber}`);

/** Two rows about one unit, one code twice, a name that a sibling already has, a second first unit. */
function findTwins(bound: ReadonlyMap<number, BoundRow>, facts: ImportFacts): ImportFault[] {
  const faults: ImportFault[] = [];
  const seen = new Map<string, number>();
  const clash = (key: string, one: BoundRow, field: ImportField, code: ImportFault['code']): void => {
    const { rowNumber, values } = one.row;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, rowNumber);
    else
      faults.push({
        rowNumber,
        field,
        code,
        value: field === 'code' ? (values.code ?? '') : values.name,
        otherRow: first,
      });
  };
  const stated = new Set([...bound.values()].flatMap((one) => (one.unit ? [one.unit.id] : [])));
  const siblings = new Map(
    facts.present
      .filter((unit) => !stated.has(unit.id))
      .map((unit) => [
        `${refKey(unit.parentId === null ? null : { unitId: unit.parentId })} ${toIdentityKey(unit.name)}`,
        unit,
      ]),
  );
  for (const one of bound.values()) {
    if (one.fault || one.row.values.name === '') continue;
    const { rowNumber, values } = one.row;
    if (values.code) clash(`code ${values.code}`, one, 'code', 'code_twice');
    if (one.unit) clash(`unit ${one.unit.id}`, one, 'name', 'unit_twice');
    const place = `${refKey(placeOf(one))} ${toIdentityKey(values.name)}`;
    clash(`place ${place}`, one, 'name', 'unit_twice');
    if (siblings.has(place)) faults.push({ rowNumber, field: 'name', code: 'name_taken', value: values.name });
  }
  faults.push(...findSecondRoots(bound, facts));
  // One row may clash twice with the same other row; once is enough to say.
  const said = new Map(faults.map((fault) => [`${fault.rowNumber} ${fault.otherRow ?? ''}`, fault]));
  return [...said.values()];
}

/** An empty federation has one first unit; of several rows without a parent nobody can tell which it is. */
function findSecondRoots(bound: ReadonlyMap<number, BoundRow>, facts: ImportFacts): ImportFault[] {
  if (facts.rootId !== null) return [];
  const firsts = [...bound.values()].filter((one) => !one.fault && one.parent === null);
  if (firsts.length < 2) return [];
  return firsts.map(({ row }) => ({
    rowNumber: row.rowNumber,
    field: 'parent',
    code: 'second_root',
    value: row.values.name,
  }));
}

function placeOf(one: BoundRow): ParentRef {
  if (one.parent !== undefined) return one.parent;
  return one.unit?.parentId ? { unitId: one.unit.parentId } : null;
}

/** Faulty rows and all that would stand under what they do not make; finds circles among moved units too. */
function spread(faults: ImportFault[], bound: ReadonlyMap<number, BoundRow>, facts: ImportFacts): Set<number> {
  const faulty = new Set(faults.map((fault) => fault.rowNumber));
  const above = new Map<string, string>();
  for (const unit of facts.present) {
    above.set(`u${unit.id}`, unit.parentId === null ? '' : `u${unit.parentId}`);
  }
  for (const one of bound.values()) {
    if (!faulty.has(one.row.rowNumber)) above.set(keyOf(one), refKey(placeOf(one)));
  }
  // All are judged by the rows' own faults before any is added: in a circle each row is told of the circle.
  const follow = [...bound.values()].flatMap((one) => {
    const code = faulty.has(one.row.rowNumber) ? undefined : followUp(one, above, faulty);
    return code ? [{ one, code }] : [];
  });
  for (const { one, code } of follow) {
    faulty.add(one.row.rowNumber);
    faults.push({ rowNumber: one.row.rowNumber, field: 'parent', code, value: one.row.parentText });
  }
  return faulty;
}

function followUp(
  one: BoundRow,
  above: ReadonlyMap<string, string>,
  faulty: ReadonlySet<number>,
): 'parent_circle' | 'parent_faulty' | undefined {
  if (one.viaRow !== undefined && faulty.has(one.viaRow)) return 'parent_faulty';
  const start = keyOf(one);
  const passed = new Set([start]);
  for (let at = above.get(start) ?? ''; at !== ''; at = above.get(at) ?? '') {
    if (at === start) return 'parent_circle';
    // A circle further up is the fault of the rows in it.
    if (passed.has(at)) return 'parent_faulty';
    passed.add(at);
    if (at.startsWith('r') && faulty.has(Number(at.slice(1)))) return 'parent_faulty';
  }
  return undefined;
}

function planRow(
  one: BoundRow,
  facts: ImportFacts,
  names: ReadonlyMap<string, string>,
  bound: ReadonlyMap<number, BoundRow>,
): PlannedUnit {
  const { values, rowNumber } = one.row;
  const kindId = kindOfRow(one, facts);
  const base = { rowNumber, parent: placeOf(one), values: { ...values, kindId } };
  if (!one.unit) return { ...base, action: 'new', changes: [] };
  const changes = differences(one, one.unit, names, bound);
  return { ...base, unitId: one.unit.id, action: changes.length > 0 ? 'changed' : 'unchanged', changes };
}

function differences(
  one: BoundRow,
  unit: PresentUnit,
  names: ReadonlyMap<string, string>,
  bound: ReadonlyMap<number, BoundRow>,
): PlannedChange[] {
  const { values } = one.row;
  const changes: PlannedChange[] = [];
  const compare = (field: ImportField, before: string, after: string | undefined): void => {
    if (after !== undefined && after !== before) changes.push({ field, before, after });
  };
  if (toIdentityKey(values.name) !== toIdentityKey(unit.name)) compare('name', unit.name, values.name);
  compare('code', unit.code ?? '', values.code);
  compare('kind', unit.kindId, values.kindId);
  compare('sector', unit.sectorId ?? '', values.sectorId);
  for (const field of ['shortName', 'symbol', 'address', 'email', 'phone'] as const)
    compare(field, unit[field], values[field]);
  if (one.parent !== undefined && refKey(one.parent) !== (unit.parentId === null ? '' : `u${unit.parentId}`)) {
    compare(
      'parent',
      nameOfParent(unit.parentId ? { unitId: unit.parentId } : null, names, bound),
      nameOfParent(one.parent, names, bound),
    );
  }
  for (const [population, count] of Object.entries(values.figures)) {
    compare(`figure:${population}`, unit.figures[population]?.toString() ?? '', count.toString());
  }
  return changes;
}

function nameOfParent(
  parent: ParentRef,
  names: ReadonlyMap<string, string>,
  bound: ReadonlyMap<number, BoundRow>,
): string {
  if (parent === null) return '';
  if ('rowNumber' in parent) return bound.get(parent.rowNumber)?.row.values.name ?? '';
  return names.get(parent.unitId) ?? '';
}

function parentsFirst(units: readonly PlannedUnit[]): PlannedUnit[] {
  const byKey = new Map(units.map((unit) => [unit.unitId ? `u${unit.unitId}` : `r${unit.rowNumber}`, unit]));
  const depthOf = (unit: PlannedUnit): number => {
    let depth = 0;
    for (let at = byKey.get(refKey(unit.parent)); at; at = byKey.get(refKey(at.parent))) depth += 1;
    return depth;
  };
  const depths = new Map(units.map((unit) => [unit, depthOf(unit)]));
  return units.toSorted(
    (one, other) => (depths.get(one) ?? 0) - (depths.get(other) ?? 0) || one.rowNumber - other.rowNumber,
  );
}
