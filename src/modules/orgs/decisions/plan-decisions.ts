import type { LocalDate } from '#app/platform/clock.ts';
import { longestName, nameFault } from '#app/modules/orgs/unit-names.ts';
import { isWithin, parentPath, type UnitPath } from '#app/modules/orgs/unit-path.ts';
import { mayStandUnder, type KindLevel } from '#app/modules/orgs/kind-levels.ts';
import { guessKind, readKind, type ListLine } from '#app/modules/orgs/import/read-cells.ts';
import type { DecisionAction, DecisionField, DecisionRow } from '#app/modules/orgs/decisions/read-decisions.ts';

/** A unit that a row names, by its code. */
export interface DecidedUnit {
  id: string;
  code: string;
  name: string;
  path: UnitPath;
  kindId: string;
  foundedOn: LocalDate;
  /** The last day on which something of it changed; nothing may be entered for a day before. */
  changedOn: LocalDate | null;
  /** Whether the actor decides about it, and whether units may go under it. */
  mayDecide: boolean;
  mayReceive: boolean;
}

export interface DecisionFacts {
  rows: readonly DecisionRow[];
  /** Active units with a code that a row names. */
  units: readonly DecidedUnit[];
  /** Active units directly below one of those. */
  children: readonly { id: string; parentId: string; path: UnitPath; kindId: string }[];
  kinds: readonly (ListLine & KindLevel)[];
  effectiveOn: LocalDate;
}

export const decisionFaults = [
  'action_unknown',
  'unit_unknown',
  'unit_twice',
  'target_missing',
  'target_unknown',
  'target_itself',
  'target_ends',
  'target_below',
  'target_circle',
  'target_level',
  'no_right',
  'children_left',
  'before_founding',
  'before_last_change',
  'name_missing',
  'name_too_long',
  'name_letters',
  'name_no_letter',
  'code_taken',
  'kind_unknown',
] as const;
export type DecisionFaultCode = (typeof decisionFaults)[number];

export interface DecisionFault {
  rowNumber: number;
  field: DecisionField;
  code: DecisionFaultCode;
  value: string;
}

function unfitName(name: string): DecisionFaultCode | null {
  if (name === '') return 'name_missing';
  if (name.length > longestName) return 'name_too_long';
  const fault = nameFault(name);
  return fault && `name_${fault}`;
}

/** A unit that is there, or one that a row founds. */
export type UnitRef = { unitId: string } | { rowNumber: number };

export interface DecisionPlan {
  founded: { rowNumber: number; code: string; name: string; kindId: string; parent: UnitRef }[];
  moves: { unitId: string; to: UnitRef }[];
  /** `to` is null for a dissolution. */
  ends: { unitId: string; to: UnitRef | null }[];
  renames: { unitId: string; name: string }[];
  faults: DecisionFault[];
  counts: Record<DecisionAction, number> & { faulty: number };
}

/**
 * What a set of decisions does, all on one day, and every row that it cannot do with the reason. What stands below a unit
 * that ends into another goes along unless a row says where to. Pure.
 */
export function planDecisions(facts: DecisionFacts): DecisionPlan {
  return new Planner(facts).plan();
}

