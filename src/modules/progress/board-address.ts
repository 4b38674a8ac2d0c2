/** What the board's address says. */
export interface BoardView {
  unit: string | null;
  on: string | null;
  tree: 'today' | 'then';
  /** A target's id, or `name`. */
  sort: string;
  direction: 'up' | 'down';
  /** The target that is drawn. */
  chart: string | null;
}

/** Reads the board's address; what makes no sense there is left out. */
export function readBoardView(params: URLSearchParams): BoardView {
  const day = params.get('on');
  return {
    unit: uuidOf(params.get('unit')),
    on: day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null,
    tree: params.get('tree') === 'then' ? 'then' : 'today',
    sort: uuidOf(params.get('sort')) ?? 'name',
    direction: params.get('direction') === 'down' ? 'down' : 'up',
    chart: uuidOf(params.get('chart')),
  };
}

/** The query of the board with some of it changed; what is usual is left out. */
export function boardQuery(view: BoardView, change: Partial<BoardView> = {}): string {
  const next = { ...view, ...change };
  const params = new URLSearchParams();
  if (next.unit) params.set('unit', next.unit);
  if (next.on) params.set('on', next.on);
  if (next.tree === 'then') params.set('tree', 'then');
  if (next.sort !== 'name') params.set('sort', next.sort);
  if (next.direction === 'down') params.set('direction', 'down');
  if (next.chart) params.set('chart', next.chart);
  const query = params.toString();
  return query === '' ? '' : `?${query}`;
}

function uuidOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : null;
}
