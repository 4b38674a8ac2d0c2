import { expect, test } from 'vitest';
import { roles, type Actor, type Role } from '#app/platform/actor.ts';
import {
  mayDecideLowering,
  mayReceive,
  mayRemind,
  requireReceiver,
  type ReceiverAction,
} from '#app/modules/plans/delivery-policy.ts';

const actor = (role: Role, path: string, unitId = path): Actor => ({
  userId: 'me',
  name: '',
  grants: [{ role, unitId, path }],
  unitId,
  unitPath: path,
});
const ward = { unitId: '.4.9.', unitPath: '.4.9.' };

const allowed: Record<ReceiverAction, Role[]> = {
  open: ['administrator', 'officer', 'approver', 'contributor'],
  acknowledge: ['officer', 'approver'],
  adopt: ['administrator', 'officer', 'approver'],
};
const cases = (Object.keys(allowed) as ReceiverAction[]).flatMap((action) =>
  roles.map((role) => [action, role, allowed[action].includes(role)] as const),
);

test.for(cases)('%s as %s at the unit itself: %s', ([action, role, expected]) => {
  expect(mayReceive(actor(role, '.4.9.'), action, ward)).toBe(expected);
  // From above one sees it and does not do it in the unit's place.
  expect(mayReceive(actor(role, '.4.'), action, ward)).toBe(false);
  expect(mayReceive(actor(role, '.4.8.'), action, ward)).toBe(false);
});

test('a plan that was not sent to the unit one acts for looks absent', () => {
  expect(() => requireReceiver(actor('officer', '.4.9.'), 'open', undefined)).toThrow(/plan.not_addressed/);
  expect(() => requireReceiver(actor('officer', '.4.8.'), 'open', ward)).toThrow(/plan.not_addressed/);
  expect(() => requireReceiver(actor('viewer', '.4.9.'), 'open', ward)).toThrow(/forbidden/);
});

const lowering = { unitPath: '.4.9.', upperPath: '.4.' };
test.for(roles.map((role) => [role, role === 'officer' || role === 'approver'] as const))(
  'a lowered target is decided on by a %s of the unit above: %s',
  ([role, expected]) => {
    expect(mayDecideLowering(actor(role, '.4.'), lowering)).toBe(expected);
    expect(mayDecideLowering(actor(role, '.'), lowering)).toBe(expected);
    expect(mayDecideLowering(actor(role, '.4.9.'), lowering)).toBe(false);
    expect(mayDecideLowering(actor(role, '.4.'), { unitPath: '.4.', upperPath: '.4.' })).toBe(false);
    expect(mayRemind(actor(role, '.4.'), '.4.9.')).toBe(expected);
    expect(mayRemind(actor(role, '.4.9.'), '.4.')).toBe(false);
  },
);
