import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';

export interface DeclarationLine {
  id: string;
  declaredOn: LocalDate;
  numerator: number | null;
  denominator: number | null;
  rating: number | null;
  note: string;
  fileId: string | null;
  fileName: string | null;
  by: string;
}

/** What a unit has stated about a target's line of inheritance, the newest first. One query. */
export async function targetDeclarations(tx: Tx, unitId: string, targetRootId: string): Promise<DeclarationLine[]> {
  const { rows } = await sql<DeclarationLine>`
    select d.id, d.declared_on, d.numerator, d.denominator, d.rating, d.note, d.file_id, f.name as file_name,
           coalesce(n.name, '') as by
    from target_declaration d left join stored_file f on f.id = d.file_id
    left join lateral app_user_names(array[d.declared_by]) n on true
    where d.target_root_id = ${targetRootId} and d.org_unit_id = ${unitId}
    order by d.declared_on desc, d.declared_at desc limit 20`.execute(tx.db);
  return rows;
}
