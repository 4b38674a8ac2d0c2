import type { Figure } from '#app/modules/progress/target-figure.ts';

/**
 * Who has spoken for a figure. reported: everybody asked · partly: some of them · silent: nobody yet, which is not
 * nought · undeclared: nobody of those asked said how many people there are · not_applicable: nobody is asked.
 */
export type Reporting = 'reported' | 'partly' | 'silent' | 'undeclared' | 'not_applicable';

export const reportings: readonly Reporting[] = ['reported', 'partly', 'silent', 'undeclared', 'not_applicable'];

/** Tells the reports behind a figure apart, for a unit and for a branch alike. */
export function reportingOf({ kind, actual, tally }: Figure): Reporting {
  const { reported, notReported, withoutFigure } = tally;
  if (reported + notReported === 0) return 'not_applicable';
  if (kind === 'none' && withoutFigure > 0) return 'undeclared';
  // People reached by a unit above are something, though no unit of the branch spoke.
  if (reported === 0) return actual > 0 ? 'partly' : 'silent';
  return notReported > 0 ? 'partly' : 'reported';
}
