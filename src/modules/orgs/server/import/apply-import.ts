import { randomUUID } from 'node:crypto';
import { sql, type Insertable } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { toSearchKey, toSortKey } from '#app/platform/vietnamese.ts';
import type { Database } from '#app/db/schema.ts';
import { childPath, type UnitPath } from '#app/modules/orgs/unit-path.ts';
import { makeSearchKey } from '#app/modules/orgs/unit-names.ts';
import type { ImportFacts, ImportPlan, ParentRef, PlannedUnit } from '#app/modules/orgs/import/import-plan.ts';
import { changeUnit } from '#app/modules/orgs/server/import/change-unit.ts';
import { loadUnits } from '#app/modules/orgs/server/load-unit.ts';
import { changePlaces, placeFounded } from '#app/modules/orgs/server/reorganise/change-places.ts';

interface Placed {
  id: string;
  path: UnitPath;
  foundedOn: LocalDate;
}

/** Hears how many rows of the list stand written, from time to time. */
export type ReportRows = (written: number) => Promise<void>;

/** Writes what a plan says: new units in blocks, then changed ones, then figures. The caller audits. */
export async function applyImport(tx: Tx, plan: ImportPlan, facts: ImportFacts, report: ReportRows): Promise<void> {
  const places = await loadPlaces(tx, plan);
  await insertNewUnits(tx, plan, facts, places, report);
  const changed = plan.units.filter((unit) => unit.action === 'changed');
  const moved = changed.filter((unit) => unit.changes.some((change) => change.field === 'parent'));
  await changePlaces(
    tx,
    moved.flatMap((unit) => unit.unitId ?? []),
    facts.asOfOn,
    async () => {
      // From the top of the tree to be, so that a unit never goes under one that still stands below it.
      for (const [index, unit] of changed.entries()) {
        await changeUnit(tx, unit, parentId(unit.parent, places), facts);
        if (index % 100 === 99) await report(plan.counts.new + index + 1);
      }
    },
  );
  await insertFigures(tx, plan, facts, places);
}

const keyOf = (ref: Exclude<ParentRef, null>): string => ('unitId' in ref ? `u${ref.unitId}` : `r${ref.rowNumber}`);

function parentId(parent: ParentRef, places: ReadonlyMap<string, Placed>): string | null {
  return parent === null ? null : (places.get(keyOf(parent))?.id ?? null);
}

async function loadPlaces(tx: Tx, plan: ImportPlan): Promise<Map<string, Placed>> {
  const ids = plan.units.flatMap((unit) => [
    ...(unit.unitId ? [unit.unitId] : []),
    ...(unit.parent && 'unitId' in unit.parent ? [unit.parent.unitId] : []),
  ]);
  const units = await loadUnits(tx, [...new Set(ids)]);
  return new Map(units.flatMap((unit) => (unit ? [[`u${unit.id}`, unit] as const] : [])));
}

/** The rows of one new unit in the tables that make it up. */
interface NewRows {
  rowNumber: number;
  unit: Insertable<Database['orgUnit']>;
  name: Insertable<Database['orgUnitName']>;
  codes: Insertable<Database['orgUnitCode']>[];
  relations: Insertable<Database['orgRelation']>[];
}

async function insertNewUnits(
  tx: Tx,
  plan: ImportPlan,
  facts: ImportFacts,
  places: Map<string, Placed>,
  report: ReportRows,
): Promise<void> {
  const news = plan.units.filter((unit) => unit.action === 'new');
  const labels = await sql<{ label: string }>`
    select nextval('org_unit_label')::text as label from generate_series(1, ${news.length})`.execute(tx.db);
  const made = news.map((unit, index) => {
    const parent = unit.parent === null ? null : places.get(keyOf(unit.parent));
    if (parent === undefined) throw new AppError('orgs.unknown_parent');
    const placed = placeNew(unit, parent, labels.rows[index]?.label ?? '', facts);
    places.set(`r${unit.rowNumber}`, placed);
    return newRows(unit, placed, parent);
  });
  let written = 0;
  for (const block of blocks(made)) {
    await insertBlock(tx, block);
    written += block.length;
    await report(written);
  }
  await placeFounded(
    tx,
    made.map(({ unit }) => unit.id),
    made.reduce((first, { unit }) => (unit.foundedOn < first ? unit.foundedOn : first), facts.today),
  );
}

