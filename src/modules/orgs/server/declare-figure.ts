import type { LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { loadUnit } from '#app/modules/orgs/server/load-unit.ts';

export interface DeclareFigureInput {
  unitId: string;
  asOfOn: LocalDate;
  /** Where the counts come from: a report, the member register. */
  source?: string | undefined;
  /** Counts by population id. */
  values: Readonly<Record<string, number>>;
}

/**
 * Declares counts of a unit as of a day. Nothing is overwritten: a correction for the same day is a new row, and the
 * one entered last counts. Throws not_found, forbidden, orgs.ended, orgs.before_founding, invalid.
 */
export async function declareFigure(ctx: Context, input: DeclareFigureInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const unit = await loadUnit(tx, input.unitId);
    requireUnit(tx.actor, 'describe', unit);
    const values = Object.entries(input.values);
    if (values.length === 0) throw new AppError('invalid', {}, { values: 'field_required' });
    if (input.asOfOn > tx.today()) throw new AppError('invalid', {}, { asOfOn: 'field_future' });
    if (input.asOfOn < unit.foundedOn) {
      throw new AppError('orgs.before_founding', { name: unit.name, date: unit.foundedOn });
    }
    await tx.db
      .insertInto('orgFigure')
      .values(
        values.map(([populationId, value]) => ({
          unitId: unit.id,
          populationId,
          asOfOn: input.asOfOn,
          value,
          source: input.source ?? '',
          enteredBy: tx.actor.userId,
          createdAt: tx.now(),
        })),
      )
      .execute();
    // Where its founding was just being undone, the rows have waited for that.
    if ((await loadUnit(tx, unit.id))?.endedOn === unit.foundedOn) throw new AppError('not_found');
    await tx.audit('orgs.declare-figure', {
      orgUnitId: unit.id,
      subject: `unit:${unit.id}`,
      detail: { asOfOn: input.asOfOn, values: input.values },
    });
  });
}
