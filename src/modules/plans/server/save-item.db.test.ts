import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { formToObject } from '#app/platform/form-data.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { saveHeaderForm, saveItemForm, type SentItem } from '#app/modules/plans/plan-item-forms.ts';
import { acceptSureItems, getPlanReview, reviewItem, saveHeader, saveItem } from '#app/modules/plans/server/index.ts';
import { givenPlan } from '#app/modules/plans/server/testing/given-plan.ts';

const db = testDatabase();
const text = 'I. CHỈ TIÊU\nHằng năm, 100% công đoàn cơ sở\ncó ít nhất 02 buổi nói chuyện.';

/** An item as the browser sends it. */
function sent(fields: Record<string, string | string[]>): SentItem {
  const form = new FormData();
  form.set('version', '1');
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) for (const one of value) form.append(`item.${name}[]`, one);
    else form.set(`item.${name}`, value);
  }
  return saveItemForm.parse(formToObject(form)).item;
}

async function given() {
  const unit = await givenUnit(db);
  const officer = db.as(await givenActor(db, 'officer', unit, 'Lan'));
  const plan = await givenPlan(db, unit);
  await sql`update plan set source_text = ${text} where id = ${plan.id}`.execute(db.services.database.db);
  return { unit, officer, plan };
}

test('an item is added by its sentence, wherever the document breaks its lines', async () => {
  const { officer, plan } = await given();
  const item = sent({
    kind: 'target',
    quote: '100% công đoàn cơ sở có ít nhất 02 buổi nói chuyện',
    statement: 'Mỗi công đoàn cơ sở có ít nhất 02 buổi nói chuyện',
    shape: 'unit_rate',
    value: '100',
    minPerUnit: '2',
    kindIds: ['grassroots_union'],
    cadence: 'yearly',
  });
  const id = await saveItem(officer, { planId: plan.id, version: 1, item });
  const row = await db.row('planTarget', id);
  expect(row).toMatchObject({
    review: 'added',
    rootId: id,
    shape: 'unit_rate',
    minPerUnit: 2,
    measureId: 'activities',
    unit: 'percent',
    kindIds: ['grassroots_union'],
    populationId: null,
    position: 20,
  });
  expect(text.slice(Number(row?.['spanStart']), Number(row?.['spanEnd']))).toBe(
    '100% công đoàn cơ sở\ncó ít nhất 02 buổi nói chuyện',
  );
  const review = await getPlanReview(officer, plan.id);
  expect(review.lines.map((line) => line.kinds)).toEqual([[], ['target'], ['target']]);
});

test('a correction is written with what it was before, and the item needs no second look', async () => {
  const { officer, plan } = await given();
  const item = sent({
    kind: 'task',
    itemId: plan.taskId,
    statement: 'Tổ chức hội thi',
    ownerText: 'Ban Nữ công',
    dueOn: '2026-10-20',
  });
  await saveItem(officer, { planId: plan.id, version: 1, item });
  expect(await db.row('planTask', plan.taskId)).toMatchObject({
    ownerText: 'Ban Nữ công',
    dueOn: '2026-10-20',
    review: 'edited',
  });
  const { changes } = await getPlanReview(officer, plan.id);
  expect(changes).toMatchObject([
    { action: 'plan.edit_item', version: 2, kind: 'task', label: 'Tổ chức hội thi', who: 'Lan' },
  ]);
  const audit = await db.system.read((tx) => tx.db.selectFrom('auditEntry').select('detail').executeTakeFirstOrThrow());
  expect(audit.detail).toMatchObject({
    before: { ownerText: 'Ban Tuyên giáo', dueOn: null },
    after: { ownerText: 'Ban Nữ công' },
  });
});

test('of two people who edit one plan the second is refused, changes nothing, and is told what the first did', async () => {
  const { unit, officer, plan } = await given();
  const second = db.as(await givenActor(db, 'officer', unit, 'Minh'));
  const change = (ownerText: string): SentItem =>
    sent({ kind: 'task', itemId: plan.taskId, statement: 'Tổ chức hội thi', ownerText });
  await saveItem(officer, { planId: plan.id, version: 1, item: change('Ban Nữ công') });
  const late = saveItem(second, { planId: plan.id, version: 1, item: change('Văn phòng') });
  await expect(late).rejects.toMatchObject({ code: 'conflict', status: 409, params: { version: 2 } });
  expect(await db.row('planTask', plan.taskId)).toMatchObject({ ownerText: 'Ban Nữ công' });
  const review = await getPlanReview(second, plan.id);
  expect(review.changes.filter((one) => (one.version ?? 0) > 1)).toMatchObject([
    { who: 'Lan', label: 'Tổ chức hội thi' },
  ]);
});

