import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { readPlanListFilter } from '#app/modules/plans/plan-list-filter.ts';
import { insertDraft, requireDraftingUnit } from '#app/modules/plans/server/create-plan.ts';
import { headerColumns, insertReadItems } from '#app/modules/plans/server/insert-items.ts';
import { readWaitingPlan } from '#app/modules/plans/server/read-waiting-plan.job.ts';
import { mapReadPlan } from '#app/modules/plans/server/reading/map-read-plan.ts';
import { hostileDocuments } from '#app/vanban/files/testing/hostile/index.ts';
import { readItems, readPlanWith } from '#app/modules/plans/server/testing/read-items.ts';
import {
  createBlankPlan,
  createPlanFromFile,
  createPlanFromText,
  keepPlanFile,
  listPlans,
} from '#app/modules/plans/server/index.ts';
import { givenIssuedPlan } from '#app/modules/plans/server/cascade/testing/given-issued-plan.ts';

const db = testDatabase();
const filter = (query = ''): ReturnType<typeof readPlanListFilter> => readPlanListFilter(new URLSearchParams(query));
const shopping = 'Danh sách đi chợ: rau, cá, gạo.';

test('what was read becomes rows: items with their places, named units found, the head filled', async () => {
  const root = await givenUnit(db, { name: 'Liên đoàn Lao động tỉnh Bình Sơn' });
  const ward = await givenUnit(db, { parent: root, name: 'Công đoàn phường Đông Hải', kind: 'commune_union' });
  const ctx = db.as(await givenActor(db, 'officer', root));
  const text =
    'Tuyên truyền biển đảo\nMỗi năm 01 hội thi.\nCĐ phường Đông Hải\nCác công đoàn phường\nCác tổ cộng tác viên';
  const read = readItems(text);
  const plan = readPlanWith({
    title: 'Tuyên truyền biển đảo',
    targets: [read.target('Mỗi năm 01 hội thi.', { value: 1, unit: 'count', unitText: 'hội thi', period: 'yearly' })],
    recipientLines: [
      read.recipient('CĐ phường Đông Hải'),
      read.recipient('Các công đoàn phường'),
      read.recipient('Các tổ cộng tác viên'),
    ],
  });
  const mapped = mapReadPlan(plan, { text });
  const planId = await ctx.transaction(async (tx) => {
    const unit = await requireDraftingUnit(tx, root.id);
    const id = await insertDraft(tx, unit, {
      sourceKind: 'paste',
      sourceText: text,
      ...headerColumns(mapped.header, { issuerName: unit.name, superiorName: unit.superiorName }),
    });
    await insertReadItems(tx, id, unit.path, mapped.items);
    return id;
  });

  expect(await db.row('plan', planId)).toMatchObject({
    title: 'Tuyên truyền biển đảo',
    titleKey: 'tuyen truyen bien dao',
    issuerName: 'Liên đoàn Lao động tỉnh Bình Sơn',
    status: 'draft',
    version: 1,
  });
  const target = await db.system.read((tx) => tx.db.selectFrom('planTarget').selectAll().executeTakeFirstOrThrow());
  expect(target).toMatchObject({ shape: 'count', value: 1, cadence: 'yearly', review: 'sure', rootId: target.id });
  expect(text.slice(target.spanStart ?? 0, target.spanEnd ?? 0)).toBe('Mỗi năm 01 hội thi.');
  const recipients = await db.system.read((tx) =>
    tx.db
      .selectFrom('planRecipient')
      .select(['ruleKind', 'ruleUnitId', 'ruleKindIds', 'review'])
      .orderBy('position')
      .execute(),
  );
  expect(recipients).toEqual([
    { ruleKind: 'unit', ruleUnitId: ward.id, ruleKindIds: [], review: 'sure' },
    { ruleKind: 'children', ruleUnitId: null, ruleKindIds: ['commune_union'], review: 'sure' },
    { ruleKind: 'none', ruleUnitId: null, ruleKindIds: [], review: 'unsure' },
  ]);
  expect(await db.audited()).toEqual(['plan.create']);
});

