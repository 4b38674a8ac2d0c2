import { inboxFilters, inboxPageSize, listInbox } from '#app/modules/plans/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  const show = inboxFilters.find((one) => one === url.searchParams.get('show')) ?? 'all';
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  return {
    show,
    page,
    filters: inboxFilters,
    pageSize: inboxPageSize,
    hasUnit: ctx.actor.unitId !== null,
    inbox: await listInbox(ctx, show, page),
  };
};