async function insertBlock(tx: Tx, made: readonly NewRows[]): Promise<void> {
  const relations = made.flatMap((rows) => rows.relations);
  const codes = made.flatMap((rows) => rows.codes);
  await tx.db
    .insertInto('orgUnit')
    .values(made.map((rows) => rows.unit))
    .execute();
  await tx.db
    .insertInto('orgUnitName')
    .values(made.map((rows) => rows.name))
    .execute();
  if (relations.length > 0) await tx.db.insertInto('orgRelation').values(relations).execute();
  if (codes.length > 0) await insertCodes(tx, made);
}

function newRows(unit: PlannedUnit, placed: Placed, parent: Placed | null): NewRows {
  const { values } = unit;
  const { id, foundedOn } = placed;
  const since = parent && parent.foundedOn > foundedOn ? parent.foundedOn : foundedOn;
  return {
    rowNumber: unit.rowNumber,
    unit: unitRow(unit, placed, parent?.id ?? null),
    name: { unitId: id, name: values.name, shortName: values.shortName ?? '', validFrom: foundedOn, validTo: null },
    codes: values.code ? [{ unitId: id, code: values.code, validFrom: foundedOn, validTo: null }] : [],
    relations: parent
      ? [
          {
            childId: id,
            parentId: parent.id,
            type: 'direct_parent',
            validFrom: since,
            validTo: null,
            reorganisationId: null,
          },
        ]
      : [],
  };
}

/** A unit whose founding day nobody stated was always there, as far as its parent was. */
function placeNew(unit: PlannedUnit, parent: Placed | null, label: string, facts: ImportFacts): Placed {
  const unknown = parent?.foundedOn ?? `${facts.asOfOn.slice(0, 4)}-01-01`;
  return {
    id: randomUUID(),
    path: childPath(parent?.path ?? null, label),
    foundedOn: unit.values.foundedOn ?? unknown,
  };
}

function unitRow(unit: PlannedUnit, placed: Placed, parent: string | null): Insertable<Database['orgUnit']> {
  const { values } = unit;
  return {
    id: placed.id,
    path: placed.path,
    parentId: parent,
    kindId: values.kindId,
    sectorId: values.sectorId ?? null,
    name: values.name,
    nameSort: toSortKey(values.name),
    nameKey: toSearchKey(values.name),
    searchKey: makeSearchKey([values.name, values.shortName ?? '', values.symbol ?? '', values.code ?? '']),
    shortName: values.shortName ?? '',
    symbol: values.symbol ?? '',
    address: values.address ?? '',
    email: values.email ?? '',
    phone: values.phone ?? '',
    foundedOn: placed.foundedOn,
    endedOn: null,
  };
}

/** Codes are unique in the federation. Throws orgs.row_code_taken with the first row whose code another unit has. */
async function insertCodes(tx: Tx, made: readonly NewRows[]): Promise<void> {
  const codes = made.flatMap((rows) => rows.codes);
  // Also of a branch that the list's author cannot see: the database would refuse such a code without saying which.
  const taken = await tx.asOwner(() =>
    tx.db
      .selectFrom('orgUnitCode')
      .select('code')
      .where('scheme', '=', 'unit')
      .where('validTo', 'is', null)
      .where('code', '=', sql<string>`any(${codes.map(({ code }) => code)}::text[])`)
      .execute(),
  );
  const others = new Set(taken.map(({ code }) => code));
  for (const { rowNumber: row, codes: own } of made)
    for (const { code } of own) if (others.has(code)) throw new AppError('orgs.row_code_taken', { row, code });
  try {
    await tx.db.insertInto('orgUnitCode').values(codes).execute();
  } catch (error) {
    // Somebody gave it away this very moment.
    if ((error as { code?: string }).code === '23505') throw new AppError('orgs.code_taken', { code: '?' });
    throw error;
  }
}

async function insertFigures(
  tx: Tx,
  plan: ImportPlan,
  facts: ImportFacts,
  places: ReadonlyMap<string, Placed>,
): Promise<void> {
  const rows = plan.units.flatMap((unit) => {
    const unitId = unit.unitId ?? places.get(`r${unit.rowNumber}`)?.id ?? '';
    const changed = new Set(unit.changes.map((change) => change.field));
    return Object.entries(unit.values.figures)
      .filter(([population]) => unit.action === 'new' || changed.has(`figure:${population}`))
      .map(([populationId, value]) => ({
        unitId,
        populationId,
        value,
        asOfOn: facts.asOfOn,
        source: '',
        enteredBy: tx.actor.userId,
        createdAt: tx.now(),
      }));
  });
  for (const block of blocks(rows)) await tx.db.insertInto('orgFigure').values(block).execute();
}

/** Under the limit of 65,535 parameters a statement. */
function* blocks<T>(rows: readonly T[], size = 1_000): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
