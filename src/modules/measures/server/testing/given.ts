import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { TestDatabase } from '#app/platform/testing/test-database.ts';

export interface FactWish {
  measure?: string;
  population?: string | null;
  on?: LocalDate;
  value?: number;
  targetRoot?: string | null;
}

/** A fact of a unit, written past every rule: tests of sums state only what is summed. */
export async function givenFact(db: TestDatabase, unitId: string, wish: FactWish = {}): Promise<void> {
  await sql`
    insert into fact (org_unit_id, measure_id, population_id, target_root_id, happened_on, value, source_type, source_id)
    values (${unitId}, ${wish.measure ?? 'attendances'}, ${wish.population === undefined ? 'members' : wish.population},
            ${wish.targetRoot ?? null}, ${wish.on ?? '2026-03-01'}, ${wish.value ?? 1}, 'activity', ${randomUUID()})`.execute(
    db.services.database.db,
  );
}
