import { sql } from 'kysely';
import { addDays } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { cumulativeSteps } from '#app/modules/progress/cumulative-steps.ts';
import { periodOn, periodsUntil, type Period } from '#app/modules/progress/periods.ts';
import { tallyRuleOf } from '#app/modules/progress/target-rule.ts';
import { ruleKey } from '#app/modules/progress/server/kept/rule-key.ts';
import {
  findProgressPlan,
  planTargets,
  type PlanTarget,
  type ProgressPlan,
} from '#app/modules/progress/server/plan-targets.ts';

/** As many periods as a target's page shows. */
const keptPeriods = 12;
/** A period is opened so many days ahead, so that its first morning finds it built. */
const aheadDays = 3;

/**
 * Opens the questions of one issued plan that has not been looked over today: its targets in their periods so far, and in
 * one about to begin. What is open stays open. False when every plan has been looked over.
 */
export async function openQuestions(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select p.id from plan p left join tally_plan k on k.plan_id = p.id
    where p.status in ('issued', 'closed') and (k.plan_id is null or k.opened_on < ${tx.today()})
    order by p.issued_on desc nulls last limit 1`.execute(tx.db);
  const planId = rows[0]?.id;
  if (planId === undefined) return false;
  const plan = await findProgressPlan(tx, planId);
  const asked = (await planTargets(tx, plan)).flatMap((target) =>
    periodsOf(tx, plan, target).map((period) => ({ target, rule: tallyRuleOf(target.rule), period })),
  );
  await sql`
    insert into tally_question (root_id, rule_key, rule, period_key, from_on, to_on, scope_number, placed_on)
    select a.root_id, a.rule_key, a.rule, a.period_key, a.from_on, a.to_on, s.number, least(a.to_on, ${tx.today()})
    from unnest(${asked.map((one) => one.target.rootId)}::uuid[], ${asked.map((one) => ruleKey(one.rule))}::text[],
                ${asked.map((one) => JSON.stringify(one.rule))}::jsonb[], ${asked.map((one) => one.period.key)}::text[],
                ${asked.map((one) => one.period.from)}::date[], ${asked.map((one) => one.period.to)}::date[])
         a (root_id, rule_key, rule, period_key, from_on, to_on)
    -- Where the line of inheritance begins; the plan's own unit where that plan is not here.
    left join plan_target r on r.id = a.root_id
    left join plan p on p.id = r.plan_id
    join org_unit s on s.id = coalesce(p.org_unit_id, ${plan.unitId})
    on conflict do nothing`.execute(tx.db);
  await sql`
    insert into tally_plan (plan_id, opened_on) values (${planId}, ${tx.today()})
    on conflict (plan_id) do update set opened_on = excluded.opened_on`.execute(tx.db);
  return true;
}

function periodsOf(tx: Tx, plan: ProgressPlan, target: PlanTarget): Period[] {
  const { cadence } = target.rule;
  const running = periodsUntil(cadence, plan.span, target.dueOn, tx.today());
  const soFar = [...cumulativeSteps(running.at(-1)!, plan.span, tx.today()), ...running].slice(-keptPeriods);
  const next = periodOn(cadence, plan.span, target.dueOn, addDays(tx.today(), aheadDays));
  return soFar.some((period) => period.key === next.key) ? soFar : [...soFar, next];
}
