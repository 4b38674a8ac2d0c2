import { pickableKinds, type PickableKind } from '#app/modules/plans/unit-pick-forms.ts';

/** Whose units are being named, and what was searched for; all of it stands in the address. */
export interface UnitPick {
  /** `new` adds a recipient of its own. */
  of: PickableKind | 'new' | null;
  itemId: string | null;
  q: string;
}

export function readPick(params: Pick<URLSearchParams, 'get'>): UnitPick {
  const of = params.get('of');
  const itemId = params.get('item');
  const kind = pickableKinds.find((one) => one === of);
  const q = (params.get('q') ?? '').slice(0, 200);
  if (of === 'new') return { of, itemId: null, q };
  return kind && itemId ? { of: kind, itemId, q } : { of: null, itemId: null, q: '' };
}

/** What stands behind the `?` of the same picker. */
export function pickQuery({ of, itemId, q }: UnitPick): string {
  const params = new URLSearchParams();
  if (of) params.set('of', of);
  if (itemId) params.set('item', itemId);
  if (q) params.set('q', q);
  return params.toString();
}

export function pickHref(planId: string, pick: UnitPick): string {
  const query = pickQuery(pick);
  return query === '' ? `/plans/${planId}/units` : `/plans/${planId}/units?${query}#pick`;
}
