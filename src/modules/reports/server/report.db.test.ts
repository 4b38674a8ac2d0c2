import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#app/platform/actor.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import {
  changeReportStatus,
  getReport,
  listReportsBelow,
  notifyReportMoved,
  refreshReport,
  startReport,
  stateFigure,
  writeReportDocx,
  writeSection,
} from '#app/modules/reports/server/index.ts';
import { readBoardView } from '#app/modules/progress/board-address.ts';
import { targetProgress } from '#app/modules/progress/server/index.ts';
import { figureSource, sectionSource } from '#app/modules/reports/report-sources.ts';
import { givenIssuedPlan, givenDoneActivity } from '#app/modules/reports/server/testing/given.ts';

const db = testDatabase();
const halfYear = { kind: 'half_year' as const, year: 2026, index: 1 };

interface Scene {
  ward: GivenUnit;
  unions: GivenUnit[];
  wardOfficer: Actor;
  officers: Actor[];
  rootId: string;
}

/** A ward with two grassroots unions and a plan that asks each for at least one activity a year. */
async function scene(): Promise<Scene> {
  const province = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const ward = await givenUnit(db, { name: 'CĐ phường', parent: province, kind: 'commune_union' });
  const unions = [
    await givenUnit(db, { name: 'CĐCS A', parent: ward }),
    await givenUnit(db, { name: 'CĐCS B', parent: ward }),
  ];
  const { rootId } = await givenIssuedPlan(db, { unit: ward, title: 'Giáo dục truyền thống', deliverTo: unions });
  await givenDoneActivity(db, { unit: unions[0]!, on: '2026-03-01', targetRootId: rootId, attendances: 40 });
  db.setNow('2026-06-02T02:00:00Z');
  return {
    ward,
    unions,
    wardOfficer: await givenActor(db, 'officer', ward),
    officers: [await givenActor(db, 'officer', unions[0]!), await givenActor(db, 'officer', unions[1]!)],
    rootId,
  };
}

async function startFor(actor: Actor, unit: GivenUnit) {
  const { reportId } = await startReport(db.as(actor), { unitId: unit.id, ...halfYear });
  return { reportId, page: await getReport(db.as(actor), reportId) };
}

const section = (page: Awaited<ReturnType<typeof getReport>>, slot: string) =>
  page.sections.find((one) => one.slot.startsWith(slot))!;

test('a report that is started by several at once is one report', async () => {
  const { unions, officers } = await scene();
  const started = await Promise.all(
    Array.from({ length: 4 }, () => startReport(db.as(officers[0]!), { unitId: unions[0]!.id, ...halfYear })),
  );
  expect(new Set(started.map((one) => one.reportId)).size).toBe(1);
  expect(started.filter((one) => one.isNew)).toHaveLength(1);
});

test('a draft says what the facts say, in the order of the plans, and opening it again is the same report', async () => {
  const { unions, officers } = await scene();
  const { reportId, page } = await startFor(officers[0]!, unions[0]!);
  expect(section(page, 'results').drafted).toContain(
    'đã tổ chức 1 hoạt động tuyên truyền tại 1 đơn vị, với 40 lượt người tham dự',
  );
  expect(section(page, 'plan:').figures).toMatchObject([{ computed: 1, computedOf: 1, stated: null }]);
  expect(page.report).toMatchObject({
    figuresFrom: '2025-12-01',
    figuresTo: '2026-05-31',
    dueOn: '2026-06-05',
    status: 'draft',
  });
  expect((await startFor(officers[0]!, unions[0]!)).reportId).toBe(reportId);
  expect(await db.count('report')).toBe(1);
});

test('a figure leads to where it comes from: the same figure, with what was written down after the period too', async () => {
  const { ward, unions, wardOfficer, officers, rootId } = await scene();
  db.setNow('2026-07-10T02:00:00Z');
  await givenDoneActivity(db, { unit: unions[1]!, on: '2026-05-20', targetRootId: rootId, attendances: 10 });
  const ctx = db.as(wardOfficer);
  const { reportId, page } = await startFor(wardOfficer, ward);
  const [figure] = section(page, 'plan:').figures;
  expect(figure).toMatchObject({ computed: 2, computedOf: 2 });

  const reader = { unitId: ward.id, today: '2026-07-10' };
  const address = new URL(figureSource(page.report, figure!, reader) ?? '', 'http://localhost');
  expect(address.pathname).toBe(`/plans/${figure!.planId!}/progress/${figure!.targetId!}`);
  const { unit, ...view } = readBoardView(address.searchParams);
  const { on, knownBy } = view;
  expect(view).toMatchObject({ on: '2026-05-31', knownBy: 'today' });
  const wish = { planId: figure!.planId!, targetId: figure!.targetId!, unitId: unit!, on: on!, knownBy };
  const detail = await ctx.read((tx) => targetProgress(tx, wish));
  expect(detail.figure).toMatchObject({ actual: figure!.computed, of: figure!.computedOf });
  expect(detail.branches).toHaveLength(2);

  // Sums of the draft lead to the board of sums; reports of units below are listed to their own receiver.
  expect(sectionSource(page.report, 'results', reader)?.href).toContain(
    `unit=${ward.id}&from=2025-12-01&to=2026-05-31`,
  );
  expect(sectionSource(page.report, 'below', reader)?.kind).toBe('reports');
  expect(sectionSource(page.report, 'below', { ...reader, unitId: null })).toBeNull();
  // Where the period still runs there is no day to look back to.
  expect(figureSource(page.report, figure!, { ...reader, today: '2026-05-01' })).not.toContain('on=');
  const foreign = await getReport(db.as(officers[0]!), reportId).catch((refusal: unknown) => refusal);
  expect(foreign).toMatchObject({ code: 'not_found' });
});

