import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { issuePlan } from '#app/modules/plans/server/index.ts';
import { symbolOf } from '#app/modules/plans/server/take-register-number.ts';
import { givenPlan } from '#app/modules/plans/server/testing/given-plan.ts';

const db = testDatabase();

test('plans issued at the same moment get numbers without doubles and without gaps', async () => {
  const root = await givenUnit(db, { symbol: 'LĐLĐ' });
  const officer = db.as(await givenActor(db, 'officer', root));
  const plans = [];
  for (let at = 0; at < 12; at += 1) {
    // Every fourth has nobody to receive it and fails after its number was taken.
    plans.push(await givenPlan(db, root, { status: 'approved', rule: at % 4 === 3 ? 'children' : 'none' }));
  }
  // On PostgreSQL these really run at once, on as many connections as the pool has.
  const results = await Promise.allSettled(plans.map((plan) => issuePlan(officer, { planId: plan.id, version: 1 })));
  const numbers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.numberText] : []));
  expect(numbers.toSorted()).toEqual(
    Array.from({ length: 9 }, (_, at) => `${String(at + 1).padStart(2, '0')}/KH-LĐLĐ`),
  );
});

test('registers run apart: by unit, by kind of document, by year', async () => {
  const root = await givenUnit(db, { symbol: 'LĐLĐ' });
  const other = await givenUnit(db, { parent: root, symbol: 'CĐKCN' });
  const officer = db.as(await givenActor(db, 'officer', root));
  const issue = async (unit: typeof root, docType: string): Promise<string> => {
    const plan = await givenPlan(db, unit, { status: 'approved', rule: 'none', docType });
    return (await issuePlan(officer, { planId: plan.id, version: 1 })).numberText;
  };
  expect(await issue(root, 'KẾ HOẠCH')).toBe('01/KH-LĐLĐ');
  expect(await issue(root, 'CHƯƠNG TRÌNH')).toBe('01/CTr-LĐLĐ');
  expect(await issue(other, 'KẾ HOẠCH')).toBe('01/KH-CĐKCN');
  expect(await issue(root, 'KẾ HOẠCH')).toBe('02/KH-LĐLĐ');
  db.setNow('2027-01-04T02:00:00Z');
  expect(await issue(root, 'KẾ HOẠCH')).toBe('01/KH-LĐLĐ');
});

test('a register begins where the paper one stopped, and then goes on one by one', async () => {
  const root = await givenUnit(db, { symbol: 'LĐLĐ' });
  const officer = db.as(await givenActor(db, 'officer', root));
  const issue = async (number?: number): Promise<string> => {
    const plan = await givenPlan(db, root, { status: 'approved', rule: 'none' });
    return (await issuePlan(officer, { planId: plan.id, version: 1, number })).numberText;
  };
  expect(await issue(37)).toBe('37/KH-LĐLĐ');
  await expect(issue(37)).rejects.toMatchObject({ code: 'plan.number_taken', params: { next: 38 } });
  await expect(issue(40)).rejects.toMatchObject({ code: 'plan.number_taken' });
  expect(await issue()).toBe('38/KH-LĐLĐ');
});

const symbols: [string, string, string][] = [
  ['KẾ HOẠCH', 'LĐLĐ', 'KH-LĐLĐ'],
  ['Chương trình', 'CĐCS', 'CTr-CĐCS'],
  ['CÔNG VĂN', 'LĐLĐ', 'LĐLĐ'],
];
test.for(symbols)('%s of %s', ([docType, unit, expected]) => {
  expect(symbolOf(docType, unit)).toBe(expected);
});
