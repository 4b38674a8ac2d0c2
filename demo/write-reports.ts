import type { Actor } from '#app/platform/actor.ts';
import { changeReportStatus, getReport, startReport, writeSection } from '#app/modules/reports/server/index.ts';
import { addDays, type LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { latestOwed, latestPeriod } from '#app/modules/reports/period.ts';
import { actingFor } from './acting-for.ts';
import type { DemoTime } from './demo-clock.ts';
import { evenChance } from './even-chance.ts';
import type { Branch, DemoUnit, Federation } from './found-federation.ts';
import type { Cast } from './make-accounts.ts';

const difficulties = [
  'Ca kíp dày, khó tập hợp đoàn viên vào cùng một buổi.',
  'Cán bộ công đoàn kiêm nhiệm, ít thời gian.',
  'Thiếu tài liệu ngắn, dễ hiểu cho công nhân.',
] as const;

/**
 * The reports of the half-year or year that ended last and that the federation had a plan for, sent within the days that
 * each tier has; a few slow unions still owe theirs. False while that day lies outside the span.
 */
export async function sendPeriodReports(
  time: DemoTime,
  federation: Federation,
  cast: Cast,
  span: { after: LocalDate; before: LocalDate },
): Promise<boolean> {
  const period = (['half_year', 'year'] as const)
    .flatMap((kind) => latestOwed(kind, time.today) ?? [])
    .toSorted((a, b) => b.to.localeCompare(a.to))[0];
  if (!period || period.to < addDays(span.after, 3) || addDays(period.to, 3) > span.before) return false;
  const chance = evenChance(1951);
  time.goTo(addDays(period.to, 3));
  for (const branch of federation.branches) {
    const officer = cast.get(`cb-${branch.key}`)!;
    const above = time.as(actingFor(officer, branch.unit));
    for (const union of branch.unions) {
      if (!chance.happens(0.85 + union.pace * 0.15)) continue;
      const reportId = await sendNew(time.as(actingFor(officer, union)), union, period);
      if (chance.happens(0.9)) await changeReportStatus(above, { reportId, move: 'accept', version: 2 });
    }
  }
  time.goTo(addDays(period.to, 8));
  for (const branch of federation.branches) {
    if (!chance.happens(0.7 + branch.unit.pace * 0.3)) continue;
    await sendNew(time.as(actingFor(cast.get(`cb-${branch.key}`)!, branch.unit)), branch.unit, period);
  }
  return true;
}

/** Begins a report and sends it as it was drafted. */
async function sendNew(ctx: Context, unit: DemoUnit, { kind, year, index }: Asked): Promise<string> {
  const { reportId } = await startReport(ctx, { unitId: unit.id, kind, year, index });
  await changeReportStatus(ctx, { reportId, move: 'submit', version: 1 });
  return reportId;
}

/** Quarterly reports of one lively ward and its unions, in every state that a report can be in. */
export async function writeDemoReports(time: DemoTime, federation: Federation, cast: Cast): Promise<void> {
  const branch = federation.branches[0]!;
  const officer = cast.get('phuong')!;
  const { kind, year, index } = latestPeriod('quarter', time.now());
  const period = { kind, year, index };
  for (const [at, union] of branch.unions.slice(0, 8).entries()) {
    const reportId = await reportOf(time, officer, union, period, difficulties[at % difficulties.length]!);
    if (at === 7) continue;
    await move(time, officer, union, reportId, 'submit');
    if (at < 5) await move(time, officer, branch.unit, reportId, 'accept');
    if (at === 5)
      await move(time, officer, branch.unit, reportId, 'return', 'Bổ sung số người dự của buổi nói chuyện pháp luật.');
  }
  await reportOfBranch(time, cast, branch, period);
}

interface Asked {
  kind: 'quarter' | 'month' | 'half_year' | 'nine_months' | 'year';
  year: number;
  index: number;
}

async function reportOf(time: DemoTime, officer: Actor, unit: DemoUnit, period: Asked, words: string): Promise<string> {
  const ctx = time.as(actingFor(officer, unit));
  const { reportId } = await startReport(ctx, { unitId: unit.id, ...period });
  const { sections, report } = await getReport(ctx, reportId);
  const section = sections.find((one) => one.slot === 'difficulties')!;
  await writeSection(ctx, { reportId, sectionId: section.id, text: words, version: report.version });
  return reportId;
}

async function move(
  time: DemoTime,
  officer: Actor,
  unit: DemoUnit,
  reportId: string,
  to: 'submit' | 'accept' | 'return',
  comment?: string,
): Promise<void> {
  const ctx = time.as(actingFor(officer, unit));
  const { report } = await getReport(ctx, reportId);
  await changeReportStatus(ctx, { reportId, move: to, version: report.version, comment });
}

async function reportOfBranch(time: DemoTime, cast: Cast, branch: Branch, period: Asked): Promise<void> {
  const officer = cast.get('phuong')!;
  const reportId = await reportOf(
    time,
    officer,
    branch.unit,
    period,
    'Một số doanh nghiệp chưa bố trí giờ sinh hoạt công đoàn.',
  );
  await move(time, officer, branch.unit, reportId, 'submit');
}
