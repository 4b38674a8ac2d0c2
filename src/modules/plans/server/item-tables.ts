import type { ItemKind } from '#app/modules/plans/plan-items.ts';

/** Where the items of each kind lie. */
export const itemTables = {
  basis: 'planBasis',
  section: 'planSection',
  target: 'planTarget',
  task: 'planTask',
  quota: 'planQuota',
  duty: 'planDuty',
  recipient: 'planRecipient',
} as const satisfies Record<ItemKind, string>;

export type ItemTable = (typeof itemTables)[ItemKind];

/** The column that names an item in lists and in the log. */
export const itemLabels = {
  basis: 'text',
  section: 'heading',
  target: 'statement',
  task: 'statement',
  quota: 'rowLabel',
  duty: 'statement',
  recipient: 'label',
} as const satisfies Record<ItemKind, string>;
