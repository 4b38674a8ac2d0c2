import { requireUuid } from '#app/platform/uuid.ts';
import { getPlanDocument } from '#app/modules/plans/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  document: await getPlanDocument(locals.ctx, requireUuid(params.planId)),
});