test('words of a person and stated figures survive a refresh; another figure needs its reason', async () => {
  const { unions, officers, rootId } = await scene();
  const ctx = db.as(officers[0]!);
  const { reportId, page } = await startFor(officers[0]!, unions[0]!);
  await writeSection(ctx, {
    reportId,
    sectionId: section(page, 'difficulties').id,
    text: 'Ca kíp khó sắp xếp.',
    version: 1,
  });
  const figure = section(page, 'plan:').figures[0]!;
  await expect(
    stateFigure(ctx, { reportId, figureId: figure.id, stated: 0, reason: ' ', version: 2 }),
  ).rejects.toMatchObject({ code: 'report.reason_needed' });
  await expect(
    stateFigure(ctx, { reportId, figureId: figure.id, stated: 2, reason: 'x', version: 2 }),
  ).rejects.toMatchObject({ code: 'invalid', problems: { stated: 'field_over_total' } });
  await stateFigure(ctx, { reportId, figureId: figure.id, stated: 0, reason: 'Hoạt động đã hoãn.', version: 2 });

  await givenDoneActivity(db, { unit: unions[0]!, on: '2026-05-02', targetRootId: rootId, attendances: 10 });
  await refreshReport(ctx, { reportId, version: 3 });
  const again = await getReport(ctx, reportId);
  expect(section(again, 'results').drafted).toContain('2 hoạt động');
  expect(section(again, 'difficulties').written).toBe('Ca kíp khó sắp xếp.');
  expect(section(again, 'plan:').figures).toMatchObject([{ computed: 1, stated: 0, reason: 'Hoạt động đã hoãn.' }]);
});

test('a form that is older than the report is refused', async () => {
  const { unions, officers } = await scene();
  const { reportId, page } = await startFor(officers[0]!, unions[0]!);
  const write = (version: number) =>
    writeSection(db.as(officers[0]!), { reportId, sectionId: section(page, 'next').id, text: 'a', version });
  await write(1);
  await expect(write(1)).rejects.toMatchObject({ code: 'conflict' });
});

