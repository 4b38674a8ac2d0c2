import { toSearchKey } from '#app/platform/vietnamese.ts';
import { cleanName } from '#app/modules/orgs/unit-names.ts';
import type { Sheet } from '#app/modules/orgs/import/import-plan.ts';

/** What one row of a set of decisions does to one unit. */
export const decisionActions = ['into', 'under', 'dissolve', 'rename', 'found'] as const;
export type DecisionAction = (typeof decisionActions)[number];

export const decisionFields = ['code', 'name', 'action', 'target', 'newName', 'kind'] as const;
export type DecisionField = (typeof decisionFields)[number];
export type DecisionMapping = Partial<Record<DecisionField, number>>;

export interface DecisionRow {
  rowNumber: number;
  /** The unit's code; of a unit to be founded, the one it gets. */
  code: string;
  name: string;
  action: DecisionAction | null;
  actionText: string;
  /** The code of the successor, the receiver, or the unit above. */
  target: string;
  newName: string;
  kind: string;
}

// Folded headings, the surest first.
const headings: Record<DecisionField, readonly string[]> = {
  code: ['ma don vi', 'ma', 'ma so', 'unit code', 'code'],
  name: ['ten don vi', 'ten', 'don vi', 'unit name', 'name', 'unit'],
  action: ['hinh thuc', 'cach sap xep', 'sap xep', 'quyet dinh', 'noi dung', 'action', 'change', 'what happens'],
  target: [
    'ma don vi nhan',
    'ma noi nhan',
    'noi nhan',
    'don vi nhan',
    'ma cap tren moi',
    'target',
    'target code',
    'into',
  ],
  newName: ['ten moi', 'doi ten thanh', 'new name'],
  kind: ['loai', 'loai don vi', 'kind', 'type'],
};

/** Which column stands for what, by the words of the heading line. */
export function guessDecisionColumns(header: readonly string[]): DecisionMapping {
  const keys = header.map((heading) => toSearchKey(heading.replace(/\(.*?\)/g, ' ')));
  const mapping: DecisionMapping = {};
  for (const field of decisionFields) {
    const found = headings[field].map((word) => keys.indexOf(word)).find((column) => column >= 0);
    if (found !== undefined) mapping[field] = found;
  }
  return mapping;
}

/** Fields by the place of their column, as the screen sends them. */
export function decisionMappingFrom(chosen: Readonly<Record<string, string>>): DecisionMapping {
  const mapping: DecisionMapping = {};
  for (const [column, field] of Object.entries(chosen)) {
    const known = decisionFields.find((one) => one === field);
    if (known && /^\d{1,3}$/.test(column) && mapping[known] === undefined) mapping[known] = Number(column);
  }
  return mapping;
}

const actionWords: Record<string, DecisionAction> = {
  'ket thuc': 'into',
  nhap: 'into',
  'nhap vao': 'into',
  'sap nhap': 'into',
  'hop nhat': 'into',
  'ended into': 'into',
  into: 'into',
  merge: 'into',
  absorb: 'into',
  chuyen: 'under',
  'chuyen ve': 'under',
  'truc thuoc': 'under',
  move: 'under',
  transfer: 'under',
  under: 'under',
  'giai the': 'dissolve',
  dissolve: 'dissolve',
  'doi ten': 'rename',
  rename: 'rename',
  'thanh lap': 'found',
  found: 'found',
};

/** The rows of a list; what a row means for the tree is decided when it is planned. */
export function readDecisions(sheet: Sheet, mapping: DecisionMapping): DecisionRow[] {
  return sheet.rows.map(({ rowNumber, cells }) => {
    const at = (field: DecisionField): string => {
      const column = mapping[field];
      return column === undefined ? '' : (cells[column] ?? '').trim();
    };
    const actionText = at('action');
    return {
      rowNumber,
      code: at('code'),
      name: cleanName(at('name')),
      action: actionWords[toSearchKey(actionText)] ?? null,
      actionText,
      target: at('target'),
      newName: cleanName(at('newName')),
      kind: at('kind'),
    };
  });
}
