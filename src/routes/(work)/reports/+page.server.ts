import { redirect } from '@sveltejs/kit';
import { toLocalDate } from '#app/platform/clock.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { latestPeriod, periodKinds, periodOf, type PeriodKind } from '#app/modules/reports/period.ts';
import { startReportForm } from '#app/modules/reports/report-forms.ts';
import { listOwnReports, listReportsBelow, startReport } from '#app/modules/reports/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const unitId = locals.ctx.actor.unitId;
  const today = toLocalDate(locals.ctx.services.clock.now());
  const kind = periodKinds.find((one) => one === url.searchParams.get('kind')) ?? 'half_year';
  const latest = latestPeriod(kind, today);
  const year = Number(url.searchParams.get('year')) || latest.year;
  const index = Number(url.searchParams.get('index')) || latest.index;
  const period = periodOf(kind, year, index);
  return {
    hasUnit: unitId !== null,
    period: { kind: kind as PeriodKind, year, index, from: period.from, to: period.to },
    own: unitId ? await listOwnReports(locals.ctx, unitId) : [],
    below: unitId
      ? await listReportsBelow(locals.ctx, { unitId, kind, year, index, from: period.from, to: period.to })
      : [],
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
