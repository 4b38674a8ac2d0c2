import { addDays } from '#app/platform/clock.ts';
import { adoptPlan, approvePlan, getAdoption, issuePlan, submitPlan } from '#app/modules/plans/server/index.ts';
import type { AppError } from '#app/platform/errors.ts';
import { actingFor } from './acting-for.ts';
import { settleItems, versionOf } from './carry-plans.ts';
import type { DemoTime } from './demo-clock.ts';
import type { Chance } from './even-chance.ts';
import type { Branch, DemoUnit } from './found-federation.ts';
import type { Cast } from './make-accounts.ts';

/** Refusals that belong to the story: a plan that a unit was not sent, a lowering that nobody has decided on yet. */
const partOfTheStory = ['plan.not_addressed', 'plan.lowering_undecided', 'plan.no_recipients', 'plan.already_adopted'];

/**
 * Lively units make their own plan from one they received and issue it; one asks for a lower figure and waits for the
 * answer; slow ones are still writing, and the slowest have not begun.
 */
export async function adoptDemoPlan(
  time: DemoTime,
  branches: readonly Branch[],
  cast: Cast,
  plan: { planId: string; isOfWard: boolean },
  chance: Chance,
): Promise<void> {
  time.goTo(addDays(time.now(), 9));
  for (const branch of branches) {
    const units = plan.isOfWard ? branch.unions.slice(0, 6) : [branch.unit];
    for (const unit of units) {
      if (!chance.happens(unit.pace)) continue;
      await adoptOne(time, cast, branch, unit, plan.planId, chance).catch((error: unknown) => {
        if (!partOfTheStory.includes((error as AppError).code)) throw error;
      });
    }
  }
}

async function adoptOne(
  time: DemoTime,
  cast: Cast,
  branch: Branch,
  unit: DemoUnit,
  planId: string,
  chance: Chance,
): Promise<void> {
  const officer = actingFor(cast.get(`cb-${branch.key}`)!, unit);
  const ctx = time.as(officer);
  const adoption = await getAdoption(ctx, planId);
  const share = adoption.targets.find((target) => target.unit === 'percent' && (target.value ?? 0) >= 90);
  const isLowering = share !== undefined && unit.pace < 0.6 && chance.happens(0.6);
  const ownPlanId = await adoptPlan(ctx, {
    planId,
    title: adoption.source.title,
    targets: isLowering ? [{ id: share.id, value: 80, reason: 'Nhiều đoàn viên làm ca đêm, khó bố trí giờ học.' }] : [],
    tasks: [],
    defaultOwner: 'Ban Chấp hành',
  });
  await settleItems(time, officer, ownPlanId);
  if (chance.happens(0.2)) return;
  await submitPlan(ctx, { planId: ownPlanId, version: await ctx.read((tx) => versionOf(tx, ownPlanId)) });
  const approver = time.as(cast.get(`ld-${branch.key}`)!);
  await approvePlan(approver, { planId: ownPlanId, version: await approver.read((tx) => versionOf(tx, ownPlanId)) });
  time.goTo(addDays(time.now(), 1));
  await issuePlan(ctx, {
    planId: ownPlanId,
    version: await ctx.read((tx) => versionOf(tx, ownPlanId)),
    adoptDueOn: addDays(time.now(), 30),
  });
}
