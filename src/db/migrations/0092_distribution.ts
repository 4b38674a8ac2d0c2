import { sql, type Kysely } from 'kysely';

// "To every grassroots union": units that have a document, of units that should. A plan says so itself when it is
// acknowledged; of printed matter each unit says that it came.
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table plan_target drop constraint plan_target_shape_check`.execute(db);
  await sql`
    alter table plan_target add constraint plan_target_shape_check check (shape in
      ('coverage', 'unit_rate', 'count', 'per_unit_count', 'declared_rate', 'qualitative', 'distribution'))`.execute(
    db,
  );
  await sql`
    insert into measure (id, name_vi, name_en, unit_vi, unit_en, roll_up, position, group_id, rule, counted_at) values
      ('acknowledged', 'Đơn vị đã xác nhận nhận kế hoạch', 'Plans acknowledged', 'lần xác nhận', 'acknowledgements',
       'sum', 103, 'documents', '{"source": "base"}', now())`.execute(db);
}
