import { expect, test } from 'vitest';
import { reportingOf } from '#app/modules/progress/reporting.ts';
import { noTally, type Tally } from '#app/modules/progress/tally.ts';
import type { Figure } from '#app/modules/progress/target-figure.ts';

const figure = (kind: Figure['kind'], tally: Partial<Tally>, actual = 0): Figure => ({
  ...{ kind, actual, of: null, share: null, compared: null, needed: null, forecast: null, state: 'none' },
  tally: { ...noTally, ...tally },
});

test.for([
  ['nobody is asked', figure('none', { notApplicable: 3 }), 'not_applicable'],
  ['founded too late, or ended', figure('none', { tooNew: 1, ended: 1 }), 'not_applicable'],
  ['nobody spoke, which is not nought', figure('share', { notReported: 2 }), 'silent'],
  ['nobody declared a share', figure('none', { notReported: 2 }), 'silent'],
  ['nought was reported', figure('count', { reported: 1 }), 'reported'],
  ['some spoke', figure('share', { reported: 1, notReported: 2 }, 1), 'partly'],
  ['only the unit above reached people', figure('share', { notReported: 2, fromOthers: 5 }, 5), 'partly'],
  ['work, but no declared people', figure('none', { reported: 1, withoutFigure: 1 }), 'undeclared'],
  ['everybody spoke', figure('share', { reported: 4, notApplicable: 9 }, 4), 'reported'],
] as const)('%s', ([, given, expected]) => {
  expect(reportingOf(given)).toBe(expected);
});
