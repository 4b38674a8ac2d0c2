import { sql } from 'kysely';
import { hasRole } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { parentPath, type UnitPath } from '#app/modules/orgs/unit-path.ts';
import { overError } from '#app/modules/orgs/unit-policy.ts';
import { refuseVanishing } from '#app/modules/orgs/server/open-work.ts';
import type { NamedUnit } from '#app/modules/orgs/server/reorganise/outcome.ts';

/** A unit that the decision to be undone did something to. */
export interface TouchedUnit extends NamedUnit {
  role: 'founded' | 'renamed' | 'moved' | 'ended' | 'successor';
  path: UnitPath;
  before: { parentId?: string | null; name?: string };
  /** Today's path and name of the parent before. */
  parentPath: UnitPath | null;
  parentName: string | null;
}

/** As for the decision itself: held above every unit that it touched, where it stands and where it goes back to. */
export function requireRight(tx: Tx, touched: readonly TouchedUnit[]): void {
  for (const unit of touched) {
    if (unit.role === 'successor') continue;
    // A parent out of sight is out of reach.
    if (unit.before.parentId && unit.parentPath === null) throw new AppError('forbidden');
    const deciding = [parentPath(unit.path), ...(unit.parentPath ? [unit.parentPath] : [])];
    if (deciding.some((path) => !hasRole(tx.actor, ['administrator', 'officer'], path)))
      throw new AppError('forbidden');
  }
}

/** Decisions are taken back in the order opposite to that in which they were carried out. */
export async function refuseLaterDecisions(tx: Tx, decisionId: string, touched: readonly TouchedUnit[]): Promise<void> {
  const ids = touched.filter((unit) => unit.role !== 'successor').map((unit) => unit.id);
  const { rows } = await sql<{ number: string; date: LocalDate; name: string }>`
    select d.decision_number as number, d.effective_on as date, u.name
    from reorganisation d
    join reorganisation_unit t on t.reorganisation_id = d.id
    join org_unit u on u.id = t.unit_id
    join reorganisation mine on mine.id = ${decisionId}
    where t.unit_id = any(${ids}::uuid[]) and d.id <> mine.id and d.undone_at is null
      and (d.created_at, d.effective_on) > (mine.created_at, mine.effective_on)
    order by d.created_at desc limit 1`.execute(tx.db);
  const [later] = rows;
  if (later) throw new AppError('orgs.undo_later_decision', { ...later });
}

/**
 * Only one parent, one name and one holder of a code are open at a time: a row that has come in the place of one of the
 * decision's, by an import or by a code given to another unit, stands in its way.
 */
export async function refuseReplaced(tx: Tx, decisionId: string): Promise<void> {
  const changed = (table: string, unit: string) => sql`
    select ${sql.ref(unit)} as unit_id from (
      select distinct on (row_id) row_id, after from reorganisation_row
      where reorganisation_id = ${decisionId} and table_name = ${table} order by row_id, id desc
    ) k left join ${sql.table(table)} t on t.id = k.row_id where to_jsonb(t) is distinct from k.after`;
  const units = await tx.asOwner(() =>
    sql<{ name: string }>`
      select u.name from (
        ${changed('org_relation', 'child_id')} union ${changed('org_unit_name', 'unit_id')}
        union ${changed('org_unit_code', 'unit_id')}
      ) c join org_unit u on u.id = c.unit_id order by u.path limit 1`.execute(tx.db),
  );
  const [unit] = units.rows;
  if (unit) throw new AppError('orgs.undo_changed_since', { name: unit.name });
  const codes = await tx.asOwner(() =>
    sql<{ code: string }>`
      select own.code from reorganisation_row k
      join org_unit_code own on own.id = k.row_id
      join org_unit_code other on (other.scheme, other.code) = (own.scheme, own.code) and other.valid_to is null
      where k.reorganisation_id = ${decisionId} and k.table_name = 'org_unit_code' and k.before is not null
        and own.valid_to is not null
        and not exists (select from reorganisation_row w
                        where w.reorganisation_id = ${decisionId} and w.row_id = other.id and w.before is null)
      limit 1`.execute(tx.db),
  );
  const [taken] = codes.rows;
  if (taken) throw new AppError('orgs.code_taken', { code: taken.code });
}

/** A later decision about the unit above says nothing of one that had ended by then, or stood elsewhere. */
export async function refuseUnderEnded(tx: Tx, units: readonly TouchedUnit[]): Promise<void> {
  const { rows } = await sql<{ name: string; foundedOn: LocalDate; endedOn: LocalDate }>`
    select p.name, p.founded_on, p.ended_on from org_unit u join org_unit p on p.id = u.parent_id
    where u.id = any(${units.map((unit) => unit.id)}::uuid[]) and u.ended_on is null and p.ended_on is not null
    order by p.path limit 1`.execute(tx.db);
  const [ended] = rows;
  if (ended) throw overError(ended);
}

/** With everything of the decision taken back, whatever still rests on a founded unit has come to it since. */
export async function refuseDependants(tx: Tx, vanishing: readonly NamedUnit[]): Promise<void> {
  if (vanishing.length === 0) return;
  const ids = vanishing.map((unit) => unit.id);
  const { rows } = await sql<{ what: 'units' | 'people' | 'figures'; name: string; count: number }>`
    select what, u.name, count(*) as count from (
      select 'units' as what, parent_id as unit_id from org_unit
        where parent_id = any(${ids}::uuid[]) and not id = any(${ids}::uuid[]) and ended_on is distinct from founded_on
      union all select 'people', org_unit_id from person where org_unit_id = any(${ids}::uuid[])
      union all select 'people', unit_id from person_position where unit_id = any(${ids}::uuid[])
      union all select 'people', unit_id from role_grant where unit_id = any(${ids}::uuid[])
      union all select 'figures', unit_id from org_figure where unit_id = any(${ids}::uuid[])
    ) held join org_unit u on u.id = held.unit_id group by what, u.name, u.path order by u.path, what limit 1`.execute(
    tx.db,
  );
  const [held] = rows;
  if (held) throw new AppError(`orgs.undo_has_${held.what}`, { name: held.name, count: held.count });
  await refuseVanishing(tx, vanishing);
}
