import { sql, type Kysely } from 'kysely';

// News items, articles and pictures that a unit sent, as it says itself with where they can be seen. They count for the
// quota lines that name the unit; a newsroom that knows its items writes the same facts.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table delivered_item (
      id               uuid primary key,
      org_unit_id      uuid not null references org_unit (id),
      measure_id       text not null references measure (id),
      item_count       integer not null default 1 check (item_count between 1 and 1000),
      title            text not null check (title <> ''),
      link             text not null default '' check (link = '' or link ~ '^https?://'),
      delivered_on     date not null,
      -- The same form sent twice is one delivery.
      request_key      text unique,
      declared_by      text references app_user (id),
      declared_at      timestamptz not null,
      withdrawn_at     timestamptz,
      withdrawn_reason text not null default '',
      check (withdrawn_at is null or withdrawn_reason <> '')
    )`.execute(db);
  await sql`create index delivered_item_unit on delivered_item (org_unit_id, delivered_on desc)`.execute(db);
  await sql`call app_protect('delivered_item'::regclass, 'org_unit_id'::name)`.execute(db);
  await sql`drop policy delivered_item_read on delivered_item`.execute(db);
  await sql`create policy delivered_item_read on delivered_item for select to lantoa_app using (org_unit_id in (select app_readable_units()))`.execute(
    db,
  );
  // What was sent is never rewritten: it is withdrawn, with a reason.
  await sql`revoke update, delete on delivered_item from lantoa_app`.execute(db);
  await sql`grant update (withdrawn_at, withdrawn_reason) on delivered_item to lantoa_app`.execute(db);
}
