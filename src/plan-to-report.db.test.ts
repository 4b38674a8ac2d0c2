import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#app/platform/actor.ts';
import type { Context } from '#app/platform/context.ts';
import { addDays } from '#app/platform/clock.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { recordActivity } from '#app/modules/activities/server/index.ts';
import { givenActor, givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';
import {
  acceptSureItems,
  adoptPlan,
  approvePlan,
  createPlanFromText,
  issuePlan,
  reviewItem,
  submitPlan,
} from '#app/modules/plans/server/index.ts';
import { planProgress } from '#app/modules/progress/server/index.ts';
import { getReport, startReport } from '#app/modules/reports/server/index.ts';
import { fillDates } from '../demo/fill-dates.ts';

const db = testDatabase();

const real = '../shared/corpus/seeds';
/** A plan is lived through in the time it is for: these two were over long ago. */
const livedOn: Record<string, string> = { '000.txt': '2019-10-10', '004.txt': '2020-04-06' };
const textsIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];

/** The plans written for the demonstration, and real ones where they lie beside the checkout. */
const documents: [name: string, folder: string][] = ['demo/plans', real].flatMap((folder) =>
  textsIn(folder).map((name): [string, string] => [name, folder]),
);

/** A province as the documents know it: districts, a sector, a ward, and grassroots unions below and beside them. */
const foundedOn = '2018-01-01';

async function province() {
  const root = await givenUnit(db, { foundedOn, name: 'LĐLĐ tỉnh', symbol: 'LĐLĐ', figures: { members: 900 } });
  const middle: GivenUnit[] = [];
  for (const kind of [
    'district_federation',
    'district_federation',
    'local_sector_union',
    'commune_union',
    'commune_union',
  ]) {
    const unit = await givenUnit(db, { foundedOn, parent: root, kind, symbol: 'CĐ', figures: { members: 200 } });
    middle.push(unit);
    for (const sector of ['public_service', 'enterprise']) {
      await givenUnit(db, {
        foundedOn,
        parent: unit,
        sector,
        symbol: 'CĐCS',
        figures: { members: 100, members_and_workers: 110, workers: 110, key_officers: 5, households: 90 },
      });
    }
  }
  for (let i = 0; i < 2; i += 1)
    await givenUnit(db, {
      foundedOn,
      parent: root,
      symbol: 'CĐCS',
      figures: { members: 50, members_and_workers: 50, workers: 50, key_officers: 3, households: 40 },
    });
  return { root, officer: await givenActor(db, 'officer', root), approver: await givenActor(db, 'approver', root) };
}

const version = (ctx: Context, planId: string): Promise<number> =>
  ctx.read(
    async (tx) =>
      (await tx.db.selectFrom('plan').select('version').where('id', '=', planId).executeTakeFirstOrThrow()).version,
  );

/** Looks through what was read, has it approved by another person, and issues it. */
async function carryToIssue(officer: Context, approver: Context, planId: string): Promise<void> {
  await acceptSureItems(officer, { planId, version: await version(officer, planId) });
  for (const kind of ['target', 'task', 'quota', 'duty', 'basis', 'section', 'recipient'] as const) {
    const { rows } = await officer.read((tx) =>
      sql<{
        id: string;
      }>`select id from ${sql.table(`plan_${kind}`)} where plan_id = ${planId} and review = 'unsure'`.execute(tx.db),
    );
    for (const { id } of rows)
      await reviewItem(officer, {
        planId,
        version: await version(officer, planId),
        kind,
        itemId: id,
        decision: 'confirm',
      });
  }
  await submitPlan(officer, { planId, version: await version(officer, planId) });
  await approvePlan(approver, { planId, version: await version(approver, planId) });
  await issuePlan(officer, { planId, version: await version(officer, planId) });
}

const actingFor = (actor: Actor, unit: { id: string; path: string }): Context =>
  db.as({ ...actor, unitId: unit.id, unitPath: unit.path });

