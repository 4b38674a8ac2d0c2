import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#app/platform/actor.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import {
  adoptPlan,
  approvePlan,
  decideLowering,
  deletePlan,
  dueForUnit,
  getAdoption,
  getBoard,
  getInherited,
  issuePlan,
  reviseInherited,
  saveItem,
  submitPlan,
  waitingDecisions,
  type AdoptInput,
} from '#app/modules/plans/server/index.ts';
import { tellLoweringAsked, tellLoweringDecided } from '#app/modules/plans/server/cascade/tell-lowering.job.ts';
import { givenIssuedPlan, type PlanWish } from '#app/modules/plans/server/cascade/testing/given-issued-plan.ts';

const db = testDatabase();

interface Chain {
  province: GivenUnit;
  ward: GivenUnit;
  school: GivenUnit;
  factory: GivenUnit;
}
async function givenChain(): Promise<Chain> {
  const province = await givenUnit(db, { name: 'LĐLĐ tỉnh', symbol: 'LĐLĐ' });
  const ward = await givenUnit(db, {
    parent: province,
    kind: 'commune_union',
    sector: null,
    name: 'CĐ phường',
    symbol: 'CĐP',
  });
  const school = await givenUnit(db, { parent: ward, sector: 'public_service', name: 'CĐCS trường', symbol: 'CĐT' });
  const factory = await givenUnit(db, { parent: ward, sector: 'enterprise', name: 'CĐCS nhà máy', symbol: 'CĐM' });
  return { province, ward, school, factory };
}
const wish: PlanWish = {
  title: 'Tuyên truyền năm 2026',
  number: '12/KH-LĐLĐ',
  targets: [
    { statement: 'Trên 95% đoàn viên được phổ biến pháp luật', value: 95 },
    { statement: 'Doanh nghiệp đạt 65%', value: 65, sectors: ['enterprise'] },
    { statement: 'Tỉnh tổ chức 2 hội thi', value: 2, binds: 'issuer' },
  ],
  tasks: ['Mở lớp tập huấn', 'Tổ chức hội thi'],
};
const input = (planId: string, more: Partial<AdoptInput> = {}): AdoptInput => ({
  planId,
  title: '',
  targets: [],
  tasks: [],
  defaultOwner: 'Ban Chấp hành',
  ...more,
});
const version = async (planId: string): Promise<number> => Number((await db.row('plan', planId))?.['version']);
const targetsOf = async (planId: string): Promise<Record<string, unknown>[]> => {
  const { rows } = await sql<Record<string, unknown>>`
    select * from plan_target where plan_id = ${planId} order by position`.execute(db.services.database.db);
  return rows;
};
/** Takes a draft through submitting, approving by somebody else, and issuing. */
async function issue(planId: string, unit: GivenUnit, author: Actor): Promise<void> {
  const approver = await givenActor(db, 'approver', unit);
  await submitPlan(db.as(author), { planId, version: await version(planId) });
  await approvePlan(db.as(approver), { planId, version: await version(planId) });
  await issuePlan(db.as(approver), { planId, version: await version(planId), number: 1 });
}

