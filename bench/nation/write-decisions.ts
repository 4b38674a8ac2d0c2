import { sql, type Kysely } from 'kysely';
import { idOf, raw, type Expression } from './chance.ts';
import { nationDays } from './nation-size.ts';

type Handle = Kysely<never>;

interface DecisionKind {
  kind: 'merge' | 'split' | 'absorb' | 'dissolve' | 'found';
  on: Expression;
  /** Units in whose register a decision of this kind stands, one decision each. */
  heads: Expression;
  /** Parts of decisions: the head's number, the unit's, what it did, and the successor's number. */
  touched: Expression;
}

const onReorganisation = `'${nationDays.reorganised}'::date`;

const kinds: readonly DecisionKind[] = [
  {
    kind: 'merge',
    on: onReorganisation,
    heads: `sort = 'merged'`,
    touched: `
      select n as head, n, 'founded' as role, null::int as successor from made_unit where sort = 'merged'
      union all select successor, n, 'ended', successor from made_unit where sort = 'former'
      union all select f.successor, u.n, 'moved', null from made_unit u join made_unit f on f.n = u.parent_before
        where f.sort = 'former' and u.parent_after = f.successor`,
  },
  {
    kind: 'split',
    on: onReorganisation,
    heads: `sort = 'districts'`,
    touched: `
      with pair as (
        select distinct d.n as district, u.parent_after as commune
        from made_unit u join made_unit d on d.n = u.parent_before where d.sort = 'districts' and u.parent_after is not null
      )
      select district as head, commune as n, 'founded' as role, null::int as successor from pair
      union all select district, district, 'ended', commune from pair
      union all select d.n, u.n, 'moved', null from made_unit u join made_unit d on d.n = u.parent_before
        where d.sort = 'districts' and u.parent_after is not null`,
  },
  {
    kind: 'absorb',
    on: onReorganisation,
    heads: `n in (select successor from made_unit where sort = 'endedAtReorganisation')`,
    touched: `
      select distinct successor as head, successor as n, 'successor' as role, null::int as successor
        from made_unit where sort = 'endedAtReorganisation'
      union all select successor, n, 'ended', successor from made_unit where sort = 'endedAtReorganisation'`,
  },
  {
    kind: 'dissolve',
    on: `'${nationDays.dissolved}'::date`,
    heads: `sort = 'dissolved'`,
    touched: `select n as head, n, 'ended' as role, null::int as successor from made_unit where sort = 'dissolved'`,
  },
  {
    kind: 'found',
    on: 'founded_on',
    heads: `sort = 'grassroots' and founded_on >= '${nationDays.from}'`,
    touched: `select n as head, n, 'founded' as role, null::int as successor from made_unit
      where sort = 'grassroots' and founded_on >= '${nationDays.from}'`,
  },
];

/** Writes the decisions behind the made tree, each with the units that it touched, and names them on the relations. */
export async function writeDecisions(db: Handle): Promise<void> {
  for (const one of kinds) {
    const id = (n: Expression): Expression => idOf(`decision-${one.kind}`, n);
    await sql`
      insert into reorganisation (id, kind, org_unit_id, decision_number, deciding_body, decided_on, effective_on, created_at)
      select ${raw(id('n'))}, ${one.kind}, id, n || '/QĐ-TLĐ', 'Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam',
        ${raw(one.on)} - 10, ${raw(one.on)}, ${raw(one.on)}::timestamp + interval '9 hours'
      from made_unit where ${raw(one.heads)}`.execute(db);
    await sql`
      insert into reorganisation_unit (id, reorganisation_id, unit_id, role, successor_id)
      select (overlay(overlay(md5(${one.kind} || t.head || '|' || t.n || t.role || coalesce(t.successor, 0)) placing '4' from 13) placing '8' from 17))::uuid,
        ${raw(id('t.head'))}, u.id, t.role, s.id
      from (${raw(one.touched)}) t join made_unit u on u.n = t.n left join made_unit s on s.n = t.successor`.execute(
      db,
    );
  }
  // The decision behind each relation that began on the day: the commune's district, or the merger.
  await sql`
    update org_relation r set reorganisation_id = t.reorganisation_id
    from reorganisation_unit t join reorganisation d on d.id = t.reorganisation_id
    where r.child_id = t.unit_id and r.valid_from = d.effective_on and t.role in ('founded', 'moved')`.execute(db);
}
