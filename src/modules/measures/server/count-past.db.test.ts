import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { countPastActivities } from '#app/modules/measures/server/index.ts';
import { givenUnit, type GivenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();

/** A done activity as it was recorded before anybody counted it, written past the operations. */
async function givenActivity(unit: GivenUnit, startsOn: string, formId = 'visual'): Promise<string> {
  const id = randomUUID();
  const handle = db.services.database.db;
  await sql`insert into activity (id, org_unit_id, form_id, title, title_key, status, starts_on, ends_on)
            values (${id}, ${unit.id}, ${formId}, 'Treo panô', 'treo pano', 'done', ${startsOn}, ${startsOn})`.execute(
    handle,
  );
  await sql`insert into activity_attendance (activity_id, population_id, attendance_count) values (${id}, 'members', 12)`.execute(
    handle,
  );
  return id;
}

async function givenOwnMeasure(owner: GivenUnit, validFrom: string): Promise<string> {
  const id = `own-${randomUUID()}`;
  await sql`
    insert into measure (id, name_vi, name_en, unit_vi, unit_en, roll_up, position, org_unit_id, rule, valid_from)
    values (${id}, 'Đợt treo', 'Campaigns', 'đợt', 'campaigns', 'sum', 1, ${owner.id},
            '{"source":"activities","count":"activities","formIds":["visual"]}', ${validFrom})`.execute(
    db.services.database.db,
  );
  return id;
}

async function counted(measureId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; value: number }>`
    select u.name, sum(f.value) as value from fact f join org_unit u on u.id = f.org_unit_id
    where f.measure_id = ${measureId} group by u.name having sum(f.value) <> 0`.execute(db.services.database.db);
  return Object.fromEntries(rows.map((row) => [row.name, Number(row.value)]));
}

test('what a branch did from the day on is counted for its new measure, and what others did is not', async () => {
  const province = await givenUnit(db);
  const ward = await givenUnit(db, { parent: province, name: 'Phường', kind: 'commune_union' });
  const below = await givenUnit(db, { parent: ward, name: 'CĐCS' });
  const aside = await givenUnit(db, { parent: province, name: 'Bên cạnh' });
  for (const unit of [ward, below, aside]) await givenActivity(unit, '2026-02-01');
  await givenActivity(below, '2026-01-31');
  await givenActivity(below, '2026-03-01', 'culture');
  const id = await givenOwnMeasure(ward, '2026-02-01');

  await countPastActivities(db.system);
  expect(await counted(id)).toEqual({ Phường: 1, CĐCS: 1 });
  expect(await db.row('measure', id)).toMatchObject({ countedAt: expect.any(Date) });
});

test('counting twice counts once', async () => {
  const unit = await givenUnit(db, { name: 'CĐCS' });
  await givenActivity(unit, '2026-02-01');
  const id = await givenOwnMeasure(unit, '2026-01-01');
  await countPastActivities(db.system);
  await sql`update measure set counted_at = null where id = ${id}`.execute(db.services.database.db);
  await countPastActivities(db.system);
  expect(await counted(id)).toEqual({ CĐCS: 1 });
});

test('everybody’s measures count what an older release had recorded', async () => {
  const unit = await givenUnit(db, { name: 'CĐCS' });
  await givenActivity(unit, '2026-02-01');
  await sql`update measure set counted_at = null where id in ('visual_actions', 'contests')`.execute(
    db.services.database.db,
  );
  await countPastActivities(db.system);
  expect(await counted('visual_actions')).toEqual({ CĐCS: 1 });
  expect(await counted('contests')).toEqual({});
  await sql`update measure set counted_at = now()`.execute(db.services.database.db);
});

test('what already counts for a target that names the measure is left as it is', async () => {
  const unit = await givenUnit(db, { name: 'CĐCS' });
  const id = await givenActivity(unit, '2026-02-01');
  const root = randomUUID();
  for (const target of [null, root])
    await sql`insert into fact (org_unit_id, measure_id, target_root_id, happened_on, value, source_type, source_id)
              values (${unit.id}, 'visual_actions', ${target}, '2026-02-01', 1, 'activity', ${id})`.execute(
      db.services.database.db,
    );
  await sql`update measure set counted_at = null where id = 'visual_actions'`.execute(db.services.database.db);
  await countPastActivities(db.system);
  const { rows } = await sql<{ root: string | null; value: number }>`
    select target_root_id as root, sum(value) as value from fact where source_id = ${id} and measure_id = 'visual_actions'
    group by 1 order by 1 nulls first`.execute(db.services.database.db);
  expect(rows.map((row) => [row.root, Number(row.value)])).toEqual([
    [null, 1],
    [root, 1],
  ]);
  await sql`update measure set counted_at = now()`.execute(db.services.database.db);
});
