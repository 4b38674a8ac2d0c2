import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { pathsAbove, rangeOf } from '#app/modules/orgs/unit-path.ts';
import { nextStep, type DeliveryFacts, type DueStep } from '#app/modules/plans/delivery-status.ts';
import { deliveryFacts, lateOn } from '#app/modules/plans/server/cascade/delivery-scope.ts';

/** A plan that a unit owes a receipt or a plan of its own. */
export interface DuePlan extends DueStep {
  planId: string;
  number: string;
  title: string;
  issuer: string;
  /** The own plan, when it is being made. */
  adoptedPlanId: string | null;
  href: string;
}

/** What the unit owes for plans from above, the most urgent first. One query. */
export async function dueForUnit(tx: Tx, unitId: string): Promise<DuePlan[]> {
  const { rows } = await sql<DeliveryFacts & Omit<DuePlan, keyof DueStep | 'href'>>`
    select d.plan_id, p.number_text as number, p.title, coalesce(u.name, p.issuer_name) as issuer, ${deliveryFacts}
    from plan_delivery d join plan p on p.id = d.plan_id left join org_unit u on u.id = d.issuer_unit_id
    where d.unit_id = ${unitId} and d.purpose = 'act' and d.adopted_at is null`.execute(tx.db);
  return rows
    .flatMap((row): DuePlan[] => {
      const due = nextStep(row, tx.today());
      const { planId, number, title, issuer, adoptedPlanId } = row;
      // Opening counts as received, and only this address marks it.
      return due ? [{ ...due, planId, number, title, issuer, adoptedPlanId, href: `/inbox/${planId}` }] : [];
    })
    .toSorted((one, other) => other.daysLate - one.daysLate);
}

/** A plan that units of a branch are late with. */
export interface LatePlan {
  planId: string;
  number: string;
  title: string;
  /** Units of the branch that it asks to act. */
  addressed: number;
  late: number;
  /** Of those late: who has not acknowledged, and who has not adopted. */
  unacknowledged: number;
  unadopted: number;
  /** Those of them that have been reminded today. */
  remindedToday: number;
  href: string;
}

/**
 * Plans that units below `path` are late with, the most first; the unit at `path` itself not counted. Plans of the unit
 * and of those above it: what a unit below asks of its own branch is for it to follow. One query.
 */
export async function lateBelow(tx: Tx, path: string): Promise<LatePlan[]> {
  const { from, before } = rangeOf(path);
  const today = tx.today();
  const { rows } = await sql<Omit<LatePlan, 'href'>>`
    select d.plan_id, p.number_text as number, p.title, count(*) as addressed,
           count(*) filter (where ${lateOn(today)}) as late,
           count(*) filter (where ${lateOn(today)} and d.acknowledged_at is null and d.adopted_plan_id is null) as unacknowledged,
           count(*) filter (where ${lateOn(today)} and (d.acknowledged_at is not null or d.adopted_plan_id is not null)) as unadopted,
           count(*) filter (where ${lateOn(today)} and d.reminded_at >= ${startOfDay(today)}) as reminded_today
    from plan_delivery d
    join org_unit u on u.id = d.unit_id
    join plan p on p.id = d.plan_id
    where d.purpose = 'act' and p.status = 'issued' and u.path > ${from} and u.path < ${before} and u.ended_on is null
      and ${issuedFrom(path)}
    group by d.plan_id, p.number_text, p.title
    having count(*) filter (where ${lateOn(today)}) > 0
    order by late desc, p.title`.execute(tx.db);
  return rows.map((row) => ({ ...row, href: `/plans/${row.planId}/board?show=late` }));
}

/** The ids of units below `path` that are late with any such plan, as a query to count or join. */
export function lateUnitIds(path: string, today: LocalDate): RawBuilder<{ unitId: string }> {
  const { from, before } = rangeOf(path);
  return sql<{ unitId: string }>`
    select d.unit_id from plan_delivery d join org_unit u on u.id = d.unit_id
    join plan p on p.id = d.plan_id
    where d.purpose = 'act' and p.status = 'issued' and u.path > ${from} and u.path < ${before} and u.ended_on is null
      and ${issuedFrom(path)} and ${lateOn(today)}`;
}

/** The delivery `d` is of the unit at `path` or of one above it; served by plan_delivery_issuer. */
function issuedFrom(path: string): RawBuilder<boolean> {
  return sql<boolean>`d.issuer_unit_id = any (array(select id from org_unit where path = any (${[...pathsAbove(path), path]}::text[])))`;
}

/** The moment at which a day begins in Vietnam. */
export function startOfDay(day: LocalDate): Date {
  return new Date(`${day}T00:00:00+07:00`);
}