class Planner {
  readonly #facts: DecisionFacts;
  readonly #byCode: Map<string, DecidedUnit>;
  readonly #foundedByCode: Map<string, DecisionRow>;
  readonly #childrenOf: Map<string, DecisionFacts['children'][number][]>;
  readonly #ending: Set<string>;
  readonly #placed: Set<string>;
  readonly #plan: DecisionPlan = {
    founded: [],
    moves: [],
    ends: [],
    renames: [],
    faults: [],
    counts: { into: 0, under: 0, dissolve: 0, rename: 0, found: 0, faulty: 0 },
  };

  constructor(facts: DecisionFacts) {
    this.#facts = facts;
    this.#byCode = new Map(facts.units.map((unit) => [unit.code, unit]));
    this.#foundedByCode = new Map(
      facts.rows.filter((row) => row.action === 'found' && row.code !== '').map((row) => [row.code, row]),
    );
    this.#childrenOf = Map.groupBy(facts.children, (child) => child.parentId);
    const idsOf = (...actions: DecisionAction[]): string[] =>
      facts.rows.flatMap((row) =>
        row.action && actions.includes(row.action) ? (this.#byCode.get(row.code)?.id ?? []) : [],
      );
    this.#ending = new Set(idsOf('into', 'dissolve'));
    this.#placed = new Set(idsOf('into', 'dissolve', 'under'));
  }

  plan(): DecisionPlan {
    const seen = new Set<string>();
    for (const row of this.#facts.rows) {
      const fault = this.#take(row, seen);
      if (fault) this.#refuse(row, fault);
    }
    this.#moveWhatFollows();
    this.#refuseCircles();
    this.#plan.counts.faulty = this.#plan.faults.length;
    return this.#plan;
  }

  #refuse(row: DecisionRow, [field, code]: [DecisionField, DecisionFaultCode]): void {
    this.#plan.faults.push({ rowNumber: row.rowNumber, field, code, value: valueOf(row, field) });
  }

  #take(row: DecisionRow, seen: Set<string>): [DecisionField, DecisionFaultCode] | undefined {
    if (row.action === null) return ['action', 'action_unknown'];
    const key = `${row.action === 'rename' ? 'rename' : 'place'} ${row.code}`;
    if (row.code !== '' && seen.has(key)) return ['code', 'unit_twice'];
    seen.add(key);
    const fault = row.action === 'found' ? this.#found(row) : this.#change(row, row.action);
    if (!fault) this.#plan.counts[row.action] += 1;
    return fault;
  }

  #found(row: DecisionRow): [DecisionField, DecisionFaultCode] | undefined {
    const name = row.newName || row.name;
    const unfit = unfitName(name);
    if (unfit) return [row.newName === '' ? 'name' : 'newName', unfit];
    if (row.code !== '' && this.#byCode.has(row.code)) return ['code', 'code_taken'];
    const kindId = this.#kindOf(row);
    if (!kindId) return ['kind', 'kind_unknown'];
    const parent = this.#receiver(row, null);
    if (typeof parent === 'string') return ['target', parent];
    if (!this.#fits([{ kindId }], row)) return ['target', 'target_level'];
    this.#plan.founded.push({ rowNumber: row.rowNumber, code: row.code, name, kindId, parent });
    return undefined;
  }

  #change(row: DecisionRow, action: DecisionAction): [DecisionField, DecisionFaultCode] | undefined {
    const unit = this.#byCode.get(row.code);
    if (!unit) return ['code', 'unit_unknown'];
    if (!unit.mayDecide) return ['code', 'no_right'];
    const { effectiveOn } = this.#facts;
    if (effectiveOn < unit.foundedOn) return ['code', 'before_founding'];
    if (unit.changedOn !== null && effectiveOn < unit.changedOn) return ['code', 'before_last_change'];
    if (action === 'rename') {
      const unfit = unfitName(row.newName);
      if (unfit) return ['newName', unfit];
      this.#plan.renames.push({ unitId: unit.id, name: row.newName });
      return undefined;
    }
    if (action === 'dissolve') {
      if (this.#following(unit.id).length > 0) return ['code', 'children_left'];
      this.#plan.ends.push({ unitId: unit.id, to: null });
      return undefined;
    }
    const to = this.#receiver(row, unit);
    if (typeof to === 'string') return ['target', to];
    const going = action === 'under' ? [unit] : this.#following(unit.id);
    if (!this.#fits(going, row)) return ['target', 'target_level'];
    (action === 'into' ? this.#plan.ends : this.#plan.moves).push({ unitId: unit.id, to });
    return undefined;
  }

  #receiver(row: DecisionRow, unit: DecidedUnit | null): UnitRef | DecisionFaultCode {
    if (row.target === '') return 'target_missing';
    if (row.target === row.code) return 'target_itself';
    const founded = this.#foundedByCode.get(row.target);
    if (founded) return { rowNumber: founded.rowNumber };
    const target = this.#byCode.get(row.target);
    if (!target) return 'target_unknown';
    if (!target.mayReceive) return 'no_right';
    if (this.#ending.has(target.id)) return 'target_ends';
    if (unit && isWithin(target.path, unit.path) && !this.#placed.has(target.id)) return 'target_below';
    if (this.#facts.effectiveOn < target.foundedOn) return 'before_founding';
    return { unitId: target.id };
  }

  /** The kind of a unit that a row founds: stated, or told by its name; null for one that nobody knows. */
  #kindOf(row: DecisionRow): string | null {
    const { kinds } = this.#facts;
    return row.kind === '' ? guessKind(row.newName || row.name, kinds) : readKind(row.kind, kinds);
  }

  /** Whether these units may, by their kinds, stand under the row's target. */
  #fits(units: readonly { kindId: string }[], row: DecisionRow): boolean {
    const founded = this.#foundedByCode.get(row.target);
    const targetKind = founded ? this.#kindOf(founded) : this.#byCode.get(row.target)?.kindId;
    const level = (id: string | null | undefined) => this.#facts.kinds.find((kind) => kind.id === id);
    return units.every((unit) => mayStandUnder(level(unit.kindId), level(targetKind)));
  }

  /** What stands below a unit and goes where it goes: no row says where to. */
  #following(unitId: string): DecisionFacts['children'] {
    return (this.#childrenOf.get(unitId) ?? []).filter((child) => !this.#placed.has(child.id));
  }

  #moveWhatFollows(): void {
    for (const { unitId, to } of this.#plan.ends)
      if (to) this.#plan.moves.push(...this.#following(unitId).map((child) => ({ unitId: child.id, to })));
  }

  /** Each row may be right alone and the rows together still put units under each other: seen only when all are placed. */
  #refuseCircles(): void {
    const { units, children, rows } = this.#facts;
    const pathOf = new Map([...children, ...units].map((unit) => [unit.id, unit.path]));
    // A unit is known by its path of today, one that a row founds by its row.
    const key = (ref: UnitRef): string => ('unitId' in ref ? (pathOf.get(ref.unitId) ?? '.') : `row ${ref.rowNumber}`);
    const above = new Map([
      ...this.#plan.founded.map((unit): [string, string] => [key(unit), key(unit.parent)]),
      ...[...this.#plan.moves, ...this.#plan.ends].flatMap((one): [string, string][] =>
        one.to ? [[key(one), key(one.to)]] : [],
      ),
    ]);
    const faulty = new Set(this.#plan.faults.map((fault) => fault.rowNumber));
    for (const row of rows) {
      if (row.action === null || row.action === 'rename' || faulty.has(row.rowNumber)) continue;
      const start = row.action === 'found' ? `row ${row.rowNumber}` : this.#byCode.get(row.code)?.path;
      if (start === undefined || !leadsBack(start, above)) continue;
      this.#refuse(row, ['target', 'target_circle']);
      this.#takeBack(row, row.action);
    }
  }

  /** A row that counted as right and is not: what it would do is no longer told among what the others do. */
  #takeBack(row: DecisionRow, action: DecisionAction): void {
    const plan = this.#plan;
    const id = this.#byCode.get(row.code)?.id;
    plan.counts[action] -= 1;
    plan.moves = plan.moves.filter((move) => move.unitId !== id);
    plan.founded = plan.founded.filter((unit) => unit.rowNumber !== row.rowNumber);
  }
}

/** Whether going up from a unit comes to that unit again. */
function leadsBack(start: string, above: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  let at = above.get(start);
  while (at !== undefined && at !== '.' && !seen.has(at)) {
    if (at === start) return true;
    seen.add(at);
    at = above.get(at) ?? (at.startsWith('.') ? parentPath(at) : undefined);
  }
  return false;
}

function valueOf(row: DecisionRow, field: DecisionField): string {
  return field === 'action' ? row.actionText : row[field];
}