test('province, ward, grassroots: items keep their line, and issuing counts as adopting on the board', async () => {
  const { province, ward, school, factory } = await givenChain();
  const top = await givenIssuedPlan(db, province, wish);
  const officer = await givenActor(db, 'officer', ward);
  const issuer = db.as(await givenActor(db, 'officer', province));

  const offered = await getAdoption(db.as(officer), top.id);
  expect(offered.targets.map((target) => target.value)).toEqual([95, 65]);
  const wardPlan = await adoptPlan(
    db.as(officer),
    input(top.id, {
      targets: [{ id: top.targetIds[0]!, value: 97, reason: '' }],
      tasks: [
        { id: top.taskIds[0]!, isTaken: true, owner: 'Chị Hoa', dueOn: '2026-06-30' },
        { id: top.taskIds[1]!, isTaken: false, owner: '', dueOn: null },
      ],
    }),
  );
  expect(await db.row('plan', wardPlan)).toMatchObject({
    orgUnitId: ward.id,
    adoptedFromId: top.id,
    sourceKind: 'adopted',
    status: 'draft',
    title: 'Tuyên truyền năm 2026',
  });
  expect(await targetsOf(wardPlan)).toMatchObject([
    {
      rootId: top.targetIds[0],
      inheritedFrom: top.targetIds[0],
      value: 97,
      statement: 'Trên 97% đoàn viên được phổ biến pháp luật',
      loweringState: null,
    },
    { rootId: top.targetIds[1], value: 65 },
  ]);
  const tasks = await sql`select owner_text, due_on, root_id from plan_task where plan_id = ${wardPlan}`.execute(
    db.services.database.db,
  );
  expect(tasks.rows).toEqual([{ ownerText: 'Chị Hoa', dueOn: '2026-06-30', rootId: top.taskIds[0] }]);
  expect((await getBoard(issuer, { planId: top.id })).counts).toMatchObject({ making: 1, adopted: 0, acknowledged: 1 });

  await issue(wardPlan, ward, officer);
  expect((await getBoard(issuer, { planId: top.id })).counts).toMatchObject({ making: 0, adopted: 1 });
  expect(await db.as(officer).read((tx) => dueForUnit(tx, ward.id))).toEqual([]);

  // The ward's plan went to the unions below it; the school has no part in the enterprises' target.
  const teacher = await givenActor(db, 'officer', school);
  const schoolOffer = await getAdoption(db.as(teacher), wardPlan);
  expect(schoolOffer.targets.map((target) => target.value)).toEqual([97]);
  expect((await getAdoption(db.as(await givenActor(db, 'officer', factory)), wardPlan)).targets).toHaveLength(2);
  const schoolPlan = await adoptPlan(db.as(teacher), input(wardPlan));
  const wardTargets = await targetsOf(wardPlan);
  expect(await targetsOf(schoolPlan)).toMatchObject([
    { rootId: top.targetIds[0], inheritedFrom: wardTargets[0]?.['id'], value: 97 },
  ]);
  await issue(schoolPlan, school, teacher);
  const wardBoard = await getBoard(db.as(officer), { planId: wardPlan });
  expect(wardBoard.counts).toMatchObject({ toAct: 2, adopted: 1 });
});

test('a plan that came straight from the top counts as adopted through the one in between', async () => {
  const { province, ward, school } = await givenChain();
  const top = await givenIssuedPlan(db, province, { ...wish, recipients: [{ rule: 'descendants' }] });
  const [officer, teacher] = [await givenActor(db, 'officer', ward), await givenActor(db, 'officer', school)];
  const wardPlan = await adoptPlan(db.as(officer), input(top.id));
  await issue(wardPlan, ward, officer);
  expect(await db.as(teacher).read((tx) => dueForUnit(tx, school.id))).toHaveLength(2);
  const schoolPlan = await adoptPlan(db.as(teacher), input(wardPlan));
  await issue(schoolPlan, school, teacher);
  expect(await db.as(teacher).read((tx) => dueForUnit(tx, school.id))).toEqual([]);
});

