import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { deliverPlan } from '#app/modules/plans/server/cascade/deliver-plan.ts';
import { givenDraftPlan } from '#app/modules/plans/server/cascade/testing/given-issued-plan.ts';
import { addRecipient, changePurpose, getItemUnits, pickUnits } from '#app/modules/plans/server/index.ts';

const db = testDatabase();

async function province() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const wards = [
    await givenUnit(db, { name: 'Công đoàn phường A', parent: root, kind: 'commune_union' }),
    await givenUnit(db, { name: 'Công đoàn phường B', parent: root, kind: 'commune_union' }),
  ];
  const school = await givenUnit(db, { name: 'CĐCS Trường', parent: wards[0]! });
  const plan = await givenDraftPlan(db, root, {
    recipients: [{ rule: 'none', label: 'Các tổ cộng tác viên' }],
    quotas: [
      { label: 'Nhóm 1', item: 'tin', count: 4, perUnit: 2, units: [] },
      { label: 'Nhóm 1', item: 'bài', count: 2, units: [] },
      { label: 'Nhóm 2', item: 'tin', count: 1, units: [] },
    ],
  });
  const officer = await givenActor(db, 'officer', root);
  return { root, wards, school, planId: plan.id, officer, ctx: db.as(officer) };
}
const versionOf = async (planId: string): Promise<number> => Number((await db.row('plan', planId))?.['version']);
const delivered = async (planId: string, unit: GivenUnit) => {
  await db.system.transaction(async (tx) => {
    await deliverPlan(tx, { id: planId, orgUnitId: unit.id, orgPath: unit.path, adoptDueOn: null });
    await tx.audit('test.deliver');
  });
  const { rows } = await sql<{ name: string; purpose: string }>`
    select u.name, d.purpose from plan_delivery d join org_unit u on u.id = d.unit_id`.execute(db.services.database.db);
  return rows.map((row) => `${row.name}: ${row.purpose}`).toSorted();
};

test('a line that no rule matches gets its units by hand, and they get the plan', async () => {
  const { root, wards, school, planId, ctx } = await province();
  const line = (await getItemUnits(ctx, planId)).recipients[0]!;
  expect(line).toMatchObject({ isUnmatched: true, units: [] });
  const pick = async (unit: GivenUnit, change: 'add' | 'remove' = 'add') =>
    pickUnits(ctx, {
      planId,
      version: await versionOf(planId),
      kind: 'recipient',
      itemId: line.id,
      unitId: unit.id,
      unitKindId: '',
      change,
    });
  await pick(school);
  await pick(wards[1]!);
  await pick(wards[1]!, 'remove');
  await changePurpose(ctx, { planId, version: await versionOf(planId), itemId: line.id, purpose: 'act' });
  const added = { planId, unitId: wards[0]!.id, purpose: 'inform' as const };
  await addRecipient(ctx, { ...added, version: await versionOf(planId) });

  const seen = await getItemUnits(ctx, planId);
  expect(seen.recipients.map((one) => [one.label, one.units.map((unit) => unit.name)])).toEqual([
    ['Các tổ cộng tác viên', ['CĐCS Trường']],
    ['Công đoàn phường A', ['Công đoàn phường A']],
  ]);
  expect(seen.counts).toEqual({ act: 1, inform: 1 });
  expect(await delivered(planId, root)).toEqual(['Công đoàn phường A: inform', 'CĐCS Trường: act']);
});

test('naming units for a row of quotas names them for all it owes, and for no other row', async () => {
  const { wards, planId, ctx } = await province();
  const row = (await getItemUnits(ctx, planId)).quotas[0]!;
  expect(row.owed).toEqual([
    { item: 'tin', count: 4, perUnitMin: 2 },
    { item: 'bài', count: 2, perUnitMin: null },
  ]);
  const wish = { planId, kind: 'quota' as const, itemId: row.id, change: 'add' as const };
  await pickUnits(ctx, { ...wish, version: 1, unitKindId: 'commune_union' });
  const { rows } = await sql<{ rowLabel: string; unitIds: string[] }>`
    select row_label, unit_ids from plan_quota where plan_id = ${planId} order by position`.execute(
    db.services.database.db,
  );
  const both = wards.map((ward) => ward.id).toSorted();
  expect(rows.map((one) => [one.rowLabel, one.unitIds.toSorted()])).toEqual([
    ['Nhóm 1', both],
    ['Nhóm 1', both],
    ['Nhóm 2', []],
  ]);
  await pickUnits(ctx, { ...wish, version: 2, unitId: wards[0]!.id, unitKindId: '', change: 'remove' });
  expect((await getItemUnits(ctx, planId)).quotas[0]?.units).toMatchObject([{ id: wards[1]!.id }]);
  expect(await db.audited()).toEqual(['plan.edit_item', 'plan.edit_item']);
});

test('only who makes the plan names units, from the version that they saw, and of those there are', async () => {
  const { root, wards, planId, ctx } = await province();
  const itemId = (await getItemUnits(ctx, planId)).quotas[0]!.id;
  const wish = { planId, version: 1, kind: 'quota' as const, itemId, unitKindId: '', change: 'add' as const };
  const ward = db.as(await givenActor(db, 'officer', wards[0]!));
  await expect(pickUnits(ward, { ...wish, unitId: wards[0]!.id })).rejects.toMatchObject({ code: 'not_found' });
  await expect(getItemUnits(ward, planId)).rejects.toMatchObject({ code: 'not_found' });
  const viewer = db.as(await givenActor(db, 'viewer', root));
  await expect(pickUnits(viewer, { ...wish, unitId: wards[0]!.id })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(pickUnits(ctx, { ...wish, version: 9, unitId: wards[0]!.id })).rejects.toMatchObject({
    code: 'conflict',
  });
  const foreign = await givenUnit(db);
  for (const unit of [foreign, root])
    await expect(pickUnits(ctx, { ...wish, unitId: unit.id })).rejects.toMatchObject({ code: 'invalid' });
  await sql`update plan set status = 'submitted' where id = ${planId}`.execute(db.services.database.db);
  await expect(pickUnits(ctx, { ...wish, unitId: wards[0]!.id })).rejects.toMatchObject({ code: 'plan.immutable' });
});
