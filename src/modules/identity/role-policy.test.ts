import { expect, test } from 'vitest';
import { roles, type Actor, type Role } from '#app/platform/actor.ts';
import {
  canGrant,
  chooseActingUnit,
  isLastAdministrator,
  needsSecondFactor,
} from '#app/modules/identity/role-policy.ts';

const actor = (role: Role, path: string): Actor => ({
  userId: 'me',
  name: '',
  grants: [{ role, unitId: 'u', path }],
  unitId: 'u',
  unitPath: path,
});

const grants: [Role, string, string, string, boolean][] = [
  // role held, at, to whom, where, allowed
  ['administrator', '.1.', 'other', '.1.', true],
  ['administrator', '.1.', 'other', '.1.2.', true],
  ['administrator', '.1.2.', 'other', '.1.', false],
  ['administrator', '.1.2.', 'other', '.1.20.', false],
  ['administrator', '.1.', 'me', '.1.2.', false],
  ['officer', '.1.', 'other', '.1.', false],
  ['approver', '.1.', 'other', '.1.', false],
  ['viewer', '.1.', 'other', '.1.', false],
];

test.for(grants)('%s at %s gives a role to %s at %s: %s', ([role, at, userId, path, allowed]) => {
  expect(canGrant(actor(role, at), { userId, path })).toBe(allowed);
});

test('only deciding roles need a second factor', () => {
  expect(roles.filter((role) => needsSecondFactor([role]))).toEqual(['administrator', 'approver']);
});

test('one acts for the wished unit when it is one’s own, else for the highest', () => {
  const own = [
    { unitId: 'low', path: '.1.2.3.' },
    { unitId: 'high', path: '.1.2.' },
  ];
  expect(chooseActingUnit(own, 'low')?.unitId).toBe('low');
  expect(chooseActingUnit(own, 'foreign')?.unitId).toBe('high');
  expect(chooseActingUnit([], 'low')).toBeNull();
});

test('the last administrator over a unit is recognised', () => {
  const grant = { id: 'a', role: 'administrator' as const, path: '.1.' };
  expect(isLastAdministrator(grant, [{ id: 'a', path: '.1.' }])).toBe(true);
  expect(
    isLastAdministrator(grant, [
      { id: 'a', path: '.1.' },
      { id: 'b', path: '.1.2.' },
    ]),
  ).toBe(true);
  expect(
    isLastAdministrator(grant, [
      { id: 'a', path: '.1.' },
      { id: 'b', path: '.1.' },
    ]),
  ).toBe(false);
});
