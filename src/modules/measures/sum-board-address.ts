import { isLocalDate, type LocalDate } from '#app/platform/clock.ts';
import { askedUnit } from '#app/modules/measures/measure-address.ts';

/** What the address of the board of sums says. */
export interface SumBoardView {
  unitId: string | null;
  from: LocalDate;
  to: LocalDate;
  /** Facts under whoever stood above on their day (as it was reported), or under today's tree. */
  tree: 'then' | 'today';
  /** Chosen measures; the usual ones when none. */
  measureIds: string[];
  /** Page of the unit's own facts, from 1. */
  page: number;
  /** Page of the branches, from 1. */
  branchPage: number;
}

/** The largest provinces have seven hundred branches; nobody reads them at once, and a phone would choke. */
export const branchesPerPage = 100;

/** Reads the board's address: the year so far where it names no days; what makes no sense is left out. */
export function readSumBoard(params: URLSearchParams, today: LocalDate): SumBoardView {
  const day = (name: string): LocalDate | null => {
    const text = params.get(name) ?? '';
    return isLocalDate(text) && text >= '1990-01-01' && text <= '2100-12-31' ? text : null;
  };
  const from = day('from') ?? `${today.slice(0, 4)}-01-01`;
  const to = day('to') ?? today;
  const page = (name: string): number => {
    const number = Number(params.get(name));
    return Number.isInteger(number) && number > 0 && number < 100_000 ? number : 1;
  };
  return {
    unitId: askedUnit(params),
    from: from <= to ? from : to,
    to: from <= to ? to : from,
    tree: params.get('tree') === 'today' ? 'today' : 'then',
    measureIds: params.getAll('measure').filter((id) => id !== ''),
    page: page('page'),
    branchPage: page('branches'),
  };
}

/** The board's address with some of it changed. */
export function sumBoardQuery(view: SumBoardView, change: Partial<SumBoardView> = {}): string {
  const next = { ...view, ...change };
  const params = new URLSearchParams();
  if (next.unitId) params.set('unit', next.unitId);
  params.set('from', next.from);
  params.set('to', next.to);
  if (next.tree === 'today') params.set('tree', 'today');
  for (const id of next.measureIds) params.append('measure', id);
  if (next.page > 1) params.set('page', String(next.page));
  if (next.branchPage > 1) params.set('branches', String(next.branchPage));
  return `?${params.toString()}`;
}
