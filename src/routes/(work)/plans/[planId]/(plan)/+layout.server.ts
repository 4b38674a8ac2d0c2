import { requireUuid } from '#app/platform/uuid.ts';
import { getPlan } from '#app/modules/plans/server/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params }) => getPlan(locals.ctx, requireUuid(params.planId));
