import { redirect } from '@sveltejs/kit';
import { takeFlash } from '#app/platform/flash.ts';
import { keyWords } from '#app/ui/key-words.ts';
import type { NavigationEntry } from '#app/ui/frame-navigation.ts';
import { unreadNotices } from '#app/modules/notices/server/index.ts';
import { plansToDo } from '#app/modules/plans/server/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies }) => {
  const person = locals.person;
  if (!person) redirect(303, '/sign-in');
  const [acting, ...others] = person.units;
  return {
    user: { name: person.actor.name },
    actingUnit: acting
      ? { id: acting.id, name: acting.name, kindLabel: locals.locale === 'en' ? acting.kindEn : acting.kindVi }
      : null,
    otherUnits: others.map((unit) => ({ id: unit.id, name: unit.name })),
    navigation: navigation(
      person.actor.grants.some((grant) => grant.role === 'administrator'),
      await locals.ctx.read(async (tx) => (await plansToDo(tx)) + (await unreadNotices(tx))),
    ),
    flash: takeFlash(cookies),
    keys: keyWords(),
    locale: locals.locale,
  };
};

/** The first five are the phone's bar; the rest stand under "more" there and in the rail on a desktop. */
function navigation(isAdministrator: boolean, waitingInInbox: number): NavigationEntry[] {
  return [
    { href: '/home', label: 'home', icon: 'work' },
    { href: '/plans', label: 'plans', icon: 'plan' },
    { href: '/activities/new', label: 'record', icon: 'plus' },
    { href: '/units', label: 'units', icon: 'units' },
    { href: '/more', label: 'more', icon: 'more' },
    { href: '/activities', label: 'activities', icon: 'activity' },
    { href: '/progress', label: 'progress', icon: 'progress' },
    { href: '/reports', label: 'reports', icon: 'report' },
    { href: '/inbox', label: 'inbox', icon: 'inbox', count: waitingInInbox },
    ...(isAdministrator ? [{ href: '/people', label: 'people', icon: 'people' } as const] : []),
    { href: '/account', label: 'account', icon: 'account' },
  ];
}
