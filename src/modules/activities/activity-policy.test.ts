import { expect, test } from 'vitest';
import { roles, type Actor, type Role } from '#app/platform/actor.ts';
import { canActivity, requireActivity, type ActivityAction } from '#app/modules/activities/activity-policy.ts';

const actor = (role: Role, path: string, userId = 'me'): Actor => ({
  userId,
  name: '',
  grants: [{ role, unitId: 'u', path }],
  unitId: 'u',
  unitPath: path,
});

/** What each role may do with an activity of its own unit that another person recorded. */
const table: Record<Role, ActivityAction[]> = {
  administrator: ['read', 'record', 'change'],
  officer: ['read', 'record', 'change'],
  approver: ['read', 'record', 'change'],
  contributor: ['read', 'record'],
  viewer: ['read'],
};
const actions: ActivityAction[] = ['read', 'record', 'change'];

test.for(roles.flatMap((role) => actions.map((action) => [role, action] as const)))('%s may %s?', ([role, action]) => {
  const activity = { path: '.1.2.', authorId: 'somebody' };
  expect(canActivity(actor(role, '.1.2.'), action, activity)).toBe(table[role].includes(action));
  expect(canActivity(actor(role, '.1.'), action, activity)).toBe(table[role].includes(action));
  expect(canActivity(actor(role, '.1.3.'), action, activity)).toBe(false);
});

test('a contributor changes what they recorded themselves', () => {
  expect(canActivity(actor('contributor', '.1.2.'), 'change', { path: '.1.2.', authorId: 'me' })).toBe(true);
});

test('absent and of another branch answer alike; readable but not changeable says so', () => {
  const foreign = { path: '.9.', authorId: null };
  expect(() => requireActivity(actor('officer', '.1.'), 'read', undefined)).toThrow(
    expect.objectContaining({ code: 'not_found' }),
  );
  expect(() => requireActivity(actor('officer', '.1.'), 'change', foreign)).toThrow(
    expect.objectContaining({ code: 'not_found' }),
  );
  expect(() => requireActivity(actor('viewer', '.9.'), 'change', foreign)).toThrow(
    expect.objectContaining({ code: 'forbidden' }),
  );
});
