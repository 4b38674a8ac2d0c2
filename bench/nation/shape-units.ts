import { sql, type Kysely } from 'kysely';
import { toSearchKey, toSortKey } from '#app/platform/vietnamese.ts';
import { chance, idOf, raw, type Expression } from './chance.ts';
import { firstNumbers, nationDays, shapeOf, type NationShape, type NationSize, type UnitSort } from './nation-size.ts';
import { provincesOf2025 } from './provinces-of-2025.ts';

type Handle = Kysely<never>;

/** Words that names of unions are made of, with the sorts, kinds and sectors that they go with. */
const stems: readonly { sort: UnitSort; kind: string; sector: string | null; text: string }[] = [
  { sort: 'central', kind: 'central_sector_union', sector: null, text: 'Công đoàn ngành' },
  { sort: 'districts', kind: 'district_federation', sector: null, text: 'Liên đoàn Lao động huyện An Hòa' },
  { sort: 'districts', kind: 'district_federation', sector: null, text: 'Liên đoàn Lao động huyện Đông Sơn' },
  { sort: 'districts', kind: 'district_federation', sector: null, text: 'Liên đoàn Lao động thành phố Tân Bình' },
  { sort: 'communes', kind: 'commune_union', sector: null, text: 'Công đoàn phường Hòa Bình' },
  { sort: 'communes', kind: 'commune_union', sector: null, text: 'Công đoàn xã Phú Lộc' },
  { sort: 'communes', kind: 'commune_union', sector: null, text: 'Công đoàn phường Ngọc Hà' },
  { sort: 'carried', kind: 'industrial_zone_union', sector: null, text: 'Công đoàn các khu công nghiệp' },
  { sort: 'carried', kind: 'local_sector_union', sector: null, text: 'Công đoàn ngành Giáo dục' },
  { sort: 'carried', kind: 'local_sector_union', sector: null, text: 'Công đoàn ngành Y tế' },
  { sort: 'corporations', kind: 'corporation_union', sector: null, text: 'Công đoàn Tổng công ty' },
  { sort: 'grassroots', kind: 'grassroots_union', sector: 'enterprise', text: 'CĐCS Công ty TNHH May mặc Ánh Dương' },
  { sort: 'grassroots', kind: 'grassroots_union', sector: 'enterprise', text: 'CĐCS Công ty cổ phần Cơ khí Tiến Đạt' },
  { sort: 'grassroots', kind: 'grassroots_union', sector: 'enterprise', text: 'CĐCS Công ty TNHH Điện tử Sao Mai' },
  { sort: 'grassroots', kind: 'grassroots_union', sector: 'public_service', text: 'CĐCS Trường Tiểu học Kim Đồng' },
  { sort: 'grassroots', kind: 'grassroots_union', sector: 'public_service', text: 'CĐCS Trung tâm Y tế' },
  { sort: 'grassroots', kind: 'grassroots_union', sector: 'administrative', text: 'CĐCS Cơ quan Thuế' },
  { sort: 'grassroots', kind: 'grassroots_union', sector: 'state_enterprise', text: 'CĐCS Công ty Cấp thoát nước' },
  { sort: 'grassroots', kind: 'grassroots_trade_union', sector: 'enterprise', text: 'Nghiệp đoàn Xe ôm, vận tải' },
];

/** The unit sorts whose names come from another sort's stems. */
const namedLike: Partial<Record<UnitSort, UnitSort>> = { endedAtReorganisation: 'grassroots', dissolved: 'grassroots' };

/**
 * Fills `made_unit`: one row for each unit there is or was, with its number, its names and whom it stands under before
 * the reorganisation, after it, and today. Everything else about the tree is derived from this table.
 */
export async function shapeUnits(db: Handle, size: NationSize): Promise<NationShape> {
  const shape = shapeOf(size);
  const first = firstNumbers(shape);
  await createTables(db);
  await insertUpper(db, first);
  for (const sort of ['central', 'districts', 'communes', 'carried', 'corporations'] as const)
    await insertMiddle(db, sort, shape, first);
  await insertGrassroots(db, shape, first);
  await insertEnded(db, shape, first);
  await nameUnits(db);
  await placeUnits(db);
  await sql`analyze made_unit`.execute(db);
  return shape;
}

