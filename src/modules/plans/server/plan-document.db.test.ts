import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { quotaMark } from '#app/modules/plans/plan-items.ts';
import { copyPlan, getPlanDocument, issuePlan, writePlanDocx } from '#app/modules/plans/server/index.ts';
import { givenPlan } from '#app/modules/plans/server/testing/given-plan.ts';
import { readSource } from '#app/vanban/files/read-source.ts';

const db = testDatabase();

const lines = (blocks: readonly object[]): string[] =>
  blocks.map((block) => {
    const one = block as { kind: string; text?: string; spans?: { text: string }[]; rows?: { cells: string[] }[] };
    if (one.kind === 'table') return (one.rows ?? []).map((row) => row.cells.join('|')).join('\n');
    return one.text ?? (one.spans ?? []).map((span) => span.text).join('');
  });

test('a plan written here is set from its items, in the layout of a document', async () => {
  const root = await givenUnit(db, { symbol: 'LĐLĐ', name: 'LĐLĐ tỉnh Bình Sơn' });
  const officer = db.as(await givenActor(db, 'officer', root));
  const plan = await givenPlan(db, root, { status: 'approved', rule: 'none', title: 'Tuyên truyền biển đảo' });
  const handle = db.services.database.db;
  await sql`update plan set issuer_name = 'LĐLĐ tỉnh Bình Sơn', place = 'Bình Sơn', signer_authority = 'TM.', signer_body = 'BAN THƯỜNG VỤ',
            signer_title = 'CHỦ TỊCH', signer_name = 'Trần An' where id = ${plan.id}`.execute(handle);
  await sql`update plan_task set due_on = '2026-10-20' where id = ${plan.taskId}`.execute(handle);
  await sql`insert into plan_basis (plan_id, position, text) values (${plan.id}, 1, 'Luật Công đoàn')`.execute(handle);
  await sql`insert into plan_recipient (plan_id, position, label, purpose) values (${plan.id}, 90, 'Lưu: VT, Ban TG (02)', 'archive')`.execute(
    handle,
  );
  const quotas = [
    ['tin', 6, false],
    ['tin', 6, true],
    ['ảnh', 20, true],
  ] as const;
  for (const [at, [item, count, isTotal]] of quotas.entries()) {
    await sql`insert into plan_quota (plan_id, position, root_id, row_label, item, count, is_total, per_unit_min)
              values (${plan.id}, ${at}, gen_random_uuid(), ${isTotal ? 'Cộng' : 'Các phường'}, ${item}, ${count}, ${isTotal}, ${isTotal ? null : 2})`.execute(
      handle,
    );
  }
  await issuePlan(officer, { planId: plan.id, version: 1 });

  const document = await getPlanDocument(officer, plan.id);
  expect(document).toMatchObject({
    issuingBody: 'LĐLĐ TỈNH BÌNH SƠN',
    numberSymbol: 'Số: 01/KH-LĐLĐ',
    placeDate: 'Bình Sơn, ngày 16 tháng 3 năm 2026',
    kind: 'KẾ HOẠCH',
    title: 'Tuyên truyền biển đảo',
    basis: ['Căn cứ Luật Công đoàn.'],
    signature: { authority: ['TM. BAN THƯỜNG VỤ'], title: 'CHỦ TỊCH', name: 'Trần An' },
    recipients: ['- Các đơn vị trực thuộc (th/h);', '- Lưu: VT, Ban TG (02).'],
  });
  expect(lines(document.body)).toEqual([
    expect.stringContaining('CHỈ TIÊU'),
    '- Ít nhất 90% đoàn viên được học tập',
    expect.stringContaining('NHIỆM VỤ'),
    '- Ban Tuyên giáo: Tổ chức hội thi (trước ngày 20/10/2026)',
    '1|Các phường (mỗi đơn vị ít nhất 02 tin)|06|\n|Cộng|06|20',
    expect.stringMatching(/^Trên đây là Kế hoạch tuyên truyền biển đảo; .*\.\/\.$/),
  ]);

  const docx = await writePlanDocx(officer, plan.id);
  expect(docx.name).toBe('01-KH-LĐLĐ Tuyên truyền biển đảo.docx');
  const back = await readSource(docx.bytes, { fileName: docx.name });
  for (const words of ['01/KH-LĐLĐ', 'Tuyên truyền biển đảo', 'Ít nhất 90% đoàn viên được học tập', 'Trần An'])
    expect(back.text).toContain(words);
});

