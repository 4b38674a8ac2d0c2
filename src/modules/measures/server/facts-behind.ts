import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

/** A fact as the list behind a sum shows it. */
export interface FactLine {
  id: number;
  measureId: string;
  populationVi: string | null;
  populationEn: string | null;
  happenedOn: LocalDate;
  value: number;
  isCorrection: boolean;
  sourceType: string;
  sourceId: string;
  /** What the source is called, where it has a name. */
  title: string | null;
}

export const factsPerPage = 30;

/**
 * The facts of the unit itself behind its sums, the newest first, a page at a time, and how many there are; facts of the
 * units below are behind their own sums. Two queries, served by fact_unit_measure.
 */
export async function factsBehind(
  tx: Tx,
  wish: { unitId: string; measures: readonly string[]; from: LocalDate; to: LocalDate; page: number },
): Promise<{ facts: FactLine[]; factCount: number }> {
  const those = sql`f.org_unit_id = ${wish.unitId} and f.measure_id = any(${[...wish.measures]}::text[])
    and f.target_root_id is null and f.happened_on between ${wish.from} and ${wish.to}`;
  const { rows } = await sql<FactLine>`
    select f.id, f.measure_id, p.name_vi as population_vi, p.name_en as population_en, f.happened_on, f.value,
           f.corrects_id is not null as is_correction, f.source_type, f.source_id, a.title
    from fact f left join population p on p.id = f.population_id
    left join activity a on f.source_type = 'activity' and a.id = f.source_id
    where ${those} order by f.happened_on desc, f.id desc
    limit ${factsPerPage} offset ${(wish.page - 1) * factsPerPage}`.execute(tx.db);
  const count = await sql<{ count: number }>`select count(*) as count from fact f where ${those}`.execute(tx.db);
  return { facts: rows, factCount: count.rows[0]?.count ?? 0 };
}
