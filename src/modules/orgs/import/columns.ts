import { toSearchKey } from '#app/platform/vietnamese.ts';

/** What a column of a sheet may mean, beside the figures (`figure:members` and so on for each population). */
export const textFields = [
  'name',
  'code',
  'parent',
  'kind',
  'sector',
  'shortName',
  'symbol',
  'address',
  'email',
  'phone',
  'foundedOn',
] as const;
export type TextField = (typeof textFields)[number];
export type FigureField = `figure:${string}`;
export type ImportField = TextField | FigureField;

/** Which column, counted from 0, stands for a field. A field without a column is left alone. */
export type ColumnMapping = Partial<Record<ImportField, number>>;

// Folded headings, the surest first; a heading that equals one wins over one that only begins with it.
const headings: Record<string, readonly string[]> = {
  name: [
    'ten don vi',
    'ten cong doan',
    'ten cdcs',
    'ten cong doan co so',
    'ten to chuc',
    'don vi',
    'ten',
    'cong doan co so',
    'unit name',
    'name',
    'unit',
    'union',
  ],
  code: ['ma don vi', 'ma so', 'ma', 'ma cdcs', 'ma cong doan', 'code', 'unit code', 'id'],
  parent: [
    'don vi cap tren',
    'cap tren truc tiep',
    'cong doan cap tren',
    'cap tren',
    'truc thuoc',
    'don vi quan ly',
    'thuoc',
    'parent unit',
    'parent code',
    'parent',
    'belongs to',
    'superior',
  ],
  kind: ['loai don vi', 'loai hinh to chuc', 'loai', 'cap cong doan', 'cap', 'kind', 'unit kind', 'type', 'level'],
  sector: ['khoi', 'loai hinh', 'loai hinh don vi', 'khu vuc', 'linh vuc', 'sector'],
  shortName: ['ten viet tat', 'ten tat', 'viet tat', 'ten ngan', 'short name', 'abbreviation'],
  symbol: ['ky hieu', 'ky hieu van ban', 'symbol'],
  address: ['dia chi', 'tru so', 'address'],
  email: ['thu dien tu', 'email', 'e mail', 'hop thu'],
  phone: ['so dien thoai', 'dien thoai', 'sdt', 'dt', 'phone', 'telephone'],
  foundedOn: ['ngay thanh lap', 'thanh lap', 'founded on', 'founded', 'founding date'],
  'figure:workers': [
    'so lao dong',
    'tong so lao dong',
    'so cnvcld',
    'cnvcld',
    'so nguoi lao dong',
    'nguoi lao dong',
    'lao dong',
    'workers',
    'employees',
  ],
  'figure:members': ['so doan vien', 'tong so doan vien', 'doan vien', 'members', 'member count', 'union members'],
  'figure:women_members': [
    'doan vien nu',
    'nu doan vien',
    'so doan vien nu',
    'so nu doan vien',
    'women members',
    'women',
    'nu',
  ],
  'figure:members_and_workers': ['doan vien nguoi lao dong', 'dvnld', 'so dvnld', 'members and workers'],
  'figure:key_officers': ['can bo cong doan chu chot', 'can bo chu chot', 'key officers'],
  'figure:officers': ['can bo cong doan', 'so can bo cong doan', 'officers'],
  'figure:rapporteurs': ['bao cao vien', 'bao cao vien tuyen truyen vien', 'tuyen truyen vien', 'speakers'],
  'figure:households': ['so gia dinh', 'gia dinh doan vien', 'ho gia dinh', 'households'],
};

/** How well a heading says a field: 0 not at all. */
function fit(heading: string, field: string): number {
  const key = toSearchKey(heading.replace(/\(.*?\)/g, ' '));
  if (key === '') return 0;
  const words = headings[field] ?? [];
  const exact = words.indexOf(key);
  if (exact >= 0) return 200 - exact;
  const begun = words.findIndex(
    (word) => word.length > 3 && (key.startsWith(`${word} `) || word.startsWith(`${key} `)),
  );
  return begun >= 0 ? 100 - begun : 0;
}

/**
 * Guesses from the words of the heading line what each column means, in Vietnamese or English, with or without
 * accents. Each column and each field at most once; the best fit first.
 */
export function guessColumns(header: readonly string[]): ColumnMapping {
  const fits = header.flatMap((heading, column) =>
    Object.keys(headings).map((field) => ({ field: field as ImportField, column, score: fit(heading, field) })),
  );
  const mapping: ColumnMapping = {};
  const taken = new Set<number>();
  for (const { field, column, score } of fits.toSorted(
    (one, other) => other.score - one.score || one.column - other.column,
  )) {
    if (score === 0 || mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/** The line of headings: titles and empty lines may stand above it. Returns its index, the first line when unsure. */
export function findHeader(lines: readonly (readonly string[])[]): number {
  let best = { index: lines.findIndex((line) => line.some((cell) => cell.trim() !== '')), found: 0 };
  for (const [index, line] of lines.slice(0, 20).entries()) {
    const found = Object.keys(guessColumns(line)).length;
    if (found > best.found) best = { index, found };
  }
  return Math.max(0, best.index);
}

/** Fields by the place of their column from 0, as the screen sends them; a field chosen twice counts once. */
export function mappingFromColumns(chosen: Readonly<Record<string, string>>): ColumnMapping {
  const mapping: ColumnMapping = {};
  for (const [column, field] of Object.entries(chosen)) {
    if (/^\d{1,3}$/.test(column) && isImportField(field) && mapping[field] === undefined)
      mapping[field] = Number(column);
  }
  return mapping;
}

export function isImportField(field: string): field is ImportField {
  return (textFields as readonly string[]).includes(field) || /^figure:[a-z_]+$/.test(field);
}
