import { expect, test } from 'vitest';
import { roles, type Actor, type Role } from '#app/platform/actor.ts';
import { isAppError } from '#app/platform/errors.ts';
import { planStatuses, type PlanStatus } from '#app/modules/plans/plan-lifecycle.ts';
import {
  canCreatePlan,
  canPlan,
  requirePlan,
  type PlanAction,
  type PlanFacts,
} from '#app/modules/plans/plan-policy.ts';

const actions: PlanAction[] = ['read', 'edit', 'delete', 'submit', 'return', 'approve', 'issue', 'close'];
const actor = (role: Role | null, path: string, userId = 'me'): Actor => ({
  userId,
  name: '',
  grants: role ? [{ role, unitId: 'u', path }] : [],
  unitId: null,
  unitPath: null,
});
const plan = (status: PlanStatus, more: Partial<PlanFacts> = {}): PlanFacts => ({
  orgPath: '.4.9.',
  status,
  authorId: 'author',
  submittedBy: 'author',
  isDelivered: false,
  ...more,
});
const outcome = (who: Actor, action: PlanAction, facts: PlanFacts): string => {
  try {
    requirePlan(who, action, facts);
    return 'yes';
  } catch (error) {
    return isAppError(error) ? error.code : 'fault';
  }
};

// Which actions each role has at the plan's own unit, at a moment when the plan's standing allows them.
const standing: Record<PlanAction, PlanStatus> = {
  read: 'draft',
  edit: 'draft',
  delete: 'returned',
  submit: 'draft',
  return: 'submitted',
  approve: 'submitted',
  issue: 'approved',
  close: 'issued',
};
const byRole: Record<Role, PlanAction[]> = {
  administrator: ['read', 'edit', 'delete', 'submit'],
  officer: ['read', 'edit', 'delete', 'submit', 'issue', 'close'],
  approver: actions,
  contributor: ['read'],
  viewer: ['read'],
};

test.for(roles.flatMap((role) => actions.map((action) => [role, action] as const)))('%s may %s', ([role, action]) => {
  const facts = plan(standing[action]);
  const isAllowed = byRole[role].includes(action);
  expect(outcome(actor(role, '.4.9.'), action, facts)).toBe(isAllowed ? 'yes' : 'forbidden');
  expect(canPlan(actor(role, '.4.9.'), action, facts)).toBe(isAllowed);
  // A grant above covers the unit; one beside or below it finds nothing.
  expect(outcome(actor(role, '.4.'), action, facts)).toBe(isAllowed ? 'yes' : 'forbidden');
  expect(outcome(actor(role, '.4.8.'), action, facts)).toBe('not_found');
  expect(outcome(actor(role, '.4.9.1.'), action, facts)).toBe('not_found');
});

const approvals: [string, Partial<PlanFacts>, string][] = [
  ['somebody else’s', {}, 'yes'],
  ['one’s own', { authorId: 'me' }, 'plan.own_approval'],
  ['one that one sent to be decided on', { submittedBy: 'me' }, 'plan.own_approval'],
];
test.for(approvals)('an approver approves %s plan', ([, more, expected]) => {
  const facts = plan('submitted', more);
  expect(outcome(actor('approver', '.'), 'approve', facts)).toBe(expected);
  expect(canPlan(actor('approver', '.'), 'approve', facts)).toBe(expected === 'yes');
});

test('a delivered plan is read, and nothing else, by those it was delivered to', () => {
  const facts = plan('issued', { isDelivered: true });
  const receiver = actor('approver', '.4.9.1.');
  const results = actions.map((action) => outcome(receiver, action, facts));
  expect(results).toEqual(['yes', ...actions.slice(1).map(() => 'forbidden')]);
});

test.for(planStatuses)('%s: changing is refused unless the plan is open', (status) => {
  const expected = status === 'draft' || status === 'returned' ? 'yes' : 'plan.immutable';
  expect(outcome(actor('officer', '.4.9.'), 'edit', plan(status))).toBe(expected);
});

test('nobody signed in has nothing', () => {
  expect(outcome(actor(null, '.'), 'read', plan('issued'))).toBe('not_found');
  expect(canCreatePlan(actor('officer', '.4.'), '.4.9.')).toBe(true);
  expect(canCreatePlan(actor('contributor', '.4.9.'), '.4.9.')).toBe(false);
  expect(canCreatePlan(actor('officer', '.4.9.1.'), '.4.9.')).toBe(false);
});

test('a plan left behind by a unit that ended is only read, and closed if it was issued', () => {
  const who = actor('approver', '.4.');
  const left = (action: PlanAction): string =>
    outcome(who, action, plan(standing[action], { unitEndedOn: '2026-03-16' }));
  for (const action of actions) {
    const isAllowed = action === 'read' || action === 'close';
    expect(left(action), action).toBe(isAllowed ? 'yes' : 'plan.unit_ended');
    expect(canPlan(who, action, plan(standing[action], { unitEndedOn: '2026-03-16' })), action).toBe(isAllowed);
  }
});
