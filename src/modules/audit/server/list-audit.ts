import { sql } from 'kysely';
import { addDays, type LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { canReadLog } from '#app/modules/audit/audit-policy.ts';
import type { AuditArea } from '#app/modules/audit/audit-subjects.ts';

export interface AuditLine {
  id: number;
  at: Date;
  action: string;
  subject: string | null;
  detail: Record<string, unknown>;
  address: string | null;
  /** Null for what the system did by itself. */
  userId: string | null;
  userName: string | null;
  unitId: string;
  unitName: string;
}

export interface AuditFilter {
  unitId: string;
  /** Only the unit itself, not those below it. */
  isOwnOnly?: boolean;
  area?: AuditArea | undefined;
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
  userId?: string | undefined;
  /** Entries older than this one: pages stay where they are while new entries arrive. */
  before?: number | undefined;
}

export interface AuditPage {
  unit: { id: string; name: string };
  lines: AuditLine[];
  /** Where the next page begins; null on the last one. */
  next: number | null;
}

export const auditPageSize = 50;

/** The log of a unit and those below it, the latest first. Three queries. Throws `not_found`, `forbidden`. */
export async function listAudit(ctx: Context, filter: AuditFilter): Promise<AuditPage> {
  return ctx.read(async (tx) => {
    const unit = await tx.db
      .selectFrom('orgUnit')
      .select(['id', 'name', 'path'])
      .where('id', '=', filter.unitId)
      .executeTakeFirst();
    if (!unit) throw new AppError('not_found');
    if (!canReadLog(tx.actor, unit.path)) throw new AppError('forbidden');
    // Who did it: what the system wrote on a person's behalf names the person in the detail.
    const { rows } = await sql<Omit<AuditLine, 'userName'>>`
      select a.id, a.at, a.action, a.subject, a.detail - 'by' as detail, a.address,
             coalesce(a.user_id, a.detail ->> 'by') as user_id, u.id as unit_id, u.name as unit_name
      from audit_entry a join org_unit u on u.id = a.org_unit_id
      where ${filter.isOwnOnly ? sql`u.id = ${unit.id}` : sql`starts_with(u.path, ${unit.path})`}
        ${filter.area ? sql`and starts_with(a.action, ${`${filter.area}.`})` : sql``}
        ${filter.from ? sql`and a.at >= ${startOfDay(filter.from)}` : sql``}
        ${filter.to ? sql`and a.at < ${startOfDay(addDays(filter.to, 1))}` : sql``}
        ${filter.userId ? sql`and coalesce(a.user_id, a.detail ->> 'by') = ${filter.userId}` : sql``}
        ${filter.before ? sql`and a.id < ${filter.before}` : sql``}
      order by a.id desc limit ${auditPageSize + 1}`.execute(tx.db);
    const shown = rows.slice(0, auditPageSize);
    const ids = [...new Set(shown.flatMap((row) => row.userId ?? []))];
    const names = await sql<{ id: string; name: string }>`select id, name from app_user_names(${ids}::text[])`.execute(
      tx.db,
    );
    const nameOf = new Map(names.rows.map((row) => [row.id, row.name]));
    return {
      unit: { id: unit.id, name: unit.name },
      lines: shown.map((row) => ({ ...row, userName: row.userId ? (nameOf.get(row.userId) ?? null) : null })),
      next: rows.length > auditPageSize ? (shown.at(-1)?.id ?? null) : null,
    };
  });
}

function startOfDay(day: LocalDate): Date {
  return new Date(`${day}T00:00:00+07:00`);
}