test('sent, returned with a reason, sent again, accepted; then it is frozen and part of the draft above', async () => {
  const { ward, wardOfficer, unions, officers } = await scene();
  const own = db.as(officers[0]!);
  const above = db.as(wardOfficer);
  const { reportId, page } = await startFor(officers[0]!, unions[0]!);
  await writeSection(own, {
    reportId,
    sectionId: section(page, 'proposals').id,
    text: 'Xin thêm tài liệu.',
    version: 1,
  });
  await stateFigure(own, {
    reportId,
    figureId: section(page, 'plan:').figures[0]!.id,
    stated: 0,
    reason: 'Ghi nhầm ngày.',
    version: 2,
  });

  await changeReportStatus(own, { reportId, move: 'submit', version: 3 });
  await expect(changeReportStatus(own, { reportId, move: 'accept', version: 4 })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(changeReportStatus(above, { reportId, move: 'return', version: 4, comment: ' ' })).rejects.toMatchObject(
    { code: 'report.reason_needed' },
  );
  await changeReportStatus(above, {
    reportId,
    move: 'return',
    version: 4,
    comment: 'Bổ sung số người.',
    sectionId: section(page, 'results').id,
  });
  const returned = await getReport(own, reportId);
  expect(returned.report.status).toBe('returned');
  expect(section(returned, 'results').comments.map((comment) => comment.body)).toEqual(['Bổ sung số người.']);

  await changeReportStatus(own, { reportId, move: 'submit', version: 5 });
  await changeReportStatus(above, { reportId, move: 'accept', version: 6 });
  await expect(
    writeSection(own, { reportId, sectionId: section(page, 'next').id, text: 'muộn', version: 7 }),
  ).rejects.toMatchObject({ code: 'report.wrong_status' });

  const wards = (await startFor(wardOfficer, ward)).page;
  expect(section(wards, 'proposals').drafted).toBe('- CĐCS A: Xin thêm tài liệu.');
  expect(section(wards, 'below').drafted).toBe('1 trên 2 đơn vị có báo cáo đã được chấp nhận.\nChưa báo cáo: CĐCS B.');
  // One of two unions by the facts; what A corrected is carried upward with its reason.
  expect(section(wards, 'plan:').figures).toMatchObject([
    { computed: 1, computedOf: 2, stated: 0, reason: 'CĐCS A: Ghi nhầm ngày.' },
  ]);
  expect((await db.queued('reports.notify-moved')).map((job) => (job.data as { move: string }).move)).toEqual([
    'submit',
    'return',
    'submit',
    'accept',
  ]);
  expect(await db.audited()).toEqual(
    expect.arrayContaining(['report.start', 'report.submit', 'report.return', 'report.accept']),
  );
});

test('the other side is told once, and of the latest move only', async () => {
  const { unions, officers } = await scene();
  const { reportId } = await startFor(officers[0]!, unions[0]!);
  await changeReportStatus(db.as(officers[0]!), { reportId, move: 'submit', version: 1 });
  await notifyReportMoved.run({ reportId, move: 'submit', version: 2 }, db.system);
  await notifyReportMoved.run({ reportId, move: 'submit', version: 2 }, db.system);
  expect(await db.count('notice')).toBe(1);
  await changeReportStatus(db.as(officers[0]!), { reportId, move: 'withdraw', version: 2 });
  await notifyReportMoved.run({ reportId, move: 'accept', version: 9 }, db.system);
  expect(await db.count('notice')).toBe(1);
});

test('officers of another unit neither see a report nor learn that it exists', async () => {
  const { unions, officers } = await scene();
  const { reportId, page } = await startFor(officers[0]!, unions[0]!);
  const other = db.as(officers[1]!);
  await expect(getReport(other, reportId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(
    writeSection(other, { reportId, sectionId: page.sections[0]!.id, text: 'x', version: 1 }),
  ).rejects.toMatchObject({ code: 'not_found' });
  await expect(startReport(other, { unitId: unions[0]!.id, ...halfYear })).rejects.toMatchObject({ code: 'not_found' });
  const seen = await other.read(async (tx) => (await sql`select 1 from report_section`.execute(tx.db)).rows.length);
  expect(seen).toBe(0);
});

test('a unit that has moved away does not accept its own report in the place of its former receiver', async () => {
  const { unions, officers } = await scene();
  const { reportId } = await startFor(officers[0]!, unions[0]!);
  await changeReportStatus(db.as(officers[0]!), { reportId, move: 'submit', version: 1 });
  const elsewhere = await givenUnit(db, { name: 'CĐ phường khác', kind: 'commune_union' });
  await sql`update report set receiver_unit_id = ${elsewhere.id} where id = ${reportId}`.execute(
    db.services.database.db,
  );
  const approver = await givenActor(db, 'approver', unions[0]!);
  await expect(changeReportStatus(db.as(approver), { reportId, move: 'accept', version: 2 })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('an address that names no report at all is not found, and no fault of ours', async () => {
  const { officers } = await scene();
  await expect(getReport(db.as(officers[0]!), 'x')).rejects.toMatchObject({ code: 'not_found' });
});

test('the list of reports below takes the same few queries for many units', async () => {
  const { ward, wardOfficer } = await scene();
  const list = () =>
    listReportsBelow(db.as(wardOfficer), { unitId: ward.id, ...halfYear, from: '2025-12-01', to: '2026-05-31' });
  const few = await db.queriesOf(list);
  for (let i = 0; i < 30; i += 1) await givenUnit(db, { parent: ward });
  expect(await list()).toHaveLength(32);
  expect(await db.queriesOf(list)).toBe(few);
});

test('a report leaves as a Word file in official layout', async () => {
  const { unions, officers } = await scene();
  const { reportId } = await startFor(officers[0]!, unions[0]!);
  const { name, bytes } = await writeReportDocx(db.as(officers[0]!), reportId);
  expect(name).toBe('bao-cao-half-year-2026.docx');
  const text = strFromU8(unzipSync(bytes)['word/document.xml']!).replace(/<[^>]+>/g, '');
  expect(text).toContain('BÁO CÁO');
  expect(text).toContain('Kính gửi');
  expect(text).toContain('Kết quả công tác tuyên truyền 6 tháng đầu năm 2026');
  expect(text).toContain('1/1');
});
