import { redirect } from '@sveltejs/kit';
import { toLocalDate } from '#app/platform/clock.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { readPeriodValue } from '#app/modules/reports/period-address.ts';
import { startReportForm } from '#app/modules/reports/report-forms.ts';
import { findPeriod, listOwnReports, listReportsBelow, startReport } from '#app/modules/reports/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const unitId = locals.ctx.actor.unitId;
  const today = toLocalDate(locals.ctx.services.clock.now());
  const asked = readPeriodValue(url.searchParams.get('period'));
  const year = Number(url.searchParams.get('year'));
  const period = await findPeriod(locals.ctx, {
    kind: asked?.kind ?? 'half_year',
    year: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : null,
    index: asked?.index ?? null,
  });
  return {
    hasUnit: unitId !== null,
    period,
    own: unitId ? await listOwnReports(locals.ctx, unitId) : [],
    below: unitId ? await listReportsBelow(locals.ctx, { unitId, ...period }) : [],
    today,
  };
};

export const actions: Actions = {
  start: formAction(startReportForm, async (input, { locals, cookies }) => {
    const made = await startReport(locals.ctx, { unitId: locals.ctx.actor.unitId ?? '', ...input });
    if (made.isNew) setFlash(cookies, { kind: 'success', key: 'reports_flash_started' });
    redirect(303, `/reports/${made.reportId}`);
  }),
};
