import { redirect, type RequestEvent } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { normaliseText } from '#app/platform/vietnamese.ts';
import { endGrantForm, renewPasswordLinkForm } from '#app/modules/identity/identity-forms.ts';
import { readPeopleView } from '#app/modules/identity/people-filter.ts';
import {
  endGrant,
  listPeople,
  passwordLinkHours,
  renewPasswordLink,
  rolesPerPage,
} from '#app/modules/identity/server/index.ts';
import { searchUnits } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

const unitsShown = 12;
const unitOf = ({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): string | null =>
  url.searchParams.get('unit') ?? locals.ctx.actor.unitId;

export const load: PageServerLoad = async (event) => {
  const { ctx } = event.locals;
  const params = event.url.searchParams;
  const view = readPeopleView(params);
  const unitId = unitOf(event);
  const find = normaliseText(params.get('find') ?? '').trim();
  const found = find === '' ? null : await searchUnits(ctx, find, { limit: unitsShown, activeOnly: true });
  const { scope, page, query, role } = view;
  return {
    view,
    find,
    found: found?.hits.map((unit) => ({ id: unit.id, name: unit.name, parentName: unit.parentName })) ?? null,
    userId: ctx.actor.userId ?? '',
    ownUnitId: ctx.actor.unitId,
    pageSize: rolesPerPage,
    people: unitId
      ? await listPeople(ctx, { unitId, isOwnOnly: scope === 'own', withEnded: scope === 'ended', page, query, role })
      : null,
  };
};

export const actions: Actions = {
  end: formAction(endGrantForm, async (input, { locals, url, cookies }) => {
    await endGrant(locals.ctx, input);
    setFlash(cookies, { kind: 'success', key: 'identity_flash_ended' });
    url.searchParams.delete('/end');
    redirect(303, `/people?${url.searchParams}`);
  }),
  link: formAction(renewPasswordLinkForm, async (input, { locals, url }) => {
    const { name, token, isMailed } = await renewPasswordLink(locals.ctx, input);
    const address = `${url.origin}/set-password?token=${token}`;
    return { link: { name, address, isMailed, hours: passwordLinkHours } };
  }),
};
