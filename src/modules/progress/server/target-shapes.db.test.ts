import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { getActivity, openCheckIn, recordActivity, tickPeople } from '#app/modules/activities/server/index.ts';
import {
  activityInput,
  givenPlan,
  people,
  toTarget,
  type GivenPlan,
  type PlanWish,
  type TargetWish,
} from '#app/modules/activities/server/testing/given.ts';
import { declareMeasure, measureValues, nameableMeasures } from '#app/modules/measures/server/index.ts';
import { saveItemForm } from '#app/modules/plans/plan-item-forms.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { acknowledgePlan, saveItem } from '#app/modules/plans/server/index.ts';
import { figureSentence } from '#app/modules/progress/figure-words.ts';
import {
  declareTarget,
  factsOfTarget,
  knownOfCoverage,
  planProgress,
  targetProgress,
} from '#app/modules/progress/server/index.ts';

// Every shape of target that plans of the field have, from the work to the figure and its formula in words.
const db = testDatabase();

interface Stage {
  province: GivenUnit;
  ward: GivenUnit;
  /** Administrative, 100 members of whom 10 are key officers. */
  office: GivenUnit;
  /** Enterprise, 300 members of whom 20 are key officers. */
  factory: GivenUnit;
  plan: GivenPlan;
}

async function stage(target: TargetWish | TargetWish[], wish: PlanWish = {}): Promise<Stage> {
  const province = await givenUnit(db);
  const ward = await givenUnit(db, { parent: province, kind: 'commune_union' });
  const grassroots = (sector: string, members: number, officers: number) =>
    givenUnit(db, { parent: ward, sector, figures: { members, key_officers: officers } });
  const office = await grassroots('administrative', 100, 10);
  const factory = await grassroots('enterprise', 300, 20);
  const plan = await givenPlan(db, province, { ...wish, targets: [target].flat(), to: [ward, office, factory] });
  return { province, ward, office, factory, plan };
}

const held = (unit: GivenUnit, plan: GivenPlan, wish: Parameters<typeof activityInput>[1] = {}, target = 0) =>
  recordActivity(
    db.system,
    activityInput(unit, { links: [toTarget(plan.targets[target])], isConfirmed: true, ...wish }),
  );

async function declare(unit: GivenUnit, plan: GivenPlan, said: object): Promise<void> {
  const { id } = plan.targets[0]!;
  const common = { unitId: unit.id, planId: plan.id, targetId: id, declaredOn: '2026-03-01', note: '' };
  await declareTarget(db.as(await givenActor(db, 'officer', unit)), { ...common, ...said });
}

/** The province's sentence for each target of the plan. */
async function sentences({ plan, province }: Stage, on?: string): Promise<string[]> {
  const targets = await db.system.read((tx) =>
    planProgress(tx, { planId: plan.id, unitId: province.id, on, knownBy: 'today' }),
  );
  return targets.map((target) => figureSentence(target, target.figure));
}

test('coverage by population, per year: 100% of key officers, 95% of members', async () => {
  const set = await stage([
    { shape: 'coverage', population: 'key_officers', value: 100 },
    { shape: 'coverage', population: 'members', value: 95 },
  ]);
  const both = { links: set.plan.targets.map(toTarget) };
  await held(set.office, set.plan, { ...both, attendance: [people('members', 90), people('key_officers', 10)] });
  await held(set.factory, set.plan, { ...both, attendance: [people('members', 290), people('key_officers', 20)] });
  expect(await sentences(set)).toEqual([
    '30 của 30 cán bộ công đoàn chủ chốt = 100%; cần 100%',
    '380 của 400 đoàn viên = 95%; cần ≥ 95%',
  ]);
});

