import type { LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireMeasure } from '#app/modules/measures/measure-policy.ts';
import { findMeasure } from '#app/modules/measures/server/list-measures.ts';

/**
 * Stops a unit's own measure from a day on. What it counted stays, and so does the measure: facts and targets name it.
 * Throws not_found, forbidden, measure.retired, or invalid for a day before its first.
 */
export async function retireMeasure(ctx: Context, measureId: string, retiredOn: LocalDate): Promise<void> {
  await ctx.transaction(async (tx) => {
    const measure = await findMeasure(tx, measureId);
    // Everybody's measures are nobody's to change.
    if (!measure.orgUnitId || !measure.ownerPath) throw new AppError('forbidden');
    requireMeasure(tx.actor, 'change', { path: measure.ownerPath });
    if (measure.retiredOn !== null) throw new AppError('measure.retired', { date: measure.retiredOn });
    if (retiredOn <= (measure.validFrom ?? '')) throw new AppError('invalid', {}, { retiredOn: 'field_date_order' });
    await tx.db
      .updateTable('measure')
      .set({ retiredOn })
      .where((eb) => eb.or([eb('id', '=', measureId), eb('partOf', '=', measureId)]))
      .execute();
    await tx.audit('measures.retire', {
      orgUnitId: measure.orgUnitId,
      subject: `measure:${measureId}`,
      detail: { retiredOn },
    });
  });
}
