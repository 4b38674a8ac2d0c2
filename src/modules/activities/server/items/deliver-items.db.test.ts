import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  deliverItems,
  listItems,
  quotaDeliveries,
  quotasOwed,
  withdrawItem,
  type DeliveredItems,
} from '#app/modules/activities/server/index.ts';
import { factSums, givenPlan, type GivenPlan } from '#app/modules/activities/server/testing/given.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();

const items = (unit: GivenUnit, wish: Partial<DeliveredItems> = {}): DeliveredItems => ({
  unitId: unit.id,
  kind: 'news',
  itemCount: 1,
  title: 'Ra quân đầu xuân',
  link: 'https://congdoan.example/tin/1',
  deliveredOn: '2026-03-02',
  requestKey: randomUUID(),
  ...wish,
});
const officerOf = async (unit: GivenUnit) => db.as(await givenActor(db, 'officer', unit));

interface Line {
  label: string;
  item: string;
  count: number | null;
  least?: number;
  units?: GivenUnit[];
}

/** A plan with a table of quotas; written past the policies. */
async function givenQuotas(issuer: GivenUnit, to: GivenUnit[], lines: Line[]): Promise<GivenPlan> {
  const plan = await givenPlan(db, issuer, { to, status: 'draft', validFrom: '2026-01-01', validTo: '2026-03-31' });
  const handle = db.services.database.db;
  for (const [position, line] of lines.entries())
    await sql`
      insert into plan_quota (plan_id, position, root_id, row_label, item, count, per_unit_min, is_total, unit_ids)
      values (${plan.id}, ${position}, ${randomUUID()}, ${line.label}, ${line.item}, ${line.count}, ${line.least ?? null},
              ${line.label === 'Cộng'}, ${(line.units ?? []).map((unit) => unit.id)}::uuid[])`.execute(handle);
  await sql`update plan set status = 'issued', register_year = 2026, register_number = 900, issued_on = '2026-01-05', issued_at = now() where id = ${plan.id}`.execute(
    handle,
  );
  return plan;
}

async function quarter() {
  const province = await givenUnit(db);
  const ward = (name: string) => givenUnit(db, { parent: province, kind: 'commune_union', name });
  const [a, b] = [await ward('A'), await ward('B')];
  const plan = await givenQuotas(
    province,
    [a, b],
    [
      { label: 'Các phường', item: 'Tin', count: 5, least: 2, units: [a, b] },
      { label: 'Cộng', item: 'Tin', count: 5 },
      { label: 'Cộng', item: 'Ảnh', count: 60 },
    ],
  );
  return { province, a, b, plan };
}

test('what a unit sent counts for its line, its group and the total, and is what it owes less', async () => {
  const { province, a, plan } = await quarter();
  const ctx = await officerOf(a);
  await deliverItems(ctx, items(a, { itemCount: 2 }));
  await deliverItems(ctx, items(a, { kind: 'photos', itemCount: 7 }));
  await deliverItems(ctx, items(a, { deliveredOn: '2025-12-31' }));
  const { cells, names } = await quotaDeliveries(await officerOf(province), plan.id);
  expect(cells.map((cell) => `${cell.rowLabel} ${cell.item} ${cell.delivered}/${cell.needed}`)).toEqual([
    'Các phường Tin 2/5',
    'Cộng Tin 2/5',
    'Cộng Ảnh 7/60',
  ]);
  expect(cells[0]?.units.map((unit) => [names[unit.unitId], unit.delivered, unit.needed])).toEqual([
    ['A', 2, 2],
    ['B', 0, 2],
  ]);
  expect(await factSums(db)).toEqual(['- news - 3', '- photos - 7']);
  expect(await db.audited()).toEqual(['item.deliver', 'item.deliver', 'item.deliver']);
});

test('a unit owes until it has sent enough', async () => {
  const { a, b } = await quarter();
  const owed = async (unit: GivenUnit) =>
    (await (await officerOf(unit)).read((tx) => quotasOwed(tx, unit.id))).map((one) => [
      one.doneCount,
      one.neededCount,
    ]);
  await deliverItems(await officerOf(a), items(a));
  expect([await owed(a), await owed(b)]).toEqual([[[1, 2]], [[0, 2]]]);
  await deliverItems(await officerOf(a), items(a));
  expect(await owed(a)).toEqual([]);
});

test('who sees one unit of a group sees its figures and no sum of the others', async () => {
  const { a, b, plan } = await quarter();
  await deliverItems(await officerOf(b), items(b));
  const { cells, isPartial, names } = await quotaDeliveries(await officerOf(a), plan.id);
  expect(isPartial).toBe(true);
  expect(Object.values(names)).toEqual(['A']);
  expect(cells[0]?.delivered).toBe(0);
});

test('the same form sent twice counts once', async () => {
  const { a } = await quarter();
  const once = items(a);
  expect(await deliverItems(await officerOf(a), once)).toEqual({ isRepeat: false });
  expect(await deliverItems(await officerOf(a), once)).toEqual({ isRepeat: true });
  expect(await factSums(db)).toEqual(['- news - 1']);
});

test('what is withdrawn stays in the list with its reason and counts no more', async () => {
  const { a } = await quarter();
  const ctx = await officerOf(a);
  await deliverItems(ctx, items(a));
  const [item] = await ctx.read((tx) => listItems(tx, a.id));
  await withdrawItem(ctx, { itemId: item!.id, reason: 'Khai nhầm đơn vị' });
  expect(await ctx.read((tx) => listItems(tx, a.id))).toMatchObject([{ withdrawnReason: 'Khai nhầm đơn vị' }]);
  expect(await factSums(db)).toEqual([]);
  await expect(withdrawItem(ctx, { itemId: item!.id, reason: 'Nữa' })).rejects.toMatchObject({
    code: 'activity.wrong_status',
  });
});

test('a target that counts news counts what was sent', async () => {
  const unit = await givenUnit(db, { kind: 'grassroots_union' });
  const plan = await givenPlan(db, unit, { targets: [{ shape: 'count', measure: 'news', value: 4 }] });
  await deliverItems(await officerOf(unit), items(unit, { itemCount: 3 }));
  expect(await factSums(db, { target: plan.targets[0]!.rootId })).toEqual(['- news - 3', 'target news - 3']);
});

test.for([
  ['a unit of another branch', 'officer', 'not_found'],
  ['a viewer', 'viewer', 'forbidden'],
] as const)('%s says nothing for it', async ([, role, code]) => {
  const { a, b } = await quarter();
  const at = role === 'viewer' ? a : b;
  await expect(deliverItems(db.as(await givenActor(db, role, at)), items(a))).rejects.toMatchObject({ code });
});