async function createTables(db: Handle): Promise<void> {
  await sql`drop table if exists made_unit, made_stem, made_event`.execute(db);
  await sql`
    create unlogged table made_unit (
      n int primary key, id uuid not null, sort text not null, kind_id text, sector_id text, name text, name_sort text,
      name_key text, founded_on date not null, ended_on date, parent_before int, parent_after int, successor int,
      -- Where it stands today: itself, or under what became of it.
      parent_now int, path_before text, path_after text, path_now text, weight double precision not null default 0,
      members int not null default 0)`.execute(db);
  await sql`
    create unlogged table made_stem (sort text, i int, kind_id text, sector_id text, name text, name_sort text, name_key text,
      primary key (sort, i))`.execute(db);
  const counts = new Map<string, number>();
  const rows = stems.map((stem) => {
    const i = counts.get(stem.sort) ?? 0;
    counts.set(stem.sort, i + 1);
    return { ...stem, i };
  });
  await sql`
    insert into made_stem select * from unnest(${rows.map((one) => one.sort)}::text[], ${rows.map((one) => one.i)}::int[],
      ${rows.map((one) => one.kind)}::text[], ${rows.map((one) => one.sector)}::text[], ${rows.map((one) => one.text)}::text[],
      ${rows.map((one) => toSortKey(one.text))}::text[], ${rows.map((one) => toSearchKey(one.text))}::text[])`.execute(
    db,
  );
}

/** The confederation and the provinces, which have names of their own. */
async function insertUpper(db: Handle, first: Record<UnitSort, number>): Promise<void> {
  const rows: {
    n: number;
    sort: string;
    kind: string;
    name: string;
    before: number | null;
    after: number | null;
    successor: number | null;
  }[] = [];
  const province = (name: string): string =>
    `Liên đoàn Lao động ${name.startsWith('Thành phố') ? name.replace('Thành phố', 'thành phố') : `tỉnh ${name}`}`;
  rows.push({
    n: 1,
    sort: 'root',
    kind: 'confederation',
    name: 'Tổng Liên đoàn Lao động Việt Nam',
    before: null,
    after: null,
    successor: null,
  });
  const next = { former: first.former, kept: first.kept, merged: first.merged };
  for (const { name, madeOf } of provincesOf2025) {
    if (madeOf.length === 0) {
      rows.push({
        n: next.kept++,
        sort: 'kept',
        kind: 'provincial_federation',
        name: province(name),
        before: 1,
        after: 1,
        successor: null,
      });
      continue;
    }
    const merged = next.merged++;
    rows.push({
      n: merged,
      sort: 'merged',
      kind: 'provincial_federation',
      name: province(name),
      before: null,
      after: 1,
      successor: null,
    });
    for (const old of madeOf)
      rows.push({
        n: next.former++,
        sort: 'former',
        kind: 'provincial_federation',
        name: province(old),
        before: 1,
        after: null,
        successor: merged,
      });
  }
  await sql`
    insert into made_unit (n, id, sort, kind_id, name, name_sort, name_key, founded_on, ended_on, parent_before, parent_after, successor)
    select n, ${raw(idOf('unit', 'n'))}, sort, kind, name, name_sort, name_key,
      case sort when 'root' then date '1929-07-28' when 'merged' then ${nationDays.reorganised}::date else date '1990-01-01' end,
      case sort when 'former' then ${nationDays.reorganised}::date end, before, after, successor
    from unnest(${rows.map((one) => one.n)}::int[], ${rows.map((one) => one.sort)}::text[], ${rows.map((one) => one.kind)}::text[],
      ${rows.map((one) => one.name)}::text[], ${rows.map((one) => toSortKey(one.name))}::text[], ${rows.map((one) => toSearchKey(one.name))}::text[],
      ${rows.map((one) => one.before)}::int[], ${rows.map((one) => one.after)}::int[], ${rows.map((one) => one.successor)}::int[])
      as u (n, sort, kind, name, name_sort, name_key, before, after, successor)`.execute(db);
}