test('a plan that was read keeps its own text, its numbering and the place of its table', async () => {
  const root = await givenUnit(db, { symbol: 'LĐLĐ' });
  const officer = db.as(await givenActor(db, 'officer', root));
  const plan = await givenPlan(db, root);
  const handle = db.services.database.db;
  await sql`update plan_target set span_start = 1, span_end = 5 where plan_id = ${plan.id}`.execute(handle);
  await sql`update plan_task set span_start = 1, span_end = 5 where plan_id = ${plan.id}`.execute(handle);
  await sql`update plan set opening = ${'Căn cứ Luật Công đoàn;\nBan Thường vụ xây dựng kế hoạch như sau:'} where id = ${plan.id}`.execute(
    handle,
  );
  const sections = [
    ['II', 'Chỉ tiêu', 'Mỗi năm 90% đoàn viên được học tập.'],
    ['1.1', 'Số lượng', `${quotaMark}\n- Gửi trước ngày 25.`],
    ['', 'Kinh phí', 'Trên đây là kế hoạch.'],
  ];
  for (const [at, [numbering, heading, body]] of sections.entries())
    await sql`insert into plan_section (plan_id, position, numbering, heading, level, body, span_start, span_end)
              values (${plan.id}, ${at}, ${numbering}, ${heading}, 1, ${body}, 1, 2)`.execute(handle);
  await sql`insert into plan_quota (plan_id, position, root_id, row_label, item, count) values (${plan.id}, 1, gen_random_uuid(), 'Văn phòng', 'bài', 3)`.execute(
    handle,
  );

  const document = await getPlanDocument(officer, plan.id);
  expect(document.numberSymbol).toMatch(/^Số:\s+\/KH-LĐLĐ$/);
  expect(document.basis).toEqual(['Căn cứ Luật Công đoàn.']);
  expect(lines(document.body)).toEqual([
    'Ban Thường vụ xây dựng kế hoạch như sau:',
    'II. CHỈ TIÊU',
    'Mỗi năm 90% đoàn viên được học tập.',
    '1.1. Số lượng',
    '1|Văn phòng|03',
    '- Gửi trước ngày 25.',
    'KINH PHÍ',
    'Trên đây là kế hoạch./.',
  ]);
});

test('a copy of an earlier plan is a draft with its dates moved and nothing of what was done', async () => {
  const root = await givenUnit(db);
  const officer = db.as(await givenActor(db, 'officer', root));
  const earlier = await givenPlan(db, root, { title: 'Công tác năm' });
  const handle = db.services.database.db;
  await sql`update plan_task set due_on = '2026-07-28', state = 'done', done_on = '2026-07-20' where plan_id = ${earlier.id}`.execute(
    handle,
  );
  await sql`insert into plan_task (plan_id, position, root_id, statement, review) values (${earlier.id}, 20, gen_random_uuid(), 'Đã bỏ', 'dropped')`.execute(
    handle,
  );
  const planId = await copyPlan(officer, { unitId: root.id, planId: earlier.id, startsOn: '2027-01-01' });
  expect(await db.row('plan', planId)).toMatchObject({
    status: 'draft',
    sourceKind: 'copy',
    copiedFromId: earlier.id,
    title: 'Công tác năm',
    validFrom: '2027-01-01',
    validTo: '2027-12-31',
    registerNumber: null,
  });
  const tasks = await db.system.read((tx) =>
    tx.db.selectFrom('planTask').selectAll().where('planId', '=', planId).execute(),
  );
  expect(tasks).toMatchObject([
    { statement: 'Tổ chức hội thi', dueOn: '2027-07-28', state: 'open', doneOn: null, review: 'sure' },
  ]);
  expect(tasks[0]?.rootId).toBe(tasks[0]?.id);
  expect(await db.count('planTarget')).toBe(2);
});

test('a plan of another branch can neither be printed nor copied', async () => {
  const root = await givenUnit(db);
  const plan = await givenPlan(db, root);
  const ward = await givenUnit(db, { parent: root });
  const local = db.as(await givenActor(db, 'officer', ward));
  await expect(writePlanDocx(local, plan.id)).rejects.toMatchObject({ code: 'not_found' });
  const copy = copyPlan(local, { unitId: ward.id, planId: plan.id, startsOn: '2027-01-01' });
  await expect(copy).rejects.toMatchObject({ code: 'not_found' });
  expect(await db.count('plan')).toBe(1);
});