test('a document with no plan in it says so and leaves nothing; going on by hand keeps its text', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const input = { unitId: unit.id, text: shopping };
  await expect(createPlanFromText(ctx, input)).rejects.toMatchObject({ code: 'plan.nothing_in_it', status: 422 });
  expect(await db.count('plan')).toBe(0);

  const planId = await createPlanFromText(ctx, { ...input, byHand: true });
  expect(await db.row('plan', planId)).toMatchObject({ sourceText: shopping, readState: 'no_plan', status: 'draft' });
});

test('a file is kept before it is read, so that going on by hand needs no second upload', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const upload = { name: 'di-cho.txt', bytes: new TextEncoder().encode(shopping) };
  const fileId = await keepPlanFile(ctx, { unitId: unit.id, upload });
  await expect(createPlanFromFile(ctx, { unitId: unit.id, fileId })).rejects.toMatchObject({
    code: 'plan.nothing_in_it',
  });
  const planId = await createPlanFromFile(ctx, { unitId: unit.id, fileId, byHand: true });
  expect(await db.row('plan', planId)).toMatchObject({ sourceFileId: fileId, sourceKind: 'file' });
});

const hostile = (name: string): Uint8Array =>
  hostileDocuments.find((one) => one.name === name)?.make() ?? new Uint8Array();

test('what cannot be read is refused, stays kept, and the person goes on by hand', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const upload = { name: 'a.docx', bytes: hostile('docx: nested without end') };
  const fileId = await keepPlanFile(ctx, { unitId: unit.id, upload });
  await expect(createPlanFromFile(ctx, { unitId: unit.id, fileId })).rejects.toMatchObject({
    code: 'document.damaged',
    status: 422,
    params: { fileId },
  });
  expect(await db.count('plan')).toBe(0);

  const planId = await createPlanFromFile(ctx, { unitId: unit.id, fileId, byHand: true });
  expect(await db.row('plan', planId)).toMatchObject({
    sourceFileId: fileId,
    readState: 'failed',
    readError: 'document.damaged',
    status: 'draft',
  });
});

test.for([
  ['pdf: content that unfolds twice to 500 MB', 'document.too_much_memory'],
  ['pdf: states saved without end', 'document.too_slow'],
] as const)(
  'a reader that is ended (%s) leaves a draft with its file that says why: %s',
  { timeout: 120_000 },
  async ([name, code]) => {
    const unit = await givenUnit(db);
    const ctx = db.as(await givenActor(db, 'officer', unit));
    const fileId = await keepPlanFile(ctx, { unitId: unit.id, upload: { name: 'a.pdf', bytes: hostile(name) } });
    const planId = await ctx.transaction(async (tx) =>
      insertDraft(tx, await requireDraftingUnit(tx, unit.id), {
        sourceKind: 'file',
        sourceFileId: fileId,
        readState: 'waiting',
      }),
    );
    await readWaitingPlan.run({ planId }, db.system);
    expect(await db.row('plan', planId)).toMatchObject({ sourceFileId: fileId, readState: 'failed', readError: code });
  },
);

test('a draft that waits is filled once; a file that cannot be read says why instead of waiting for ever', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const wait = async (name: string, content: Uint8Array): Promise<string> => {
    const fileId = await keepPlanFile(ctx, { unitId: unit.id, upload: { name, bytes: content } });
    return ctx.transaction(async (tx) =>
      insertDraft(tx, await requireDraftingUnit(tx, unit.id), {
        sourceKind: 'file',
        sourceFileId: fileId,
        readState: 'waiting',
      }),
    );
  };
  const readable = await wait('a.txt', new TextEncoder().encode(shopping));
  const spaces = await wait('b.txt', new TextEncoder().encode(' \n \n '));
  for (const planId of [readable, readable, spaces]) await readWaitingPlan.run({ planId }, db.system);

  expect(await db.row('plan', readable)).toMatchObject({ readState: 'no_plan', sourceText: shopping, version: 2 });
  expect(await db.row('plan', spaces)).toMatchObject({ readState: 'failed', readError: 'document.empty', version: 2 });
});