/** What a row of a sort says of itself, as expressions over its place `i` in the sort. */
function middleRow(
  sort: UnitSort,
  shape: NationShape,
  first: Record<UnitSort, number>,
): { founded: Expression; before: Expression; after: Expression } {
  // Former and kept provinces are numbered one after the other; the first of them are the larger ones.
  const skewed = `(${first.former} + floor(63 * power(${chance('i', 1)}, 1.5)))::int`;
  const oneEach = `case when i < 63 then ${first.former} + i else ${skewed} end`;
  const district = `case when i < ${shape.districts} then ${first.districts} + i
    else ${first.districts} + floor(${shape.districts} * ${chance('i', 2)})::int end`;
  switch (sort) {
    case 'central':
      return { founded: `'1990-01-01'`, before: '1', after: '1' };
    case 'corporations':
      return {
        founded: `'2005-01-01'`,
        before: `${first.central} + i % ${shape.central}`,
        after: `${first.central} + i % ${shape.central}`,
      };
    case 'carried':
      return {
        founded: `'2000-01-01'`,
        before: `${first.former} + i % 63`,
        after: provinceNow(`${first.former} + i % 63`),
      };
    case 'districts':
      return { founded: `'2000-01-01'`, before: oneEach, after: 'null' };
    default:
      return {
        founded: `'${nationDays.reorganised}'`,
        before: 'null',
        after: provinceNow(`(select d.parent_before from made_unit d where d.n = ${district})`),
      };
  }
}

/** The province that a former or kept one is today. */
function provinceNow(province: Expression): Expression {
  return `(select coalesce(p.successor, p.n) from made_unit p where p.n = ${province})`;
}

async function insertMiddle(
  db: Handle,
  sort: UnitSort,
  shape: NationShape,
  first: Record<UnitSort, number>,
): Promise<void> {
  const row = middleRow(sort, shape, first);
  await sql`
    insert into made_unit (n, id, sort, founded_on, ended_on, parent_before, parent_after)
    select ${raw(String(first[sort]))} + i, ${raw(idOf('unit', `${first[sort]} + i`))}, ${raw(`'${sort}'`)}, ${raw(row.founded)}::date,
      ${raw(sort === 'districts' ? `'${nationDays.reorganised}'::date` : 'null')}, ${raw(row.before)}, ${raw(row.after)}
    from generate_series(0, ${raw(String(shape[sort] - 1))}) i`.execute(db);
}

/** The district whose unions a commune takes over. */
function districtOf(commune: Expression, shape: NationShape, first: Record<UnitSort, number>): Expression {
  return `case when ${commune} < ${shape.districts} then ${first.districts} + ${commune}
    else ${first.districts} + floor(${shape.districts} * ${chance(commune, 2)})::int end`;
}

async function insertGrassroots(db: Handle, shape: NationShape, first: Record<UnitSort, number>): Promise<void> {
  const reorganised = `'${nationDays.reorganised}'::date`;
  await sql`
    insert into made_unit (n, id, sort, founded_on, parent_before, parent_after, weight)
    with pick as (
      select i, ${raw(chance('i', 11))} as kind, floor(${raw(String(shape.communes))} * power(${raw(chance('i', 12))}, 1.3))::int as commune,
        ${raw(String(first.former))} + floor(63 * power(${raw(chance('i', 13))}, 1.5))::int as province,
        ${raw(String(first.carried))} + floor(${raw(String(shape.carried))} * ${raw(chance('i', 14))})::int as carried,
        ${raw(String(first.corporations))} + floor(${raw(String(shape.corporations))} * ${raw(chance('i', 15))})::int as corporation,
        ${raw(String(first.central))} + floor(${raw(String(shape.central))} * ${raw(chance('i', 16))})::int as central,
        case when ${raw(chance('i', 17))} < 0.05 then ${nationDays.from}::date + floor(700 * ${raw(chance('i', 18))})::int
             else date '2008-01-01' + floor(5800 * ${raw(chance('i', 18))})::int end as founded,
        least(20000, 8 * power(1 - ${raw(chance('i', 19))}, -0.85)) as weight
      from generate_series(0, ${raw(String(shape.grassroots - 1))}) i
    ), placed as (
      select i, founded, weight,
        case when kind < 0.70 then ${raw(districtOf('commune', shape, first))} when kind < 0.85 then carried when kind < 0.88 then province
             when kind < 0.98 then corporation else central end as before,
        case when kind < 0.70 then ${raw(String(first.communes))} + commune when kind < 0.85 then carried
             when kind < 0.88 then ${raw(provinceNow('province'))} when kind < 0.98 then corporation else central end as after
      from pick
    )
    select ${raw(String(first.grassroots))} + i, ${raw(idOf('unit', `${first.grassroots} + i`))}, 'grassroots', founded,
      case when founded < ${raw(reorganised)} then before end, after, weight
    from placed`.execute(db);
}

