import { expect, test } from 'vitest';
import { daysLate, dueMark, nextStep, stateOf, type DeliveryFacts } from '#app/modules/plans/delivery-status.ts';

const at = new Date('2026-03-16T02:00:00Z');
const facts = (more: Partial<DeliveryFacts> = {}): DeliveryFacts => ({
  purpose: 'act',
  openedAt: null,
  acknowledgedAt: null,
  acknowledgeDueOn: '2026-03-19',
  adoptDueOn: '2026-03-31',
  adoptedPlanId: null,
  adoptedAt: null,
  ...more,
});
const opened = { openedAt: at };
const acknowledged = { ...opened, acknowledgedAt: at };
const making = { ...acknowledged, adoptedPlanId: 'p' };
const adopted = { ...making, adoptedAt: at };

test.for([
  [facts(), 'new'],
  [facts(opened), 'received'],
  [facts(acknowledged), 'acknowledged'],
  [facts(making), 'making'],
  [facts({ adoptedPlanId: 'p' }), 'making'],
  [facts(adopted), 'adopted'],
  [facts({ purpose: 'inform', ...opened }), 'received'],
] as const)('state %#', ([delivery, expected]) => {
  expect(stateOf(delivery)).toBe(expected);
});

test.for([
  ['untouched, in time', facts(), '2026-03-19', 'acknowledge', 0, 'risk'],
  ['untouched, far from it', facts(), '2026-03-11', 'acknowledge', 0, 'neutral'],
  ['untouched, a day late', facts(), '2026-03-20', 'acknowledge', 1, 'late'],
  ['opening is not acknowledging', facts(opened), '2026-03-21', 'acknowledge', 2, 'late'],
  ['acknowledged: the own plan is next', facts(acknowledged), '2026-03-21', 'adopt', 0, 'neutral'],
  ['a draft does not stop the clock', facts(making), '2026-04-02', 'adopt', 2, 'late'],
  ['a draft without a receipt owes the plan', facts({ adoptedPlanId: 'p' }), '2026-03-21', 'adopt', 0, 'neutral'],
  ['adopted owes nothing', facts(adopted), '2026-12-31', null, 0, 'neutral'],
  ['to know, nothing is due', facts({ purpose: 'inform' }), '2026-12-31', null, 0, 'neutral'],
] as const)('%s', ([, delivery, today, step, late, mark]) => {
  expect(nextStep(delivery, today)?.step ?? null).toBe(step);
  expect(daysLate(delivery, today)).toBe(late);
  expect(dueMark(nextStep(delivery, today))).toBe(mark);
});
