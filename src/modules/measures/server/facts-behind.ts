import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { FactSource } from '#app/modules/measures/server/emit-facts.ts';

/** A fact as the list behind a sum shows it. */
export interface FactLine {
  id: number;
  measureId: string;
  populationVi: string | null;
  populationEn: string | null;
  happenedOn: LocalDate;
  value: number;
  /** It takes back or adds to what was recorded before; what was recorded stays. */
  isCorrection: boolean;
  sourceType: FactSource['type'];
  /** Where the work is: the activity, of a check-in the one it was at; null where it has no page of its own. */
  activityId: string | null;
  planId: string | null;
  /** What the source is called, where it has a name. */
  title: string | null;
  /** Who recorded it; empty for the system, and for who is gone. */
  by: string;
  recordedAt: Date;
}

export interface FactWish {
  unitId: string;
  measures: readonly string[];
  from: LocalDate;
  to: LocalDate;
  page: number;
  /** The facts that count for this line of targets; absent: those of the measures themselves. */
  targetRootId?: string | undefined;
}

export const factsPerPage = 30;

/**
 * The facts of the unit itself behind its sums, the newest first, a page at a time, and how many there are; facts of the
 * units below are behind their own sums. Nobody who was checked in is named. Two queries, served by fact_unit_measure;
 * the database asks for the scope of the unit once (`facts_of_unit`).
 */
export async function factsBehind(tx: Tx, wish: FactWish): Promise<{ facts: FactLine[]; factCount: number }> {
  const those = sql`${wish.unitId}::uuid, ${[...wish.measures]}::text[], ${wish.targetRootId ?? null}::uuid,
    ${wish.from}::date, ${wish.to}::date`;
  const { rows } = await sql<FactLine>`
    select f.id, f.measure_id, p.name_vi as population_vi, p.name_en as population_en, f.happened_on, f.value,
           f.is_correction, f.source_type, f.activity_id, k.id as plan_id,
           coalesce(f.title, nullif(k.number_text, ''), k.title) as title, coalesce(n.name, '') as by, f.recorded_at
    from facts_of_unit(${those}, ${factsPerPage}, ${(wish.page - 1) * factsPerPage}) f
    left join population p on p.id = f.population_id
    left join plan_delivery l on f.source_type = 'delivery' and l.id = f.source_id
    left join plan k on k.id = case f.source_type when 'plan' then f.source_id when 'delivery' then l.plan_id end
    left join lateral app_user_names(array[f.recorded_by]) n on true
    order by f.happened_on desc, f.id desc`.execute(tx.db);
  const count = await sql<{ count: number }>`select count_facts_of_unit(${those}) as count`.execute(tx.db);
  return { facts: rows, factCount: count.rows[0]?.count ?? 0 };
}
