import { sql, type Kysely } from 'kysely';
import type { Database } from '#app/db/schema.ts';

/** Units whose kept count of members is not what the grassroots unions below declared last, or that stand elsewhere. */
export async function memberFaults(handle: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select u.path from members_below b join org_unit u on u.id = b.unit_id
    where b.path <> u.path or b.members is distinct from (
      select sum((select value from org_figure f where f.unit_id = c.id and f.population_id = 'members'
                  order by as_of_on desc, created_at desc limit 1))
      from org_unit c join unit_kind k on k.id = c.kind_id and k.tier = 4
      where c.parent_id = u.id and c.ended_on is null)`.execute(handle);
  return rows.map((row) => row.path);
}
