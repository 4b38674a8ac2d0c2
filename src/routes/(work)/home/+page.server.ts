import { redirect, type RequestEvent } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { decideLoweringForm, remindForm } from '#app/modules/home/home-forms.ts';
import { homeLines } from '#app/modules/home/home-lines.ts';
import { remindAll, workOfToday } from '#app/modules/home/server/index.ts';
import { decideLowering } from '#app/modules/plans/server/index.ts';
import { startReportForm } from '#app/modules/reports/report-forms.ts';
import { startReport } from '#app/modules/reports/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const work = await workOfToday(locals.ctx);
  return { lines: work && homeLines(work) };
};

const decide = (decision: 'accept' | 'refuse') =>
  formAction(decideLoweringForm, async (input, { locals, cookies }: RequestEvent) => {
    await decideLowering(locals.ctx, { ...input, decision });
    setFlash(cookies, { kind: 'success', key: 'home_flash_decided' });
    redirect(303, '/home');
  });

export const actions: Actions = {
  remind: formAction(remindForm, async (_, { locals, cookies }) => {
    const { reminded, already, withoutPerson: nobody } = await remindAll(locals.ctx);
    const key = nobody > 0 ? 'home_flash_reminded_alone' : 'home_flash_reminded';
    if (reminded === 0) setFlash(cookies, { kind: 'info', key: 'home_flash_nobody_left' });
    else setFlash(cookies, { kind: 'success', key, params: { reminded, already, nobody } });
    redirect(303, '/home');
  }),
  startReport: formAction(startReportForm, async (input, { locals, cookies }) => {
    const made = await startReport(locals.ctx, { unitId: locals.ctx.actor.unitId ?? '', ...input });
    if (made.isNew) setFlash(cookies, { kind: 'success', key: 'reports_flash_started' });
    redirect(303, `/reports/${made.reportId}`);
  }),
  accept: decide('accept'),
  refuse: decide('refuse'),
};
