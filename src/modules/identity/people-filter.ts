import { roles, type Role } from '#app/platform/actor.ts';

/** What the list of people shows, as it stands in the address. */
export interface PeopleView {
  query: string;
  role: Role | undefined;
  scope: 'branch' | 'own' | 'ended';
  page: number;
}

/** Reads the address; what makes no sense there counts as not said. */
export function readPeopleView(params: URLSearchParams): PeopleView {
  const scope = params.get('scope');
  const page = Number(params.get('page') ?? 1);
  return {
    query: (params.get('q') ?? '').trim().slice(0, 100),
    role: roles.find((role) => role === params.get('role')),
    scope: scope === 'own' || scope === 'ended' ? scope : 'branch',
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/** The address of a list, with only what differs from the usual. */
export function peopleAddress(unitId: string, view: Partial<PeopleView>): string {
  const params = new URLSearchParams({ unit: unitId });
  if (view.query) params.set('q', view.query);
  if (view.role) params.set('role', view.role);
  if (view.scope && view.scope !== 'branch') params.set('scope', view.scope);
  if (view.page && view.page > 1) params.set('page', String(view.page));
  return `/people?${params}`;
}
