import { redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#app/paraglide/messages.js';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import {
  editHeadForm,
  moveReportForm,
  refreshForm,
  stateFigureForm,
  writeSectionForm,
} from '#app/modules/reports/report-forms.ts';
import {
  changeReportStatus,
  editReportHead,
  getReportWithPaper,
  refreshReport,
  stateFigure,
  writeSection,
} from '#app/modules/reports/server/index.ts';
import { formatDate } from '#app/ui/format-values.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const page = await getReportWithPaper(locals.ctx, params.reportId);
  const { endedEarlyOn } = page.report;
  // Seldom there: its words are not sent to every reader of a report.
  return { ...page, endedEarly: endedEarlyOn && m.reports_ended_early({ date: formatDate(endedEarlyOn) }) };
};

/** Says what happened and goes back to the place on the page that was worked on. */
function done({ cookies, params }: Pick<RequestEvent, 'cookies' | 'params'>, what: string, anchor = ''): never {
  setFlash(cookies, { kind: 'success', key: `reports_flash_${what}` });
  redirect(303, `/reports/${params['reportId']}${anchor}`);
}

export const actions: Actions = {
  write: formAction(writeSectionForm, async (input, event) => {
    await writeSection(event.locals.ctx, { reportId: event.params['reportId'] ?? '', ...input });
    done(event, 'written', `#s-${input.sectionId}`);
  }),
  state: formAction(stateFigureForm, async (input, event) => {
    await stateFigure(event.locals.ctx, { reportId: event.params['reportId'] ?? '', ...input });
    done(event, 'stated', `#f-${input.figureId}`);
  }),
  head: formAction(editHeadForm, async (input, event) => {
    await editReportHead(event.locals.ctx, { reportId: event.params['reportId'] ?? '', ...input });
    done(event, 'head');
  }),
  refresh: formAction(refreshForm, async (input, event) => {
    await refreshReport(event.locals.ctx, { reportId: event.params['reportId'] ?? '', ...input });
    done(event, 'refreshed');
  }),
  move: formAction(moveReportForm, async (input, event) => {
    await changeReportStatus(event.locals.ctx, { reportId: event.params['reportId'] ?? '', ...input });
    done(event, input.move);
  }),
};
