import { sql, type Kysely } from 'kysely';

/**
 * Functions that look past policies are for the person's role alone. A database gives every new function to everybody
 * who may connect: in a cluster that holds other databases' roles too, that would be more than this program.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    do $$
    declare
      one regprocedure;
    begin
      for one in select p.oid from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where p.prosecdef and n.nspname = 'public'
                   and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') loop
        execute format('revoke execute on function %s from public', one);
        execute format('grant execute on function %s to lantoa_app', one);
      end loop;
    end $$`.execute(db);
}
