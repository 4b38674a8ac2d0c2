import { cleanName, longestName, nameFault } from '#app/modules/orgs/unit-names.ts';
import type { ImportField } from '#app/modules/orgs/import/columns.ts';
import { readCount, readDate, readKind, readSector } from '#app/modules/orgs/import/read-cells.ts';
import type {
  FaultCode,
  ImportFacts,
  ImportFault,
  SheetRow,
  StatedValues,
} from '#app/modules/orgs/import/import-plan.ts';

/** A row with its cells understood, and what could not be. */
export interface ReadRow {
  rowNumber: number;
  values: StatedValues;
  /** What the parent's column says; empty for nothing. */
  parentText: string;
  faults: ImportFault[];
}

/** Understands every row by itself; rows without any text in a mapped column are left out. */
export function readRows(facts: ImportFacts): ReadRow[] {
  const columns = Object.entries(facts.mapping) as [ImportField, number][];
  return facts.sheet.rows
    .filter((row) => columns.some(([, column]) => cellOf(row, column) !== ''))
    .map((row) => readRow(row, facts));
}

function cellOf(row: SheetRow, column: number | undefined): string {
  return column === undefined ? '' : (row.cells[column] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

function readRow(row: SheetRow, facts: ImportFacts): ReadRow {
  const faults: ImportFault[] = [];
  const text = (field: ImportField): string => cellOf(row, facts.mapping[field]);
  const fault = (field: ImportField, code: FaultCode): undefined => {
    faults.push({ rowNumber: row.rowNumber, field, code, value: text(field).slice(0, 200) });
  };
  const stated = <T>(field: ImportField, read: (value: string) => T | null, code: FaultCode): T | undefined => {
    const value = text(field);
    if (value === '') return undefined;
    return read(value) ?? fault(field, code);
  };

  const name = cleanName(text('name'));
  const unfit = nameFault(name);
  if (name === '') fault('name', 'name_missing');
  else if (unfit) fault('name', `name_${unfit}`);
  if (name.length > longestName) fault('name', 'name_too_long');
  const foundedOn = stated('foundedOn', readDate, 'date_unreadable');
  if (foundedOn && foundedOn > facts.today) fault('foundedOn', 'date_future');
  const plain = (value: string): string => value;
  const called = (value: string): string | null =>
    nameFault(cleanName(value)) === 'letters' ? null : cleanName(value);
  const mail = (value: string): string | null => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? value : null);
  const values = {
    name,
    code: stated('code', plain, 'name_missing'),
    kindId: stated('kind', (value) => readKind(value, facts.kinds), 'kind_unknown'),
    sectorId: stated('sector', (value) => readSector(value, facts.sectors), 'sector_unknown'),
    shortName: stated('shortName', called, 'name_letters'),
    symbol: stated('symbol', called, 'name_letters'),
    address: stated('address', plain, 'name_missing'),
    email: stated('email', mail, 'email_unreadable'),
    phone: stated('phone', plain, 'name_missing'),
    foundedOn,
  };
  const figures: Record<string, number> = {};
  for (const field of Object.keys(facts.mapping) as ImportField[]) {
    if (!field.startsWith('figure:')) continue;
    const count = stated(field, readCount, 'count_unreadable');
    if (count !== undefined) figures[field.slice('figure:'.length)] = count;
  }
  return {
    rowNumber: row.rowNumber,
    values: { ...withoutAbsent(values), figures },
    parentText: text('parent'),
    faults,
  };
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function withoutAbsent<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
