import type { Context } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { mayRemind } from '#app/modules/plans/delivery-policy.ts';
import { lateBelow, remindLate, type ReminderOutcome } from '#app/modules/plans/server/index.ts';

/**
 * Reminds the units below that are late, of every plan: one transaction a plan, so that a plan that cannot be
 * reminded of does not keep the others back. Counts reminders: a unit late with two plans gets two. Throws `forbidden` for who may not remind anybody.
 */
export async function remindAll(ctx: Context): Promise<ReminderOutcome> {
  const { unitPath } = ctx.actor;
  if (!unitPath || !mayRemind(ctx.actor, unitPath)) throw new AppError('forbidden');
  const plans = await ctx.read((tx) => lateBelow(tx, unitPath));
  const all: ReminderOutcome = { reminded: 0, already: 0, withoutPerson: 0 };
  for (const { planId } of plans) {
    const outcome = await remindLate(ctx, { planId, branch: unitPath });
    all.reminded += outcome.reminded;
    all.already += outcome.already;
    all.withoutPerson += outcome.withoutPerson;
  }
  return all;
}