test('a plan is made for one’s own branch only, by those who draft, for a unit that is still there', async () => {
  const root = await givenUnit(db);
  const unit = await givenUnit(db, { parent: root });
  const foreign = await givenUnit(db, { parent: root });
  const gone = await givenUnit(db, { parent: unit, endedOn: '2025-07-01' });
  const blank = { title: 'Kế hoạch năm', validFrom: '2026-01-01', validTo: '2026-12-31' };
  const officer = db.as(await givenActor(db, 'officer', unit));
  const contributor = db.as(await givenActor(db, 'contributor', unit));

  await expect(createBlankPlan(officer, { ...blank, unitId: foreign.id })).rejects.toMatchObject({ code: 'not_found' });
  await expect(createBlankPlan(officer, { ...blank, unitId: root.id })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(createBlankPlan(officer, { ...blank, unitId: gone.id })).rejects.toMatchObject({ code: 'orgs.ended' });
  await expect(createBlankPlan(contributor, { ...blank, unitId: unit.id })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await db.count('plan')).toBe(0);
});

test('the list: own branch only, year, state, kind, words without accents, sorted, counted', async () => {
  const root = await givenUnit(db, { name: 'Tỉnh' });
  const one = await givenUnit(db, { parent: root, name: 'Phường Một' });
  const two = await givenUnit(db, { parent: root, name: 'Phường Hai' });
  const provincial = db.as(await givenActor(db, 'officer', root));
  const local = db.as(await givenActor(db, 'officer', one));
  await createBlankPlan(provincial, {
    unitId: root.id,
    title: 'Điện Biên năm 2025',
    validFrom: '2025-01-01',
    validTo: '2027-12-31',
  });
  await createBlankPlan(provincial, {
    unitId: two.id,
    title: 'Biển đảo',
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
  });
  await createBlankPlan(local, { unitId: one.id, title: 'An toàn', validFrom: '2024-01-01', validTo: '2024-12-31' });
  const titles = async (ctx: typeof local, query: string): Promise<string[]> =>
    (await listPlans(ctx, filter(query))).plans.map((plan) => plan.title);

  expect(await titles(local, '')).toEqual(['An toàn']);
  expect(await titles(provincial, 'sort=title')).toEqual(['An toàn', 'Biển đảo', 'Điện Biên năm 2025']);
  expect(await titles(provincial, 'sort=unit&dir=desc')).toEqual(['Điện Biên năm 2025', 'An toàn', 'Biển đảo']);
  expect(await titles(provincial, 'of=own')).toEqual(['Điện Biên năm 2025']);
  expect(await titles(provincial, 'q=dien+bien')).toEqual(['Điện Biên năm 2025']);
  expect(await titles(provincial, 'q=%25')).toEqual([]);
  expect(await titles(provincial, 'year=2026&sort=title')).toEqual(['Biển đảo', 'Điện Biên năm 2025']);
  expect(await titles(provincial, 'status=issued')).toEqual([]);
  expect(await titles(provincial, 'kind=K%E1%BA%BE+HO%E1%BA%A0CH&year=2024')).toEqual(['An toàn']);
  await givenIssuedPlan(db, root, { title: 'Từ tỉnh', recipients: [{ rule: 'unit', unit: one }] });
  expect(await titles(local, 'of=received')).toEqual(['Từ tỉnh']);
  expect(await titles(local, '')).toEqual(['An toàn']);
  expect(await titles(db.as(await givenActor(db, 'officer', two)), 'of=received')).toEqual([]);
  expect(await titles(provincial, 'of=received')).toEqual([]);
  expect(await listPlans(provincial, filter('page=2'))).toMatchObject({ plans: [], years: [2027, 2026, 2025, 2024] });
});
