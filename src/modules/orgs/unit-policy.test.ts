import { expect, test } from 'vitest';
import { roles, type Actor, type Role } from '#app/platform/actor.ts';
import { canUnit, requireUnit, unitActions, type UnitAction } from '#app/modules/orgs/unit-policy.ts';

const actor = (role: Role, path: string): Actor => ({
  userId: 'u',
  name: '',
  grants: [{ role, unitId: 'x', path }],
  unitId: 'x',
  unitPath: path,
});

// Who may do what at the unit .1.2.: with a grant at the unit itself, and with one at the unit above.
const atUnit: Record<UnitAction, readonly Role[]> = {
  read: roles,
  describe: ['administrator', 'officer', 'approver'],
  relate: ['administrator', 'officer'],
  'found-below': ['administrator', 'officer'],
  reorganise: [],
  import: ['administrator', 'officer'],
};
const fromAbove: Record<UnitAction, readonly Role[]> = { ...atUnit, reorganise: ['administrator', 'officer'] };
const cases = unitActions.flatMap((action) => roles.map((role) => [action, role] as const));

test.for(cases)('%s by %s', ([action, role]) => {
  const unit = { path: '.1.2.', endedOn: null };
  expect(canUnit(actor(role, '.1.2.'), action, unit)).toBe(atUnit[action].includes(role));
  expect(canUnit(actor(role, '.1.'), action, unit)).toBe(fromAbove[action].includes(role));
  expect(canUnit(actor(role, '.1.3.'), action, unit)).toBe(false);
  expect(canUnit(actor(role, '.1.2.5.'), action, unit)).toBe(false);
  // Nothing but reading remains of a unit that has ended.
  expect(canUnit(actor(role, '.1.'), action, { ...unit, endedOn: '2025-07-01' })).toBe(action === 'read');
});

test('the first unit, which nobody stands above, is reorganised by its own administrator', () => {
  const root = { path: '.1.', endedOn: null };
  expect(roles.filter((role) => canUnit(actor(role, '.1.'), 'reorganise', root))).toEqual(['administrator']);
});

test('what may not be read is not found; what may be read and not done is forbidden; what is over says so', () => {
  const unit = { path: '.1.2.', endedOn: null, name: 'A' };
  const code = (act: () => void): string => {
    try {
      act();
      return 'allowed';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(code(() => requireUnit(actor('viewer', '.9.'), 'describe', unit))).toBe('not_found');
  expect(code(() => requireUnit(actor('viewer', '.1.'), 'describe', undefined))).toBe('not_found');
  expect(code(() => requireUnit(actor('viewer', '.1.'), 'describe', unit))).toBe('forbidden');
  expect(code(() => requireUnit(actor('officer', '.1.'), 'describe', { ...unit, endedOn: '2025-07-01' }))).toBe(
    'orgs.ended',
  );
  // Its founding was undone: it ended on the day it began.
  const withdrawn = { ...unit, foundedOn: '2025-07-01', endedOn: '2025-07-01' };
  expect(code(() => requireUnit(actor('officer', '.1.'), 'describe', withdrawn))).toBe('orgs.withdrawn');
  expect(code(() => requireUnit(actor('officer', '.1.'), 'reorganise', unit))).toBe('allowed');
});
