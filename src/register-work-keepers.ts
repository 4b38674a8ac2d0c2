import { makeContext } from '#app/platform/context.ts';
import { activityKeeper } from '#app/modules/activities/server/index.ts';
import { loadPerson } from '#app/modules/identity/server/index.ts';
import { factKeeper, registerTargetRecount, sumTreeKeeper } from '#app/modules/measures/server/index.ts';
import { writeNotices } from '#app/modules/notices/server/index.ts';
import { registerImportPeople, registerTreeKeeper, registerWorkKeeper } from '#app/modules/orgs/server/index.ts';
import { planKeeper } from '#app/modules/plans/server/index.ts';
import { recountTallies, tallyTreeKeeper } from '#app/modules/progress/server/index.ts';
import { reportKeeper } from '#app/modules/reports/server/index.ts';

/**
 * Tells the units who keeps work for them, who keeps sums over their branches and how all of it is counted anew, and who
 * knows people. Server code is in a process twice: the built site carries its own copy
 * beside the one that plain Node loads. The list of keepers is one for both (`open-work.ts` holds it on globalThis), but
 * jobs, commands and the demonstration run without the site, and `vite dev` and the tests without `server/`: so each
 * beginning calls this, and the copy that came last answers. Which one that is makes no difference: keepers hold no
 * state beyond a transaction, work through the transaction they are given, and choose no words.
 */
export function registerWorkKeepers(): void {
  for (const keeper of [planKeeper, activityKeeper, reportKeeper, factKeeper]) registerWorkKeeper(keeper);
  for (const keeper of [sumTreeKeeper, tallyTreeKeeper]) registerTreeKeeper(keeper);
  registerTargetRecount(recountTallies);
  registerImportPeople({
    async contextOf(system, userId) {
      const person = await loadPerson(system, userId, undefined);
      return person && makeContext(system.services, person.actor, { locale: person.locale });
    },
    tell: writeNotices,
  });
}
