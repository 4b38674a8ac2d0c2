import { sql } from 'kysely';
import type { Application } from '#app/platform/application.ts';
import { addDays, toLocalDate, type LocalDate } from '#app/platform/clock.ts';
import { AppError } from '#app/platform/errors.ts';
import { mergeUnits } from '#app/modules/orgs/server/index.ts';
import { acknowledgePlan } from '#app/modules/plans/server/index.ts';
import { demoPlans, issueDemoPlan } from './carry-plans.ts';
import { actingFor } from './acting-for.ts';
import { adoptDemoPlan } from './adopt-plans.ts';
import { demoTime, firstDay, type DemoTime } from './demo-clock.ts';
import { evenChance, type Chance } from './even-chance.ts';
import { foundFederation, type Federation } from './found-federation.ts';
import { demoKey } from './demo-code.ts';
import { demoPassword, makeAccounts, type Cast } from './make-accounts.ts';
import { stateShares, upperWork } from './record-upper-work.ts';
import { planWork, recordWork } from './record-work.ts';
import { sendDemoItems, stateDemoFigures } from './send-items.ts';
import { tellDemoTasks } from './tell-tasks.ts';
import { sendPeriodReports, writeDemoReports } from './write-reports.ts';

const marker = 'demonstration';

/** Throws `demo.not_empty` unless nobody has ever used the database. */
async function requireEmpty(app: Application): Promise<void> {
  await app.system.transaction(async (tx) => {
    const { rows } = await sql`
      select 1 from app_user union all select 1 from org_unit union all select 1 from plan union all select 1 from app_setting where name = ${marker} limit 1`.execute(
      tx.db,
    );
    if (rows.length > 0) throw new AppError('demo.not_empty');
    await sql`insert into app_setting (name, value) values (${marker}, '"loading"')`.execute(tx.db);
    await tx.audit('demo.load', {});
  });
}

/**
 * Loads the demonstration federation by the same operations that people use, lived through from thirty weeks ago to
 * today. Throws `demo.not_empty` for a database that holds anything else.
 */
export async function loadDemonstration(app: Application, say: (text: string) => void): Promise<void> {
  await requireEmpty(app);
  const today = toLocalDate(app.services.clock.now());
  const first = firstDay(today);
  const time = demoTime(app.services, first);
  say('Lập cây đơn vị … / Founding the units …');
  const federation = await foundFederation(time.system, first, say);
  const cast = await makeAccounts(app, time, federation, first);
  await liveThrough(time, federation, cast, first, say);
  await app.system.transaction(async (tx) => {
    await sql`update app_setting set value = '"loaded"' where name = ${marker}`.execute(tx.db);
    await tx.audit('demo.loaded', {});
  });
}

async function liveThrough(
  time: DemoTime,
  federation: Federation,
  cast: Cast,
  first: LocalDate,
  say: (text: string) => void,
): Promise<void> {
  const chance = evenChance(1929);
  const above = upperWork(federation, addDays(first, 30), addDays(time.today, -10), chance);
  const actors = { federation, cast, above };
  let from = addDays(first, 1);
  let count = 0;
  let isReported = false;
  const report = async (before: LocalDate): Promise<void> => {
    if (isReported) return;
    isReported = await sendPeriodReports(time, federation, cast, { after: first, before });
    if (isReported) say('Gửi báo cáo kỳ … / Sent the reports of the period …');
  };
  for (const plan of demoPlans) {
    const day = addDays(first, plan.onDay);
    count += await recordWork(time, actors, from, addDays(day, -7), chance);
    from = addDays(day, -6);
    await report(day);
    const planId = await issueDemoPlan(
      time,
      plan,
      { author: cast.get(plan.author)!, approver: cast.get(plan.approver)! },
      first,
    );
    say(`Phát hành kế hoạch ${plan.file.replace(/\.txt$/, '')} … / Issued a plan …`);
    await receive(time, federation, cast, planId, plan.author === 'phuong', chance);
  }
  await mergeTwo(time, federation, cast, addDays(first, 120));
  count += await recordWork(time, actors, from, addDays(time.today, -7), chance);
  say(`Ghi ${count} hoạt động … / Recorded ${count} activities …`);
  await report(time.today);
  time.goTo(time.today);
  await tellDemoTasks(time, federation, cast);
  await stateShares(time, federation, cast, chance);
  await planWork(time, federation, cast, chance);
  await sendDemoItems(time, federation, cast, chance);
  await stateDemoFigures(time, federation, cast, chance);
  say('Soạn báo cáo … / Drafting reports …');
  await writeDemoReports(time, federation, cast);
}

/** Most units say that they have the plan within a week; the slow ones have not to this day. */
async function receive(
  time: DemoTime,
  federation: Federation,
  cast: Cast,
  planId: string,
  isOfWard: boolean,
  chance: Chance,
): Promise<void> {
  time.goTo(addDays(time.now(), 5));
  const branches = isOfWard ? federation.branches.slice(0, 1) : federation.branches;
  for (const branch of branches) {
    const officer = cast.get(`cb-${branch.key}`)!;
    const units = isOfWard ? branch.unions : [branch.unit, ...branch.unions];
    for (const unit of units) {
      if (!chance.happens(0.25 + unit.pace * 0.75)) continue;
      await acknowledgePlan(time.as(actingFor(officer, unit)), { planId }).catch(passOverStrangers);
    }
  }
  await adoptDemoPlan(time, branches, cast, { planId, isOfWard }, chance);
}

/** Not every plan goes to every unit. */
function passOverStrangers(error: unknown): void {
  if ((error as AppError).code !== 'plan.not_addressed') throw error;
}

/** Two schools of the slowest ward become one, as happens every summer. */
async function mergeTwo(time: DemoTime, federation: Federation, cast: Cast, on: LocalDate): Promise<void> {
  const branch = federation.branches.find((one) => one.key === 'luong-trung')!;
  const [a, b] = branch.unions.filter((unit) => unit.trade === 'school');
  const day = time.goTo(on);
  await mergeUnits(time.as(cast.get('quantri')!), {
    unitIds: [a!.id, b!.id],
    parentId: branch.unit.id,
    kindId: 'grassroots_union',
    sectorId: 'public_service',
    name: 'CĐCS Trường Tiểu học và THCS Lương Trung',
    symbol: 'CĐCS',
    decisionNumber: '412/QĐ-LĐLĐ',
    decidedOn: addDays(day, -5),
    effectiveOn: day,
  });
  branch.unions = branch.unions.filter((unit) => unit !== a && unit !== b);
}

/** The lines that name the sign-ins of the demonstration; none where the database holds something else. */
export async function demonstrationSignIns(app: Application): Promise<string[]> {
  const isDemo = await app.system.read(
    async (tx) => (await sql`select 1 from app_setting where name = ${marker}`.execute(tx.db)).rows.length > 0,
  );
  if (!isDemo) return [];
  return [
    '',
    `Tài khoản mẫu, mật khẩu chung / demonstration sign-ins, one password: ${demoPassword}`,
    '  canbo        cán bộ LĐLĐ tỉnh / officer of the province',
    '  phuong       cán bộ công đoàn phường / officer of a ward',
    '  coso         chủ tịch công đoàn cơ sở / chair of a grassroots union',
    '  congtacvien  cộng tác viên / contributor        xem  người xem / viewer',
    '  lanhdao, duyetphuong, quantri   người duyệt, quản trị (hai bước) / approvers, administrator (second factor)',
    `  Mã hai bước: npm run -s lantoa -- demo-code   hoặc nhập khóa ${demoKey()} vào ứng dụng xác thực / key for an authenticator`,
  ];
}
