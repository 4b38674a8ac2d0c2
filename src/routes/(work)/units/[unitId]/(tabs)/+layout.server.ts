import { toLocalDate } from '#app/platform/clock.ts';
import { changeName, decisionName } from '#app/modules/orgs/org-words.ts';
import { getUnitHead, plannedFor, possibleChanges } from '#app/modules/orgs/server/index.ts';
import type { LayoutServerLoad } from './$types';

// Read often, written seldom, and on slow lines: links and plain forms are all that a unit's page needs.
export const csr = false;

export const load: LayoutServerLoad = async ({ locals, params }) => {
  const unit = await getUnitHead(locals.ctx, params.unitId);
  return {
    unit,
    changes: possibleChanges(unit).map((change) => ({ change, label: changeName(change) })),
    planned: (await plannedFor(locals.ctx, unit.id)).map((one) => ({ ...one, label: decisionName(one.kind) })),
    today: toLocalDate(locals.ctx.services.clock.now()),
  };
};
