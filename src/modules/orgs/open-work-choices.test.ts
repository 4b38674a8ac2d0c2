import { expect, test } from 'vitest';
import { effectiveChoice, type WorkChoice } from '#app/modules/orgs/open-work-choices.ts';

const cases: [chosen: WorkChoice | undefined, hasSuccessor: boolean, happens: WorkChoice][] = [
  [undefined, true, 'successor'],
  [undefined, false, 'close'],
  ['successor', true, 'successor'],
  ['successor', false, 'close'],
  ['close', true, 'close'],
  ['close', false, 'close'],
  ['read_only', true, 'read_only'],
  ['read_only', false, 'read_only'],
];

test.for(cases)('chosen %s, a successor: %s → %s', ([chosen, hasSuccessor, happens]) => {
  expect(effectiveChoice({ alone: 'close' }, chosen, hasSuccessor)).toBe(happens);
});
