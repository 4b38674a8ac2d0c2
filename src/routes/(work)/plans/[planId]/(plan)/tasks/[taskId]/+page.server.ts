import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { requireUuid } from '#app/platform/uuid.ts';
import { takeUpload } from '#app/modules/media/server/index.ts';
import { getTask, keepTaskFiles, taskUnitsPerPage, tellTask } from '#app/modules/plans/server/index.ts';
import { tellTaskForm } from '#app/modules/plans/task-forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const task = { planId: requireUuid(params.planId), taskId: requireUuid(params.taskId), page };
  return { page, pageSize: taskUnitsPerPage, ...(await getTask(locals.ctx, task)) };
};

export const actions: Actions = {
  default: formAction(
    tellTaskForm,
    async ({ files, ...told }, { locals, params, cookies }) => {
      const task = { planId: requireUuid(params.planId), taskId: requireUuid(params.taskId) };
      const evidence = await Promise.all(files.map((file) => takeUpload(file, 'evidence')));
      await tellTask(locals.ctx, { ...task, ...told, evidence });
      setFlash(cookies, {
        kind: 'success',
        key: told.state === 'done' ? 'plans_flash_task_done' : 'plans_flash_task_told',
        next: { href: `/plans/${task.planId}/tasks`, key: 'plans_flash_task_next' },
      });
      redirect(303, `/plans/${task.planId}/tasks/${task.taskId}`);
    },
    (typed, { locals, params: { planId = '', taskId = '' } }) => keepTaskFiles(locals.ctx, { planId, taskId }, typed),
  ),
};