test('a share above all is refused, at the field, when a plan is adopted and when a target is revised', async () => {
  const { province, ward } = await givenChain();
  const top = await givenIssuedPlan(db, province, wish);
  const officer = db.as(await givenActor(db, 'officer', ward));
  const targets = [{ id: top.targetIds[0]!, value: 180, reason: '' }];
  await expect(adoptPlan(officer, input(top.id, { targets }))).rejects.toMatchObject({
    code: 'invalid',
    problems: { [`targets.${top.targetIds[0]!}.value`]: 'field_too_big' },
  });
  const planId = await adoptPlan(officer, input(top.id));
  const [target] = await targetsOf(planId);
  await expect(
    reviseInherited(officer, {
      planId,
      targetId: String(target?.['id']),
      version: await version(planId),
      value: 180,
      reason: '',
    }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

test('everything that is wrong with an adoption is said at once, and nothing is made', async () => {
  const { province, ward } = await givenChain();
  const top = await givenIssuedPlan(db, province, {
    ...wish,
    targets: [{ statement: 'Đạt 90%' }, { statement: 'Đạt 70%', value: 70 }],
    tasks: ['Hội thi'],
  });
  const officer = db.as(await givenActor(db, 'officer', ward));
  const [first, second] = top.targetIds;
  const targets = [
    { id: first!, value: 120, reason: '' },
    { id: second!, value: 10, reason: '' },
  ];
  await expect(adoptPlan(officer, input(top.id, { targets, tasks: [], defaultOwner: ' ' }))).rejects.toMatchObject({
    code: 'invalid',
    problems: {
      [`targets.${first}.value`]: 'field_too_big',
      [`targets.${second}.reason`]: 'field_required',
      defaultOwner: 'field_required',
    },
  });
  expect(await db.count('plan')).toBe(1);
});

test('lowering needs a reason, waits for the unit above, and stops the issue until it is accepted', async () => {
  const { province, ward } = await givenChain();
  const top = await givenIssuedPlan(db, province, wish);
  const officer = await givenActor(db, 'officer', ward);
  const above = await givenActor(db, 'officer', province);
  const lower = (reason: string) =>
    adoptPlan(db.as(officer), input(top.id, { targets: [{ id: top.targetIds[0]!, value: 80, reason }] }));

  await expect(lower(' ')).rejects.toMatchObject({ code: 'plan.lower_without_reason' });
  expect(await db.count('plan')).toBe(1);
  const planId = await lower('Nhiều lao động thời vụ');
  expect(await db.queued('plans.tell-lowering-asked')).toHaveLength(1);
  await tellLoweringAsked.run({ planId }, db.system);
  await tellLoweringAsked.run({ planId }, db.system);
  expect(await db.count('notice')).toBe(1);

  const [asked] = await db.as(above).read((tx) => waitingDecisions(tx, above));
  expect(asked).toMatchObject({
    unitName: 'CĐ phường',
    askedValue: 95,
    offeredValue: 80,
    reason: 'Nhiều lao động thời vụ',
  });
  const targetId = asked?.targetId ?? '';
  await expect(issue(planId, ward, officer)).rejects.toMatchObject({ code: 'plan.lowering_undecided' });
  const decide = (actor: Actor, decision: 'accept' | 'refuse', note = '', offeredValue = 80) =>
    decideLowering(db.as(actor), { targetId, decision, note, offeredValue });

  // Nobody but the unit above: not the unit itself, not one beside, not a viewer or contributor above.
  expect(await db.as(officer).read((tx) => waitingDecisions(tx, officer))).toEqual([]);
  await expect(decide(officer, 'accept')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(decide(await givenActor(db, 'viewer', province), 'accept')).rejects.toMatchObject({ code: 'not_found' });
  await expect(decide(await givenActor(db, 'contributor', province), 'accept')).rejects.toMatchObject({
    code: 'forbidden',
  });
  const stranger = await givenActor(db, 'approver', await givenUnit(db, { parent: province }));
  await expect(decide(stranger, 'accept')).rejects.toMatchObject({ code: 'not_found' });

  await expect(decide(above, 'refuse', ' ')).rejects.toMatchObject({ code: 'plan.reason_needed' });
  await expect(decide(above, 'accept', '', 85)).rejects.toMatchObject({ code: 'conflict' });
  await decide(above, 'refuse', 'Cần giữ mức chung');
  await tellLoweringDecided.run({ targetId }, db.system);
  expect(await db.count('notice')).toBe(2);
  await expect(decide(above, 'accept')).rejects.toMatchObject({ code: 'not_found' });
  const approver = db.as(await givenActor(db, 'approver', ward));
  const issueNow = async () => issuePlan(approver, { planId, version: await version(planId), number: 1 });
  await expect(issueNow()).rejects.toMatchObject({ code: 'plan.lowering_undecided' });
});

test('after a refusal the unit asks anew or goes back to what was asked; an answer covers no later change', async () => {
  const { province, ward } = await givenChain();
  const top = await givenIssuedPlan(db, province, { ...wish, targets: [{ statement: 'Đạt 95%', value: 95 }] });
  const officer = await givenActor(db, 'officer', ward);
  const above = await givenActor(db, 'approver', province);
  const planId = await adoptPlan(
    db.as(officer),
    input(top.id, { targets: [{ id: top.targetIds[0]!, value: 80, reason: 'khó' }] }),
  );
  const target = async () => (await getInherited(db.as(officer), planId)).targets[0]!;
  const revise = async (value: number, reason: string) =>
    reviseInherited(db.as(officer), {
      planId,
      version: await version(planId),
      targetId: (await target()).id,
      value,
      reason,
    });
  const decide = async (decision: 'accept' | 'refuse') => {
    const one = await target();
    await decideLowering(db.as(above), { targetId: one.id, decision, note: 'x', offeredValue: one.own.value });
  };

  await decide('refuse');
  expect((await target()).standing).toBe('refused');
  await expect(revise(85, '')).rejects.toMatchObject({ code: 'plan.lower_without_reason' });
  await revise(85, 'vẫn khó');
  expect(await target()).toMatchObject({ standing: 'asked', statement: 'Đạt 85%' });
  await decide('accept');
  expect((await target()).standing).toBe('accepted');

  // Edited on the review screen, past this page: the answer was about 85.
  await saveItem(db.as(officer), {
    planId,
    version: await version(planId),
    item: {
      kind: 'target',
      itemId: (await target()).id,
      quote: '',
      statement: 'Đạt 60%',
      shape: 'coverage',
      measureId: '',
      numeratorId: '',
      denominatorId: '',
      populationId: '',
      sectorIds: [],
      kindIds: [],
      comparator: '>=',
      value: 60,
      unit: 'percent',
      minPerUnit: null,
      cadence: 'once',
      dueOn: null,
      binds: 'tree',
    },
  });
  expect((await target()).standing).toBe('unasked');
  await expect(submitPlan(db.as(officer), { planId, version: await version(planId) })).rejects.toMatchObject({
    code: 'plan.lower_without_reason',
  });
  await revise(95, '');
  expect((await target()).standing).toBe('none');
  await issue(planId, ward, officer);
});

test('one draft from one plan; thrown away, the plan can be adopted again', async () => {
  const { province, ward, school } = await givenChain();
  const top = await givenIssuedPlan(db, province, wish);
  const officer = await givenActor(db, 'officer', ward);
  const planId = await adoptPlan(db.as(officer), input(top.id));
  await expect(adoptPlan(db.as(officer), input(top.id))).rejects.toMatchObject({ code: 'plan.already_adopted' });
  const viewer = await givenActor(db, 'contributor', ward);
  await expect(adoptPlan(db.as(viewer), input(top.id))).rejects.toMatchObject({ code: 'forbidden' });
  const below = await givenActor(db, 'officer', school);
  await expect(adoptPlan(db.as(below), input(top.id))).rejects.toMatchObject({ code: 'plan.not_addressed' });

  await deletePlan(db.as(officer), { planId, version: await version(planId) });
  expect((await dueNow(officer, ward))[0]).toMatchObject({ step: 'adopt', adoptedPlanId: null });
  await adoptPlan(db.as(officer), input(top.id));
});

const dueNow = (actor: Actor, unit: GivenUnit) => db.as(actor).read((tx) => dueForUnit(tx, unit.id));

test('an owner who is a person of the unit is linked; a task without any owner is refused', async () => {
  const { province, ward } = await givenChain();
  const top = await givenIssuedPlan(db, province, wish);
  const officer = db.as(await givenActor(db, 'officer', ward));
  await sql`insert into person (id, org_unit_id, full_name, name_sort) values (gen_random_uuid(), ${ward.id}, 'Lò Thị Mai', 'x')`.execute(
    db.services.database.db,
  );
  await expect(adoptPlan(officer, input(top.id, { defaultOwner: ' ' }))).rejects.toMatchObject({ code: 'invalid' });
  const planId = await adoptPlan(officer, input(top.id, { defaultOwner: 'Lò Thị Mai' }));
  const { rows } = await sql<{ fullName: string }>`
    select p.full_name from plan_task t join person p on p.id = t.owner_person_id where t.plan_id = ${planId}`.execute(
    db.services.database.db,
  );
  expect(rows).toEqual([{ fullName: 'Lò Thị Mai' }, { fullName: 'Lò Thị Mai' }]);
});

test('the unit’s share of the quota table, the plan above as basis, and where the own plan goes', async () => {
  const { province, ward, school, factory } = await givenChain();
  const top = await givenIssuedPlan(db, province, {
    ...wish,
    quotas: [
      { label: 'Các CĐCS', item: 'news', count: 58, perUnit: 2, units: [school, factory, province] },
      { label: 'CĐ phường', item: 'article', count: 3, units: [ward] },
      { label: 'Tổng', item: 'photo', count: 60, units: [], isTotal: true },
    ],
  });
  const planId = await adoptPlan(db.as(await givenActor(db, 'officer', ward)), input(top.id));
  const handle = db.services.database.db;
  const quotas =
    await sql`select row_label, item, count from plan_quota where plan_id = ${planId} order by item`.execute(handle);
  expect(quotas.rows).toEqual([
    { rowLabel: 'CĐ phường', item: 'article', count: 3 },
    { rowLabel: 'Các CĐCS', item: 'news', count: 4 },
  ]);
  const basis = await sql`select text, cited_plan_id from plan_basis where plan_id = ${planId}`.execute(handle);
  expect(basis.rows).toEqual([
    {
      text: 'Kế hoạch số 12/KH-LĐLĐ ngày 16 tháng 3 năm 2026 của LĐLĐ tỉnh về Tuyên truyền năm 2026',
      citedPlanId: top.id,
    },
  ]);
  const lines =
    await sql`select label, purpose, rule_kind from plan_recipient where plan_id = ${planId} order by position`.execute(
      handle,
    );
  expect(lines.rows).toEqual([
    { label: 'LĐLĐ tỉnh', purpose: 'inform', ruleKind: 'unit' },
    { label: 'Các đơn vị trực thuộc', purpose: 'act', ruleKind: 'children' },
    { label: 'Lưu: VT', purpose: 'archive', ruleKind: 'none' },
  ]);
});