test('coverage split by sector: over 90% in offices, over 65% in enterprises', async () => {
  const wish = { shape: 'coverage', population: 'members', comparator: '>' } as const;
  const set = await stage([
    { ...wish, value: 90, sectors: ['administrative', 'public_service'] },
    { ...wish, value: 65, sectors: ['enterprise', 'state_enterprise'] },
  ]);
  await held(set.office, set.plan, { attendance: [people('members', 90)] }, 0);
  await held(set.factory, set.plan, { attendance: [people('members', 196)] }, 1);
  expect(await sentences(set)).toEqual([
    '90 của 100 đoàn viên (Cơ quan hành chính, Đơn vị sự nghiệp) = 90%; cần > 90%',
    '196 của 300 đoàn viên (Doanh nghiệp nhà nước, Doanh nghiệp ngoài nhà nước) = 65,3%; cần > 65%',
  ]);
});

test('coverage that names nobody is of members, and says so; where none were declared it is no figure', async () => {
  const set = await stage({ shape: 'coverage', value: 90 });
  await held(set.office, set.plan, { attendance: [people('members', 60), people('women_members', 20)] });
  expect(await sentences(set)).toEqual(['80 của 400 đoàn viên = 20%; cần ≥ 90%']);
  const empty = await givenUnit(db, { parent: set.ward });
  const detail = await db.system.read((tx) =>
    targetProgress(tx, { planId: set.plan.id, targetId: set.plan.targets[0]!.id, unitId: empty.id }),
  );
  expect(detail.figure).toMatchObject({ kind: 'none', share: null });
  expect(figureSentence(detail.target, detail.figure)).toBe('Chưa tính được: đơn vị chưa khai số đoàn viên');
});

test('coverage by a final year adds up over the years, with what each year brought', async () => {
  const target = {
    shape: 'coverage',
    population: 'members',
    value: 100,
    cadence: 'by_date',
    dueOn: '2028-12-31',
  } as const;
  const set = await stage(target, { validFrom: '2024-01-01', validTo: '2028-12-31' });
  await held(set.office, set.plan, { startsOn: '2024-05-01', attendance: [people('members', 60)] });
  await held(set.factory, set.plan, { startsOn: '2025-05-01', attendance: [people('members', 140)] });
  await held(set.office, set.plan, { startsOn: '2026-02-01', attendance: [people('members', 40)] });
  expect(await sentences(set)).toEqual(['240 của 400 đoàn viên = 60%; cần 100%']);
  const detail = await db.system.read((tx) =>
    targetProgress(tx, { planId: set.plan.id, targetId: set.plan.targets[0]!.id, unitId: set.province.id }),
  );
  expect(detail.history.map(({ period, figure }) => [period.key, figure.share])).toEqual([
    ['to-2024', 15],
    ['to-2025', 50],
    ['all', 60],
  ]);
  // A step on the way is never late: the deadline is that of the whole.
  expect(detail.history.map(({ figure }) => figure.state)).not.toContain('late');
});

test('a rate of units with a minimum for each: 100% of grassroots unions at least one activity a year', async () => {
  const set = await stage({ shape: 'unit_rate', value: 100, minPerUnit: 1 });
  await held(set.office, set.plan);
  await held(set.office, set.plan);
  expect(await sentences(set)).toEqual(['1 của 2 CĐCS đạt ≥ 1 hoạt động = 50%; cần 100%']);
});

test('a rate limited to a tier: 100% of the unions above grassroots', async () => {
  const set = await stage({ shape: 'unit_rate', measure: 'own_posts', value: 100, kinds: ['commune_union'] });
  await held(set.factory, set.plan, { formId: 'online_post' });
  expect(await sentences(set)).toEqual([expect.stringMatching(/^0 của 1 Công đoàn .+ đạt ≥ 1 lần = 0%; cần 100%$/)]);
  await held(set.ward, set.plan, { formId: 'online_post' });
  expect((await sentences(set))[0]).toMatch(/^1 của 1 /);
});

test('own count of a term: 5 courses of the issuer itself', async () => {
  const target = { shape: 'count', measure: 'training_courses', value: 5, binds: 'issuer', cadence: 'term' } as const;
  const set = await stage(target, { validFrom: '2023-01-01', validTo: '2028-12-31' });
  for (const startsOn of ['2023-05-01', '2024-05-01', '2026-02-01'])
    await held(set.province, set.plan, { startsOn, formId: 'training' });
  await held(set.province, set.plan, { formId: 'conference' });
  expect(await sentences(set)).toEqual(['3 lớp; cần ≥ 5']);
});

