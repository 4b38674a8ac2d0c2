import type { ActivityStatus } from '#app/modules/activities/activity-lifecycle.ts';

/** What the list of activities shows, as its address says. */
export interface ActivityListFilter {
  q: string;
  status?: ActivityStatus | undefined;
  form: string;
  from?: string | undefined;
  to?: string | undefined;
  scope: 'own' | 'branch';
  /** Only those behind this activity in the order of the list. */
  since?: string | undefined;
  page: number;
}

/** The address of the list with some of it changed; what is usual is left out. */
export function listAddress(filter: ActivityListFilter, change: Partial<ActivityListFilter> = {}): string {
  const usual: Partial<ActivityListFilter> = { q: '', form: '', scope: 'branch', page: 1 };
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...filter, ...change }))
    if (value !== undefined && value !== usual[key as keyof ActivityListFilter]) params.set(key, String(value));
  const query = params.toString();
  return query ? `/activities?${query}` : '/activities';
}

/** Whether anything is left out of the list. */
export function isFiltered(filter: ActivityListFilter): boolean {
  return (
    filter.q !== '' ||
    filter.form !== '' ||
    filter.status !== undefined ||
    filter.from !== undefined ||
    filter.to !== undefined
  );
}
