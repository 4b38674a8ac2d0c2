import { sql, type Kysely } from 'kysely';

// What a person's role may write, narrowed to what the operations need; the second wall under them.
export async function up(db: Kysely<unknown>): Promise<void> {
  // A receiver opens, acknowledges and adopts, an issuer reminds, a successor takes over. Nobody turns a delivery into
  // one of another plan or of another issuer.
  await sql`revoke update on plan_delivery from lantoa_app`.execute(db);
  await sql`
    grant update (unit_id, purpose, opened_at, acknowledged_at, acknowledged_by, acknowledge_due_on, adopt_due_on,
                  adopted_plan_id, adopted_at, reminded_at, reminder_count) on plan_delivery to lantoa_app`.execute(db);

  // Nobody writes into the log of a unit that they do not see.
  await sql`drop policy audit_entry_insert on audit_entry`.execute(db);
  await sql`
    create policy audit_entry_insert on audit_entry for insert to lantoa_app
      with check (user_id is not distinct from app_user()
                  and (org_unit_id is null or app_reads_unit(org_unit_id) or app_writes_unit(org_unit_id)))`.execute(
    db,
  );

  // A mail that has left needs no words any more: one that carries a link to set a password least of all.
  await sql`update mail_outbox set params = '{}' where status = 'sent'`.execute(db);
}
