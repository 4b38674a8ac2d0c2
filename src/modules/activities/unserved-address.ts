/** What may serve no target: activities held, items sent, figures stated. */
export const unservedKinds = ['activity', 'item', 'figure'] as const;
export type UnservedKind = (typeof unservedKinds)[number];

/** What the list of work without a target shows, as its address says. */
export interface UnservedView {
  kind: UnservedKind;
  /** The branch; null: that of the unit one acts for. */
  unit: string | null;
  scope: 'own' | 'branch';
  from?: string | undefined;
  to?: string | undefined;
  /** Of activities only those behind this one in the order of the list. */
  since?: string | undefined;
  page: number;
}

/** The address of the list with some of it changed; what is usual is left out. */
export function unservedAddress(view: Partial<UnservedView>, change: Partial<UnservedView> = {}): string {
  const usual: Partial<UnservedView> = { kind: 'activity', unit: null, scope: 'branch', page: 1 };
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...view, ...change }))
    if (value !== undefined && value !== null && value !== usual[key as keyof UnservedView])
      params.set(key, String(value));
  const query = params.toString();
  return query ? `/activities/unserved?${query}` : '/activities/unserved';
}