/** Unions of districts: some taken over by another of the same commune, a few dissolved before. */
async function insertEnded(db: Handle, shape: NationShape, first: Record<UnitSort, number>): Promise<void> {
  const commune = `floor(${shape.communes} * ${chance('i', 21)})::int`;
  await sql`create index made_unit_after on made_unit (parent_after, sort, founded_on, n)`.execute(db);
  for (const sort of ['endedAtReorganisation', 'dissolved'] as const) {
    const isDissolved = sort === 'dissolved';
    await sql`
      insert into made_unit (n, id, sort, founded_on, ended_on, parent_before, successor, weight)
      select ${raw(String(first[sort]))} + i, ${raw(idOf('unit', `${first[sort]} + i`))}, ${raw(`'${sort}'`)}, date '2010-01-01',
        ${isDissolved ? nationDays.dissolved : nationDays.reorganised}::date, ${raw(districtOf('commune', shape, first))},
        ${raw(
          isDissolved
            ? 'null'
            : `coalesce((select min(g.n) from made_unit g where g.sort = 'grassroots' and g.parent_after = ${first.communes} + commune
          and g.founded_on < '${nationDays.reorganised}'), ${first.communes} + commune)`,
        )},
        least(20000, 8 * power(1 - ${raw(chance('i', 22))}, -0.85))
      from (select i, ${raw(commune)} as commune from generate_series(0, ${raw(String(shape[sort] - 1))}) i) c`.execute(
      db,
    );
  }
}

async function nameUnits(db: Handle): Promise<void> {
  const like = Object.entries(namedLike)
    .map(([sort, as]) => `when '${sort}' then '${as}'`)
    .join(' ');
  // The first words decide kind and sector; the number keeps names apart, under one parent and everywhere.
  await sql`
    update made_unit u set kind_id = s.kind_id, sector_id = s.sector_id, name = s.name || ' ' || u.n,
      name_sort = s.name_sort || ' ' || lpad(u.n::text, 8, '0'), name_key = s.name_key || ' ' || u.n
    from made_stem s join (select sort, count(*) as count from made_stem group by sort) c on c.sort = s.sort
    where u.kind_id is null and s.sort = (case u.sort ${raw(like)} else u.sort end)
      and s.i = floor(c.count * ${raw(chance('u.n', 31))})`.execute(db);
}

/** Where each unit stands, and stood: by the parents of each stretch of time. */
async function placeUnits(db: Handle): Promise<void> {
  await sql`
    update made_unit u set parent_now = case
      when u.ended_on is null then u.parent_after
      when u.successor is not null then u.successor
      -- Where nobody followed, a unit stays under the one it ended under; a district, under today's province.
      when u.sort = 'districts' then (select coalesce(p.successor, p.n) from made_unit p where p.n = u.parent_before)
      else u.parent_before end`.execute(db);
  for (const [column, parent, condition] of [
    ['path_before', 'parent_before', `founded_on < '${nationDays.reorganised}'`],
    ['path_after', 'parent_after', 'ended_on is null'],
    ['path_now', 'parent_now', 'true'],
  ] as const) {
    await sql`
      with recursive place (n, path) as (
        select 1, '.1.'::text
        union all
        select u.n, p.path || u.n || '.' from place p join made_unit u on u.${raw(parent)} = p.n where ${raw(condition)}
      )
      update made_unit u set ${raw(column)} = p.path from place p where p.n = u.n`.execute(db);
  }
}