test('own count in a year and in a term: a tournament each year, a festival in the term', async () => {
  const own = { shape: 'count', binds: 'issuer', value: 1 } as const;
  const set = await stage(
    [
      { ...own, measure: 'sport_events', cadence: 'yearly' },
      { ...own, measure: 'performances', cadence: 'term' },
    ],
    { validFrom: '2023-01-01', validTo: '2028-12-31' },
  );
  const both = { links: set.plan.targets.map(toTarget) };
  await held(set.province, set.plan, { ...both, startsOn: '2025-06-01', formId: 'sport' });
  await held(set.province, set.plan, { ...both, startsOn: '2025-07-01', formId: 'culture' });
  expect(await sentences(set)).toEqual(['0 giải; cần ≥ 1', '1 cuộc; cần ≥ 1']);
});

test('windows of two and of five years: 95% of offices', async () => {
  const office = { shape: 'declared_rate', value: 95 } as const;
  const set = await stage(
    [
      { ...office, cadence: 'two_yearly' },
      { ...office, cadence: 'five_yearly' },
    ],
    { validFrom: '2023-01-01', validTo: '2028-12-31' },
  );
  for (const [at, declaredOn] of ['2024-11-01', '2024-11-01'].entries()) {
    await declareTarget(db.as(await givenActor(db, 'officer', set.office)), {
      unitId: set.office.id,
      planId: set.plan.id,
      targetId: set.plan.targets[at]!.id,
      declaredOn,
      numerator: 19,
      denominator: 20,
      note: '',
    });
  }
  // The window of 2023–2024 is over; that of 2023–2027 is not.
  expect(await sentences(set)).toEqual([
    expect.not.stringContaining('19 của 20'),
    '19 của 20 theo số tự khai = 95%; cần ≥ 95%',
  ]);
  expect((await sentences(set, '2024-12-31'))[0]).toBe('19 của 20 theo số tự khai = 95%; cần ≥ 95%');
});

test('households: 95% by declared numerators and denominators', async () => {
  const set = await stage({ shape: 'declared_rate', population: 'households', value: 95 });
  await declare(set.office, set.plan, { numerator: 76, denominator: 80 });
  await declare(set.factory, set.plan, { numerator: 200, denominator: 220 });
  expect(await sentences(set)).toEqual(['276 của 300 theo số tự khai = 92%; cần ≥ 95%']);
});

test('distribution: printed matter counts where a unit says that it came, a plan where it is acknowledged', async () => {
  const shape = 'distribution';
  const set = await stage([
    { shape, measure: 'received', value: 100 },
    { shape, measure: 'acknowledged', value: 100 },
  ]);
  await declare(set.office, set.plan, {});
  await declare(set.office, set.plan, {});
  await acknowledgePlan(db.as(await givenActor(db, 'officer', set.factory)), { planId: set.plan.id });
  expect(await sentences(set)).toEqual([
    '1 của 2 CĐCS đã nhận = 50%; cần 100%',
    '1 của 2 CĐCS đã nhận = 50%; cần 100%',
  ]);
});

test('qualitative: units grade themselves', async () => {
  const set = await stage({ shape: 'qualitative' });
  await declare(set.office, set.plan, { rating: 3 });
  expect(await sentences(set)).toEqual(['1 của 2 đơn vị đã tự đánh giá']);
});

test('a stock that units state: what is there on the day, not what came in the period', async () => {
  const set = await stage({ shape: 'count', measure: 'followers', value: 500 });
  const state = async (unit: GivenUnit, asOfOn: string, value: number) =>
    declareMeasure(db.as(await givenActor(db, 'officer', unit)), {
      unitId: unit.id,
      measureId: 'followers',
      asOfOn,
      value,
      denominator: null,
      note: '',
    });
  await state(set.office, '2025-12-31', 100);
  await state(set.office, '2026-02-28', 120);
  await state(set.factory, '2025-11-30', 300);
  expect(await sentences(set)).toEqual(['hiện có 420 người theo dõi; cần ≥ 500']);
});

