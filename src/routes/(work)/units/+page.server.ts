import { openUnitTree, searchUnits } from '#app/modules/orgs/server/index.ts';
import { hasRole } from '#app/platform/actor.ts';
import type { PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { actor } = locals.ctx;
  const q = url.searchParams.get('q')?.trim() ?? '';
  const isAsked = url.searchParams.has('open');
  const asked = url.searchParams.getAll('open').filter((id) => uuid.test(id));
  // Without a wish the first level is open: a lone root says nothing.
  const open = isAsked ? asked : actor.grants.map((grant) => grant.unitId);
  return {
    q,
    open,
    found: q === '' ? null : await searchUnits(locals.ctx, q),
    lines: q === '' ? await openUnitTree(locals.ctx, open) : [],
    mayImport: actor.unitPath !== null && hasRole(actor, ['administrator', 'officer'], actor.unitPath),
  };
};
