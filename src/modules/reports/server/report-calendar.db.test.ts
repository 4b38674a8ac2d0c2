import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { periodKinds, usualRules } from '#app/modules/reports/period.ts';
import { reportCalendarForm } from '#app/modules/reports/report-forms.ts';
import {
  findPeriod,
  getReportCalendar,
  getReport,
  setReportCalendar,
  startReport,
} from '#app/modules/reports/server/index.ts';

const db = testDatabase();
const monthly = { ...usualRules.month, isOwed: true, dueDays: { 4: 1, 3: 3, 2: 6 } };

async function branch() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const ward = await givenUnit(db, { name: 'CĐ phường', parent: root, kind: 'commune_union' });
  const union = await givenUnit(db, { name: 'CĐCS May', parent: ward });
  return { root, ward, union };
}

test('a unit’s calendar holds for those below it, from its day on, and the nearest one wins', async () => {
  const { root, ward, union } = await branch();
  db.setNow('2026-03-20T02:00:00Z');
  const officer = db.as(await givenActor(db, 'officer', root));
  await setReportCalendar(officer, { validFrom: '2026-03-01', rules: [monthly] });
  const below = db.as(await givenActor(db, 'officer', union));
  expect((await getReportCalendar(below)).lines.month).toMatchObject({
    rule: { isOwed: true, dueDays: { 4: 1 } },
    setBy: { name: 'LĐLĐ tỉnh', validFrom: '2026-03-01' },
  });
  expect((await getReportCalendar(below)).lines.half_year).toEqual({ rule: usualRules.half_year, setBy: null });

  const wardOfficer = db.as(await givenActor(db, 'officer', ward));
  await setReportCalendar(wardOfficer, { validFrom: '2026-03-20', rules: [{ ...monthly, isOwed: false }] });
  expect((await getReportCalendar(below)).lines.month).toMatchObject({
    rule: { isOwed: false },
    setBy: { name: 'CĐ phường' },
  });
  await setReportCalendar(wardOfficer, { validFrom: '2026-04-01', rules: [monthly] });
  expect((await getReportCalendar(below)).lines.month.rule.isOwed).toBe(false);
  db.setNow('2026-04-02T02:00:00Z');
  expect((await getReportCalendar(below)).lines.month.rule.isOwed).toBe(true);
  expect(await db.audited()).toEqual(['report.set-calendar', 'report.set-calendar', 'report.set-calendar']);
});

test('a month’s report is drafted with the days of the calendar, like any other', async () => {
  const { root, union } = await branch();
  db.setNow('2026-03-20T02:00:00Z');
  await setReportCalendar(db.as(await givenActor(db, 'officer', root)), { validFrom: '2026-01-01', rules: [monthly] });
  const ctx = db.as(await givenActor(db, 'officer', union));
  expect(await findPeriod(ctx, { kind: 'month', year: null, index: null })).toMatchObject({
    index: 3,
    to: '2026-03-15',
  });
  const { reportId } = await startReport(ctx, { unitId: union.id, kind: 'month', year: 2026, index: 3 });
  const { report, sections } = await getReport(ctx, reportId);
  expect(report).toMatchObject({ figuresFrom: '2026-02-16', figuresTo: '2026-03-15', dueOn: '2026-03-16' });
  expect(sections.length).toBeGreaterThan(0);
});

test('who only looks sees the calendar and cannot set it; another branch is not touched', async () => {
  const { root, union } = await branch();
  const viewer = db.as(await givenActor(db, 'viewer', root));
  expect((await getReportCalendar(viewer)).mayEdit).toBe(false);
  const wish = { validFrom: '2026-01-01', rules: [monthly] };
  await expect(setReportCalendar(viewer, wish)).rejects.toMatchObject({ code: 'forbidden' });
  const foreign = await givenUnit(db);
  await setReportCalendar(db.as(await givenActor(db, 'officer', foreign)), wish);
  const lines = (await getReportCalendar(db.as(await givenActor(db, 'officer', union)))).lines;
  expect(lines.month.setBy).toBeNull();
});

test('the form takes days as people write them and says which of them cannot be', () => {
  const row = { from: '16/12', to: '15/1', due4: '2', due3: '5', due2: '10' };
  const rules = Object.fromEntries(
    periodKinds.map((kind) => [
      kind,
      { ...row, ...(kind === 'quarter' ? { isOwed: 'yes', indexes: ['1', '3'] } : {}) },
    ]),
  );
  const parsed = reportCalendarForm.parse({ validFrom: '2026-01-01', rules });
  expect(parsed.rules[1]).toEqual({
    kind: 'quarter',
    from: '12-16',
    to: '01-15',
    dueDays: { 4: 2, 3: 5, 2: 10 },
    isOwed: true,
    owedIndexes: [1, 3],
  });
  const wrong = reportCalendarForm.safeParse({
    validFrom: '2026-01-01',
    rules: { ...rules, month: { ...row, to: '31/2' } },
  });
  expect(wrong.error?.issues).toMatchObject([{ path: ['rules', 'month', 'to'], message: 'field_day_of_year' }]);
});
