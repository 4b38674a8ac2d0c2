import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { readPreset } from '#app/modules/reports/calendar-preset.ts';
import { reportCalendarForm } from '#app/modules/reports/report-forms.ts';
import { getReportCalendar, setReportCalendar } from '#app/modules/reports/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
  preset: readPreset(url.searchParams.get('preset')),
  calendar: await getReportCalendar(locals.ctx),
});

export const actions: Actions = {
  default: formAction(reportCalendarForm, async (input, { locals, cookies }) => {
    await setReportCalendar(locals.ctx, input);
    setFlash(cookies, { kind: 'success', key: 'reports_flash_calendar' });
    redirect(303, '/reports/calendar');
  }),
};