test.for(documents)(
  '%s: read, looked through, issued, adopted by two units, carried out, counted and reported',
  async ([name, folder]) => {
    const first = livedOn[name] ?? '2026-01-12';
    const text = fillDates(readFileSync(`${folder}/${name}`, 'utf8'), first);
    const onDay = (days: number): string => addDays(first, days);
    db.setNow(`${first}T02:00:00Z`);
    const { root, officer, approver } = await province();
    const own = db.as(officer);
    const planId = await createPlanFromText(own, { unitId: root.id, text });
    await carryToIssue(own, db.as(approver), planId);

    // Two of the units that are to carry it out make their own plans from it.
    const { rows: receivers } = await own.read((tx) =>
      sql<{ id: string; path: string }>`
      select u.id, u.path from plan_delivery d join org_unit u on u.id = d.unit_id
      where d.plan_id = ${planId} and d.purpose = 'act' order by (u.kind_id = 'grassroots_union') desc, u.path limit 2`.execute(
        tx.db,
      ),
    );
    expect(receivers).toHaveLength(2);
    db.setNow(`${onDay(8)}T02:00:00Z`);
    for (const receiver of receivers) {
      const ctx = actingFor(officer, receiver);
      const adopted = await adoptPlan(ctx, {
        planId,
        title: 'Kế hoạch của đơn vị',
        targets: [],
        tasks: [],
        defaultOwner: 'Ban Chấp hành',
      });
      await carryToIssue(ctx, actingFor(approver, receiver), adopted);
    }

    // A grassroots union works towards one of these; that is counted for the plan at the top, and stands in the report.
    const adopter = receivers[0]!;
    const worker = await own.read(async (tx) => {
      const { rows } = await sql<{ id: string; path: string }>`
      select id, path from org_unit where (id = ${adopter.id} or parent_id = ${adopter.id}) and kind_id = 'grassroots_union'
      order by path limit 1`.execute(tx.db);
      return rows[0] ?? adopter;
    });
    const { rows: targets } = await own.read((tx) =>
      sql<{ id: string }>`
      select t.id from plan_target t join plan p on p.id = t.plan_id
      where p.org_unit_id = ${adopter.id} and p.adopted_from_id = ${planId} and t.shape in ('coverage', 'unit_rate') order by t.position`.execute(
        tx.db,
      ),
    );
    db.setNow(`${onDay(29)}T02:00:00Z`);
    await recordActivity(actingFor(officer, worker), {
      unitId: worker.id,
      requestKey: randomUUID(),
      isAutoLinked: targets.length === 0,
      isConfirmed: true,
      formId: 'conference',
      title: 'Hội nghị học tập',
      startsOn: onDay(24),
      endsOn: onDay(24),
      place: 'Hội trường',
      mode: 'in_person',
      audience: '',
      partners: '',
      summary: '',
      topicIds: [],
      attendance: [{ populationId: 'members', attendanceCount: 30, personCount: 30 }],
      costs: [],
      quantities: [],
      links: targets.map(({ id }) => ({ kind: 'target' as const, id })),
    });
    const progress = await own.read((tx) => planProgress(tx, { planId, unitId: root.id, on: onDay(29) }));
    const { rows: asked } = await own.read((tx) =>
      sql`select 1 from plan_target where plan_id = ${planId} and review <> 'dropped'`.execute(tx.db),
    );
    expect(progress).toHaveLength(asked.length);
    if (targets.length > 0) expect(progress.some((target) => target.figure.actual > 0)).toBe(true);

    const { reportId } = await startReport(own, {
      unitId: root.id,
      kind: 'year',
      year: Number(first.slice(0, 4)),
      index: 1,
    });
    const report = await getReport(own, reportId);
    expect(report.sections.some((section) => section.slot === `plan:${planId}`)).toBe(true);
    expect(report.sections[0]?.drafted).toContain('1 hoạt động tuyên truyền tại 1 đơn vị, với 30 lượt người');
  },
);
