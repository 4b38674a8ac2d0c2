import { requireUuid } from '#app/platform/uuid.ts';
import { getPlanItems } from '#app/modules/plans/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => getPlanItems(locals.ctx, requireUuid(params.planId));