test('a target that names a measure takes nothing from work of another form', async () => {
  const set = await stage({ shape: 'count', measure: 'panels', value: 10, binds: 'tree' });
  await held(set.office, set.plan, { formId: 'visual', quantities: [{ measureId: 'panels', amount: 4 }] });
  await held(set.factory, set.plan, { formId: 'conference' });
  expect(await sentences(set)).toEqual(['4 tấm; cần ≥ 10']);
});

test('a population that nobody declared is said, and is not nought per cent', async () => {
  const set = await stage([{ shape: 'coverage', population: 'rapporteurs', value: 95 }]);
  await held(set.office, set.plan, { attendance: [people('rapporteurs', 9)] });
  expect(await sentences(set)).toEqual([
    'Chưa tính được: cả 2 đơn vị thuộc diện tính đều chưa khai số báo cáo viên, tuyên truyền viên',
  ]);
});

test('coverage with names: each person once over all activities, beside the heads of those without', async () => {
  const set = await stage({ shape: 'coverage', population: 'members', value: 95 });
  const tick = async (unit: GivenUnit, names: string[]) => {
    const { activityId } = await held(unit, set.plan, { attendance: [people('members', 80)] });
    await openCheckIn(db.system, activityId);
    for (const newName of names)
      await tickPeople(db.system, { activityId, personIds: [], newName, newSection: '', newPopulationId: 'members' });
  };
  await tick(set.office, ['An', 'Bình', 'Chi']);
  await tick(set.office, ['Bình', 'Chi', 'Dung']);
  await held(set.factory, set.plan, { attendance: [people('members', 60)] });
  expect(await sentences(set)).toEqual(['64 của 400 đoàn viên = 16%; cần ≥ 95%']);
  const detail = (unit: GivenUnit) =>
    db.system.read(async (tx) => {
      const shown = await targetProgress(tx, {
        planId: set.plan.id,
        targetId: set.plan.targets[0]!.id,
        unitId: unit.id,
      });
      return { known: await knownOfCoverage(tx, shown), behind: await factsOfTarget(tx, shown, 1) };
    });
  expect([(await detail(set.province)).known, (await detail(set.office)).known]).toEqual([4, 4]);
  expect((await detail(set.factory)).known).toBe(0);
  // What stands behind: who came by name, never who they are.
  const { facts } = (await detail(set.office)).behind;
  const named = facts.filter((fact) => fact.sourceType === 'check_in');
  // The heads that were typed were taken back by corrections, which stand beside them.
  expect(facts.filter((fact) => fact.isCorrection).map((fact) => fact.value)).toEqual([-80, -80]);
  expect(named.map((fact) => [fact.sourceType, fact.title])).toEqual(
    Array.from({ length: 6 }, () => ['check_in', 'Hội nghị học tập chuyên đề']),
  );
  const span = { from: '2026-01-01', to: '2026-12-31', withBranches: false };
  const [sums] = await db.system.read((tx) => measureValues(tx, { unitId: set.province.id, ...span }));
  expect(sums?.totals.get('known_persons')).toBe(4);
});

const state = async (unit: GivenUnit, measureId: string, value: number, denominator: number | null = null) =>
  declareMeasure(db.as(await givenActor(db, 'officer', unit)), {
    ...{ unitId: unit.id, measureId, asOfOn: '2026-02-28', value, denominator, note: '' },
  });

test('a ratio of measures: both sides are added up over units, then divided', async () => {
  const set = await stage({ shape: 'count', measure: 'culture_families', value: 95 });
  await state(set.office, 'culture_families', 10, 10);
  await state(set.factory, 'culture_families', 30, 90);
  expect(await sentences(set)).toEqual([expect.stringMatching(/: 40 của 100 = 40%; cần ≥ 95%$/)]);
});