test('both at the very same moment: one is written, one is refused', async () => {
  const { officer, plan } = await given();
  const change = (ownerText: string) =>
    saveItem(officer, {
      planId: plan.id,
      version: 1,
      item: sent({ kind: 'task', itemId: plan.taskId, statement: 'Tổ chức hội thi', ownerText }),
    });
  const results = await Promise.allSettled([change('Một'), change('Hai'), change('Ba')]);
  expect(results.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(await db.row('plan', plan.id)).toMatchObject({ version: 2 });
});

test('dropped, restored, settled by its comparator; all sure ones accepted in one step', async () => {
  const { officer, plan } = await given();
  const handle = db.services.database.db;
  await sql`update plan_target set review = 'unsure', doubt = 'comparator' where id = ${plan.targetId}`.execute(handle);
  await sql`update plan_task set review = 'sure' where id = ${plan.taskId}`.execute(handle);
  const target = { planId: plan.id, kind: 'target' as const, itemId: plan.targetId };

  expect(await acceptSureItems(officer, { planId: plan.id, version: 1 })).toBe(1);
  expect(await db.row('planTask', plan.taskId)).toMatchObject({ review: 'confirmed' });
  expect(await db.row('planTarget', plan.targetId)).toMatchObject({ review: 'unsure' });
  await reviewItem(officer, { ...target, version: 2, decision: 'drop' });
  expect((await getPlanReview(officer, plan.id)).counts.target).toBe(0);
  await reviewItem(officer, { ...target, version: 3, decision: 'restore' });
  await reviewItem(officer, { ...target, version: 4, decision: '>' });
  expect(await db.row('planTarget', plan.targetId)).toMatchObject({ review: 'confirmed', comparator: '>', doubt: '' });
});

test('an item of another plan is not reached through this one', async () => {
  const { unit, officer, plan } = await given();
  const other = await givenPlan(db, unit);
  const item = sent({ kind: 'task', itemId: other.taskId, statement: 'khác' });
  await expect(saveItem(officer, { planId: plan.id, version: 1, item })).rejects.toMatchObject({ code: 'not_found' });
  const review = {
    planId: plan.id,
    version: 1,
    kind: 'task' as const,
    itemId: other.taskId,
    decision: 'drop' as const,
  };
  await expect(reviewItem(officer, review)).rejects.toMatchObject({ code: 'not_found' });
  expect(await db.row('plan', plan.id)).toMatchObject({ version: 1 });
});

test('a submitted plan is closed to corrections', async () => {
  const { unit, officer } = await given();
  const plan = await givenPlan(db, unit, { status: 'submitted' });
  const item = sent({ kind: 'task', itemId: plan.taskId, statement: 'khác' });
  await expect(saveItem(officer, { planId: plan.id, version: 1, item })).rejects.toMatchObject({
    code: 'plan.immutable',
  });
});

test('the head is corrected, with its search and sort keys', async () => {
  const { officer, plan } = await given();
  const head = saveHeaderForm.parse({
    version: 1,
    docType: 'Chương trình',
    title: 'Đổi mới',
    issuerName: 'LĐLĐ',
    validFrom: '2026-02-01',
  });
  await saveHeader(officer, { planId: plan.id, head });
  expect(await db.row('plan', plan.id)).toMatchObject({
    docType: 'CHƯƠNG TRÌNH',
    title: 'Đổi mới',
    titleKey: 'doi moi',
    validFrom: '2026-02-01',
    validTo: null,
  });
});

const ratio = { kind: 'target', statement: 'x', shape: 'ratio', value: '120' };

test('a target may be the ratio of any two measures: a measure of the unit’s own, made once', async () => {
  const { unit, officer, plan } = await given();
  const sides = { numeratorId: 'oral_attendances', denominatorId: 'oral_sessions' };
  const item = sent({ ...ratio, ...sides, sectorIds: ['enterprise'], populationId: 'members' });
  const first = await saveItem(officer, { planId: plan.id, version: 1, item });
  const row = await db.row('planTarget', first);
  // Both sides are added up over everyone, so nobody is picked out.
  expect(row).toMatchObject({ shape: 'ratio', unit: 'percent', value: 120, sectorIds: [], populationId: null });
  expect(await db.row('measure', String(row?.['measureId']))).toMatchObject({
    nameVi: 'Lượt người nghe tuyên truyền miệng / Buổi tuyên truyền miệng',
    groupId: 'oral',
    orgUnitId: unit.id,
    rollUp: 'ratio_of_sums',
    rule: { source: 'ratio', ...sides },
  });
  const again = await saveItem(officer, { planId: plan.id, version: 2, item: sent({ ...ratio, ...sides }) });
  expect((await db.row('planTarget', again))?.['measureId']).toBe(row?.['measureId']);
  const turned = { numeratorId: 'oral_sessions', denominatorId: 'oral_attendances' };
  const other = await saveItem(officer, { planId: plan.id, version: 3, item: sent({ ...ratio, ...turned }) });
  expect((await db.row('planTarget', other))?.['measureId']).not.toBe(row?.['measureId']);
  const { reference } = await getPlanReview(officer, plan.id);
  expect(reference.measures.find((line) => line.id === row?.['measureId'])?.rule).toMatchObject(sides);
});

test('a ratio that the catalogue has is taken from it, and is corrected into another way of counting', async () => {
  const { officer, plan } = await given();
  const { rule } = (await db.row('measure', 'culture_families')) as { rule: Record<string, string> };
  const sides = { numeratorId: rule['numeratorId']!, denominatorId: rule['denominatorId']! };
  const id = await saveItem(officer, { planId: plan.id, version: 1, item: sent({ ...ratio, ...sides }) });
  expect(await db.row('planTarget', id)).toMatchObject({ shape: 'ratio', measureId: 'culture_families' });
  const corrected = { kind: 'target', itemId: id, statement: 'x', shape: 'unit_rate', value: '90', minPerUnit: '2' };
  await saveItem(officer, { planId: plan.id, version: 2, item: sent({ ...corrected, measureId: 'law_bookcases' }) });
  expect(await db.row('planTarget', id)).toMatchObject({
    ...{ shape: 'unit_rate', measureId: 'law_bookcases', minPerUnit: 2, value: 90 },
  });
});

test('a count of what is a share already becomes what it is', async () => {
  const { officer, plan } = await given();
  const count = { kind: 'target', statement: 'x', shape: 'count', value: '90' };
  const share = sent({ ...count, measureId: 'law_bookcase_units' });
  const id = await saveItem(officer, { planId: plan.id, version: 1, item: share });
  expect(await db.row('planTarget', id)).toMatchObject({
    ...{ shape: 'unit_rate', measureId: 'law_bookcases', minPerUnit: 1, unit: 'percent' },
  });
  const stated = sent({ ...count, measureId: 'culture_families' });
  const other = await saveItem(officer, { planId: plan.id, version: 2, item: stated });
  expect(await db.row('planTarget', other)).toMatchObject({ shape: 'ratio', unit: 'percent' });
});

test.for([
  ['what is there over what was done', 'law_bookcases', 'law_sessions', 'denominatorId', 'field_ratio_mixed'],
  ['a share over a count', 'culture_families', 'law_sessions', 'numeratorId', 'field_invalid'],
  ['an unknown measure', 'law_sessions', 'none', 'denominatorId', 'field_invalid'],
] as const)('%s is no ratio', async ([, numeratorId, denominatorId, field, problem]) => {
  const { officer, plan } = await given();
  const item = sent({ ...ratio, numeratorId, denominatorId });
  await expect(saveItem(officer, { planId: plan.id, version: 1, item })).rejects.toMatchObject({
    ...{ code: 'invalid', problems: { [`item.${field}`]: problem } },
  });
  expect(await db.row('plan', plan.id)).toMatchObject({ version: 1 });
});

const faults: [string, Record<string, string>, string][] = [
  ['a ratio without its whole', { ...ratio, numeratorId: 'law_sessions' }, 'denominatorId'],
  ['a ratio of one thing', { ...ratio, numeratorId: 'panels', denominatorId: 'panels' }, 'denominatorId'],
  ['a target without its value', { kind: 'target', statement: 'x', shape: 'coverage' }, 'value'],
  ['a value that is no number', { kind: 'target', statement: 'x', shape: 'count', value: 'mười' }, 'value'],
  ['more than all there are', { kind: 'target', statement: 'x', shape: 'coverage', value: '150' }, 'value'],
  ['a day that is none', { kind: 'task', statement: 'x', dueOn: '2026-02-30' }, 'dueOn'],
  ['a task without words', { kind: 'task', statement: '' }, 'statement'],
];
test.for(faults)('%s is refused at its field', ([, fields, field]) => {
  const result = saveItemForm.safeParse({ version: 1, item: fields });
  expect(result.error?.issues[0]?.path).toEqual(['item', field]);
});

const numbers: [string, number][] = [
  ['1.250', 1250],
  ['12,5', 12.5],
  ['90', 90],
  ['1 000 000', 1000000],
];
test.for(numbers)('“%s” is the number %s', ([typed, value]) => {
  expect(sent({ kind: 'target', statement: 'x', shape: 'count', value: typed })).toMatchObject({ value });
});

test('what a distribution counts stands in a list of its own; other ways of counting keep theirs', () => {
  const both = { kind: 'target', statement: 'x', value: '100', measureId: 'activities', receivedId: 'acknowledged' };
  expect(sent({ ...both, shape: 'distribution' })).toMatchObject({ measureId: 'acknowledged' });
  expect(sent({ ...both, shape: 'unit_rate' })).toMatchObject({ measureId: 'activities' });
});
