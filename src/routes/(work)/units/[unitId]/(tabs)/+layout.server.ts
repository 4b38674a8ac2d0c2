import { toLocalDate } from '#app/platform/clock.ts';
import { getUnitHead } from '#app/modules/orgs/server/index.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params }) => ({
  unit: await getUnitHead(locals.ctx, params.unitId),
  today: toLocalDate(locals.ctx.services.clock.now()),
});
