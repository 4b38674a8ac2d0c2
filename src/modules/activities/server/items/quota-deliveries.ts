import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { deliveredOf, type CellDelivery, type QuotaCell } from '#app/modules/activities/quota-delivery.ts';
import { deliveredBetween } from '#app/modules/activities/server/items/list-items.ts';

export interface QuotaDeliveries {
  cells: CellDelivery[];
  names: Record<string, string>;
  /** Some of the named units are not the reader's to see: then only the units that are stand here, and no sums. */
  isPartial: boolean;
}

/** Delivered of required for the quota table of a plan. Throws not_found. Three queries. */
export async function quotaDeliveries(ctx: Context, planId: string): Promise<QuotaDeliveries> {
  return ctx.read(async (tx) => {
    const { rows } = await sql<QuotaCell & { validFrom: LocalDate | null; validTo: LocalDate | null }>`
      select q.row_label, q.group_label, q.item, q.count, q.per_unit_min, q.is_total, q.unit_ids,
        coalesce(p.valid_from, p.issued_on) as valid_from, p.valid_to
      from plan p left join plan_quota q on q.plan_id = p.id and q.review <> 'dropped'
      where p.id = ${planId} order by q.is_total, q.position`.execute(tx.db);
    if (rows.length === 0) throw new AppError('not_found');
    const cells = rows.filter((row) => row.item !== null);
    const named = [...new Set(cells.flatMap((cell) => cell.unitIds))];
    const { rows: readable } = await sql<{ id: string; name: string }>`
      select u.id, u.name from org_unit u where u.id = any(${named}::uuid[]) and app_reads(u.path)`.execute(tx.db);
    const names = Object.fromEntries(readable.map((unit) => [unit.id, unit.name]));
    const from = rows[0]?.validFrom ?? '0001-01-01';
    const to = rows[0]?.validTo ?? '9999-12-31';
    const ids = readable.map((unit) => unit.id);
    const delivered = await deliveredBetween(tx, ids, from, to);
    const seen = cells.map((cell) => ({ ...cell, unitIds: cell.unitIds.filter((id) => id in names) }));
    return { cells: deliveredOf(seen, delivered), names, isPartial: ids.length < named.length };
  });
}
