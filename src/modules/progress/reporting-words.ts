import { m } from '#app/paraglide/messages.js';
import type { Reporting } from '#app/modules/progress/reporting.ts';

/** Who has spoken for a figure, in a word or two. */
export const reportingWords: Record<Reporting, () => string> = {
  reported: m.progress_reporting_reported,
  partly: m.progress_reporting_partly,
  silent: m.progress_reporting_silent,
  undeclared: m.progress_reporting_undeclared,
  not_applicable: m.progress_reporting_not_applicable,
};
