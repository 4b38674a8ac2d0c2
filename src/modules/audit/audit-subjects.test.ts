import { expect, test } from 'vitest';
import { auditKey, detailLines, pageOfSubject } from '#app/modules/audit/audit-subjects.ts';

test.for([
  ['plan:7', '/plans/7'],
  ['activity:7', '/activities/7'],
  ['report:7', '/reports/7'],
  ['unit:7', '/units/7'],
  ['user:7', null],
  ['plan:', null],
  [null, null],
] as const)('%s is looked at on %s', ([subject, page]) => {
  expect(pageOfSubject(subject)).toBe(page);
});

test('a detail is written out line by line, what is empty left out', () => {
  expect(detailLines({ role: 'officer', count: 3, note: '', before: null, to: ['a'] })).toEqual([
    { name: 'role', value: 'officer' },
    { name: 'count', value: '3' },
    { name: 'to', value: '["a"]' },
  ]);
});

test('the words of an action are found by a key that messages can have', () => {
  expect(auditKey('identity.create-account')).toBe('audit_action_identity_create_account');
});
