import { planStatuses, type PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';

export const planSorts = ['title', 'number', 'unit', 'valid', 'status', 'changed'] as const;
export type PlanSort = (typeof planSorts)[number];

/** Whose plans: of the acting unit and those below it, of the unit itself, or those that came to it from others. */
export const planOrigins = ['branch', 'own', 'received'] as const;
export type PlanOrigin = (typeof planOrigins)[number];

/** What a list of plans shows; all of it stands in the address. */
export interface PlanListFilter {
  q: string;
  year: number | null;
  status: PlanStatus | null;
  docType: string;
  of: PlanOrigin;
  sort: PlanSort;
  isDescending: boolean;
  page: number;
}

/** Reads the filter out of an address; what makes no sense is as good as absent. */
export function readPlanListFilter(params: URLSearchParams): PlanListFilter {
  const year = Number(params.get('year'));
  const status = planStatuses.find((one) => one === params.get('status'));
  const sort = planSorts.find((one) => one === params.get('sort'));
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    year: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : null,
    status: status ?? null,
    docType: (params.get('kind') ?? '').slice(0, 60),
    of: planOrigins.find((one) => one === params.get('of')) ?? 'branch',
    sort: sort ?? 'changed',
    isDescending: sort === undefined ? true : params.get('dir') === 'desc',
    page: Math.min(10_000, Math.max(1, Math.trunc(Number(params.get('page'))) || 1)),
  };
}

/** The address of the same list with something changed; what is as it always is does not stand in it. */
export function planListHref(filter: PlanListFilter, change: Partial<PlanListFilter> = {}): string {
  const next = { ...filter, page: 1, ...change };
  const params = new URLSearchParams();
  if (next.q) params.set('q', next.q);
  if (next.year !== null) params.set('year', String(next.year));
  if (next.status) params.set('status', next.status);
  if (next.docType) params.set('kind', next.docType);
  if (next.of !== 'branch') params.set('of', next.of);
  if (next.sort !== 'changed' || !next.isDescending) {
    params.set('sort', next.sort);
    if (next.isDescending) params.set('dir', 'desc');
  }
  if (next.page > 1) params.set('page', String(next.page));
  const query = params.toString();
  return query === '' ? '/plans' : `/plans?${query}`;
}
