import { requireUuid } from '#app/platform/uuid.ts';
import { getPlanItems, getPlanTasks } from '#app/modules/plans/server/index.ts';
import { isShown, readTaskFilter } from '#app/modules/plans/task-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const planId = requireUuid(params.planId);
  const show = readTaskFilter(url.searchParams);
  const tasks = await getPlanTasks(locals.ctx, planId);
  const { items } = await getPlanItems(locals.ctx, planId);
  return { show, taskCount: tasks.length, tasks: tasks.filter((task) => isShown(task, show)), duties: items.duty };
};
