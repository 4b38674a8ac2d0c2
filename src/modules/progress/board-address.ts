import { isLocalDate } from '#app/platform/clock.ts';

/** What the board's address says. */
export interface BoardView {
  unit: string | null;
  on: string | null;
  tree: 'today' | 'then';
  /** Of a past day: with what was known by then, or also what was written down since, as reports are drafted. */
  knownBy: 'then' | 'today';
  /** A target's id, or `name`. */
  sort: string;
  direction: 'up' | 'down';
  /** The target that is drawn, ranked by or mapped. */
  chart: string | null;
  /** The two sides of a comparison: which unit, as of which day. */
  left: Side;
  right: Side;
}

/** What is not said is chosen by `chooseSides`. */
export interface Side {
  unit: string | null;
  on: string | null;
}

/** Reads the board's address; what makes no sense there is left out. */
export function readBoardView(params: URLSearchParams): BoardView {
  return {
    unit: uuidOf(params.get('unit')),
    on: dayOf(params.get('on')),
    tree: params.get('tree') === 'then' ? 'then' : 'today',
    knownBy: params.get('known') === 'today' ? 'today' : 'then',
    sort: uuidOf(params.get('sort')) ?? 'name',
    direction: params.get('direction') === 'down' ? 'down' : 'up',
    chart: uuidOf(params.get('chart')),
    left: { unit: uuidOf(params.get('left')), on: dayOf(params.get('leftOn')) },
    right: { unit: uuidOf(params.get('right')), on: dayOf(params.get('rightOn')) },
  };
}

/** The day that has passed as of which a board is asked for; undefined: now. Of a day to come nothing is known. */
export function pastDay(view: BoardView, today: string): string | undefined {
  return view.on !== null && view.on < today ? view.on : undefined;
}

/** The query of the board with some of it changed; what is usual is left out. */
export function boardQuery(view: BoardView, change: Partial<BoardView> = {}): string {
  const next = { ...view, ...change };
  const params = new URLSearchParams();
  if (next.unit) params.set('unit', next.unit);
  if (next.on) params.set('on', next.on);
  if (next.tree === 'then') params.set('tree', 'then');
  if (next.on && next.knownBy === 'today') params.set('known', 'today');
  if (next.sort !== 'name') params.set('sort', next.sort);
  if (next.direction === 'down') params.set('direction', 'down');
  if (next.chart) params.set('chart', next.chart);
  for (const name of ['left', 'right'] as const) {
    const side = next[name];
    if (side.unit) params.set(name, side.unit);
    if (side.on) params.set(`${name}On`, side.on);
  }
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

/** Where a figure leads: how it was computed, what is behind it and who asked for it, in the same tree, on the same day. */
export function figureHref(base: string, view: BoardView, targetId: string, unitId: string): string {
  const { on, tree, knownBy } = view;
  return `${base}/${targetId}${boardQuery({ ...emptyView, on, tree, knownBy, unit: unitId })}`;
}

/** The same view of another unit, whose own figures decide what is sorted, drawn and compared. */
export function unitQuery(view: BoardView, unitId: string): string {
  return boardQuery({ ...emptyView, on: view.on, tree: view.tree, chart: view.chart, unit: unitId });
}

const emptyView: BoardView = {
  unit: null,
  on: null,
  tree: 'today',
  knownBy: 'then',
  sort: 'name',
  direction: 'up',
  chart: null,
  left: { unit: null, on: null },
  right: { unit: null, on: null },
};

/** Position of the target that an address names; null where it is none of these. */
export function findTarget(targets: readonly { id: string }[], id: string | null): number | null {
  const at = targets.findIndex((target) => target.id === id);
  return at === -1 ? null : at;
}

/** A day that a board can be asked for: nothing was kept before, and no period reaches beyond. */
function dayOf(text: string | null): string | null {
  return text !== null && isLocalDate(text) && text >= '1990-01-01' && text <= '2100-12-31' ? text : null;
}

function uuidOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : null;
}
