import { itemKinds, type ItemKind } from '#app/modules/plans/plan-items.ts';

/** What the review screen shows, all of it in the address, so that it works without script. */
export interface ReviewView {
  /** The chosen item, lit on both sides. */
  item: string | null;
  /** The item that is being corrected. */
  edit: string | null;
  /** The group that one is adding to; `head` stands for the head of the document. */
  add: ItemKind | null;
  isHeadOpen: boolean;
  isOnlyUnsure: boolean;
  /** The side that a phone shows. */
  side: 'document' | 'items';
}

export function readReviewView(params: Pick<URLSearchParams, 'get' | 'has'>): ReviewView {
  return {
    item: params.get('item'),
    edit: params.get('edit'),
    add: itemKinds.find((kind) => kind === params.get('add')) ?? null,
    isHeadOpen: params.has('head'),
    isOnlyUnsure: params.get('only') === 'unsure',
    side: params.get('side') === 'document' ? 'document' : 'items',
  };
}

/** The address of the same screen with something chosen; forms are closed unless asked for. */
export function reviewHref(view: ReviewView, change: Partial<ReviewView> = {}, anchor = ''): string {
  const next: ReviewView = { ...view, edit: null, add: null, isHeadOpen: false, ...change };
  const params = new URLSearchParams();
  if (next.item) params.set('item', next.item);
  if (next.edit) params.set('edit', next.edit);
  if (next.add) params.set('add', next.add);
  if (next.isHeadOpen) params.set('head', '');
  if (next.isOnlyUnsure) params.set('only', 'unsure');
  if (next.side === 'document') params.set('side', 'document');
  return `?${params.toString()}${anchor ? `#${anchor}` : ''}`;
}

/** The same as the address of a form's action, so that the screen comes back as it was. */
export function reviewAction(name: string, view: ReviewView): string {
  const rest = reviewHref(view, { edit: view.edit, add: view.add, isHeadOpen: view.isHeadOpen }).slice(1);
  return `?/${name}${rest ? `&${rest}` : ''}`;
}
