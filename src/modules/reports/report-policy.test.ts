import { expect, test } from 'vitest';
import type { Actor, Role } from '#app/platform/actor.ts';
import { canReport, type ReportAction } from '#app/modules/reports/report-policy.ts';

const report = { unitPath: '.1.2.', receiverPath: '.1.' };
const at = (role: Role, path: string): Actor => ({
  userId: 'u',
  name: '',
  grants: [{ role, unitId: 'x', path }],
  unitId: 'x',
  unitPath: path,
});

const table: [Role, string, ReportAction, boolean][] = [
  ['contributor', '.1.2.', 'write', true],
  ['contributor', '.1.2.', 'submit', false],
  ['officer', '.1.2.', 'submit', true],
  ['officer', '.1.2.', 'accept', false],
  ['approver', '.1.2.', 'accept', false],
  ['officer', '.1.', 'accept', true],
  ['officer', '.1.', 'return', true],
  ['viewer', '.1.', 'read', true],
  ['viewer', '.1.', 'accept', false],
  ['officer', '.1.3.', 'read', false],
  ['officer', '.1.3.', 'accept', false],
];

test.for(table)('%s at %s may %s: %s', ([role, path, action, allowed]) => {
  expect(canReport(at(role, path), action, report)).toBe(allowed);
});

test('a unit that reports to nobody closes its own report through its approver', () => {
  const top = { unitPath: '.1.', receiverPath: null };
  expect(canReport(at('approver', '.1.'), 'accept', top)).toBe(true);
  expect(canReport(at('officer', '.1.'), 'accept', top)).toBe(false);
});

test('the report of a unit that ended is only read and accepted', () => {
  const left = { ...report, unitEndedOn: '2026-03-16' };
  for (const action of ['write', 'submit', 'withdraw', 'return', 'reopen'] as const)
    expect(canReport(at('officer', '.1.'), action, left), action).toBe(false);
  for (const action of ['read', 'accept'] as const)
    expect(canReport(at('officer', '.1.'), action, left), action).toBe(true);
});