test('a ratio of what activities count, made on the screen: added up over all units, and it may pass a hundred', async () => {
  const set = await stage({});
  const officer = db.as(await givenActor(db, 'officer', set.province));
  const plan = await givenPlan(db, set.province, { targets: [], status: 'draft', to: [set.office, set.factory] });
  const target = {
    ...{ kind: 'target', statement: 'Buổi tuyên truyền pháp luật bằng ít nhất 120% buổi tuyên truyền miệng' },
    ...{ shape: 'ratio', value: '120', numeratorId: 'law_sessions', denominatorId: 'oral_sessions', cadence: 'yearly' },
  };
  const { item } = saveItemForm.parse({ version: 1, item: target });
  const id = await saveItem(officer, { planId: plan.id, version: 1, item });
  await sql`
    update plan set status = 'issued', register_year = 2026, register_number = 900, issued_on = '2026-01-05', issued_at = now()
    where id = ${plan.id}`.execute(db.services.database.db);
  const made = { ...plan, targets: [{ id, rootId: id }] };
  expect(await sentences({ ...set, plan: made })).toEqual(['Chưa đơn vị nào có số liệu của tỷ lệ này']);
  for (const formId of ['law_education', 'law_education', 'oral_session']) await held(set.office, made, { formId });
  const { activityId: counted } = await held(set.factory, made, { formId: 'law_education' });
  const { activityId: other } = await held(set.factory, made, { formId: 'oral_session' });
  const { activityId: uncounted } = await held(set.factory, made, { formId: 'conference' });
  expect(await sentences({ ...set, plan: made })).toEqual([expect.stringMatching(/: 3 của 2 = 150%; cần ≥ 120%$/)]);
  // The page of an activity says of what it is linked to where it does not count.
  const missedBy = (activityId: string) => officer.read(async (tx) => (await getActivity(tx, activityId)).items[0]);
  expect([await missedBy(counted), await missedBy(other)]).toMatchObject([{ missedVi: null }, { missedVi: null }]);
  expect(await missedBy(uncounted)).toMatchObject({
    missedVi: 'Buổi tuyên truyền pháp luật / Buổi tuyên truyền miệng',
  });
});

test('a share of units that have a number of something they state', async () => {
  const set = await stage({ shape: 'count', measure: 'law_bookcase_units', value: 100 });
  await state(set.office, 'law_bookcases', 2);
  expect(await sentences(set)).toEqual(['1 của 2 CĐCS đạt ≥ 1 tủ = 50%; cần 100%']);
});

test('whoever states none has reported, and is not among those who are silent', async () => {
  const set = await stage({ shape: 'count', measure: 'law_bookcase_units', value: 100 });
  await state(set.office, 'law_bookcases', 0);
  expect(await sentences(set)).toEqual(['0 của 2 CĐCS đạt ≥ 1 tủ = 0%; cần 100%']);
  const { figure } = await db.system.read((tx) =>
    targetProgress(tx, { planId: set.plan.id, targetId: set.plan.targets[0]!.id, unitId: set.province.id }),
  );
  expect([figure.tally.reported, figure.tally.notReported]).toEqual([1, 1]);
});

test('distinct persons known by name: who comes twice is one', async () => {
  const set = await stage({ shape: 'count', measure: 'known_persons', value: 50 });
  for (const names of [
    ['An', 'Bình'],
    ['Bình', 'Chi'],
  ]) {
    const { activityId } = await held(set.office, set.plan, { attendance: [people('members', 80)] });
    await openCheckIn(db.system, activityId);
    for (const newName of names)
      await tickPeople(db.system, { activityId, personIds: [], newName, newSection: '', newPopulationId: 'members' });
  }
  expect(await sentences(set)).toEqual(['3 người; cần ≥ 50']);
});

test('a target may name measures of every way of adding up', async () => {
  const set = await stage({});
  const named = await db.system.read((tx) => nameableMeasures(tx, set.province.id));
  const ids = new Set(named.map((measure) => measure.id));
  for (const id of ['activities', 'followers', 'culture_families', 'law_bookcase_units', 'known_persons'])
    expect([id, ids.has(id)]).toEqual([id, true]);
});
