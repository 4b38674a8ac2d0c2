import { sql } from 'kysely';
import { z } from 'zod';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError, isAppError, type AppErrorCode, type ErrorParams } from '#app/platform/errors.ts';
import { defineJob } from '#app/platform/jobs.ts';
import { describeError, log } from '#app/platform/log.ts';
import type { UnitChangeInput } from '#app/modules/orgs/unit-forms.ts';
import { changeUnitByForm } from '#app/modules/orgs/server/change-unit-by-form.ts';
import { carryOutDecisions } from '#app/modules/orgs/server/decisions/decision-lists.ts';
import { importPeople } from '#app/modules/orgs/server/import/import-people.ts';
import { lockTree } from '#app/modules/orgs/server/reorganise/decision.ts';
import { getUnitHead } from '#app/modules/orgs/server/unit-queries.ts';

interface DueDecision {
  id: string;
  orgUnitId: string;
  input: unknown;
  listId: string | null;
  plannedBy: string | null;
}

/**
 * Carries out the planned decisions whose day has come, in the order of their days, each in a transaction of its own with
 * the rights that whoever planned it holds by then. One that has become impossible fails as a whole, and they are told.
 * Runs every minute, so that little can be recorded of the day in the old tree; what was is counted in the new one, since
 * the decision holds from its day and not from the minute it was carried out. Safe to run twice, and late.
 */
export const carryOutPlanned = defineJob({
  name: 'orgs.carry-out-planned',
  data: z.object({}),
  retries: 2,
  schedule: '* * * * *',
  async run(_data, system) {
    for (const decision of await findDue(system)) await carryOut(system, decision);
  },
});

async function findDue(system: Context): Promise<DueDecision[]> {
  return system.read(async (tx) => {
    const { rows } = await sql<DueDecision>`
      select id, org_unit_id, input, list_id, planned_by from planned_decision
      where state = 'planned' and effective_on <= ${tx.today()} order by effective_on, planned_at, id`.execute(tx.db);
    return rows;
  });
}

async function carryOut(system: Context, decision: DueDecision): Promise<void> {
  try {
    const { plannedBy } = decision;
    const person = plannedBy === null ? null : await importPeople().contextOf(system, plannedBy);
    if (!person) throw new AppError('forbidden');
    await carryOutAs(settlingWith(person, decision.id), decision);
  } catch (error) {
    if (error instanceof SettledMeanwhile) return;
    // Only a database that is away comes back by itself; whatever else, the person decides what to do next.
    if (isAppError(error) && error.code === 'database_unavailable') throw error;
    if (!isAppError(error)) log('error', 'orgs.planned-failed', describeError(error));
    const { code, params } = isAppError(error) ? error : new AppError('unexpected');
    await fail(system, decision, { code, params });
  }
}

async function carryOutAs(ctx: Context, { orgUnitId, input, listId }: DueDecision): Promise<void> {
  if (listId !== null) {
    await carryOutDecisions(ctx, listId);
    return;
  }
  // Weeks may lie between: details changed since then do not stand against it, only what makes it impossible.
  const { version } = await getUnitHead(ctx, orgUnitId);
  await changeUnitByForm(ctx, orgUnitId, { ...(input as UnitChangeInput), version } as UnitChangeInput, 'do');
}

class SettledMeanwhile extends Error {}

/** The person's context, in which the decision is marked as carried out by the very transaction that carries it out. */
function settlingWith(person: Context, plannedId: string): Context {
  return {
    ...person,
    transaction: (work) =>
      person.transaction(async (tx) => {
        // A second run waits here for the first, and then finds it settled.
        await lockTree(tx);
        const waiting = await sql`
          select from planned_decision where id = ${plannedId} and state = 'planned' for update`.execute(tx.db);
        if (waiting.rows.length === 0) throw new SettledMeanwhile();
        const result = await work(tx);
        await settle(tx, plannedId);
        return result;
      }),
  };
}

async function settle(tx: Tx, plannedId: string): Promise<void> {
  const { rows } = await sql<{ decisionNumber: string; orgUnitId: string }>`
    update planned_decision set state = 'carried_out', settled_at = ${tx.now()}, version = version + 1,
      reorganisation_id = current_setting('app.reorganisation')::uuid
    where id = ${plannedId} returning decision_number, org_unit_id`.execute(tx.db);
  const [done] = rows;
  if (!done) throw new AppError('forbidden');
  await tx.asOwner(() =>
    importPeople().tell(tx, [
      {
        onceKey: `planned-carried-out:${plannedId}`,
        userId: tx.actor.userId ?? '',
        kind: 'orgs_notice_carried_out',
        params: { number: done.decisionNumber },
        href: `/units/${done.orgUnitId}/history`,
      },
    ]),
  );
}

/** Nothing was changed: keeps why, and tells whoever planned it. */
async function fail(
  system: Context,
  { id, plannedBy }: DueDecision,
  refusal: { code: AppErrorCode; params: ErrorParams },
): Promise<void> {
  await system.transaction(async (tx) => {
    const { rows } = await sql<{ decisionNumber: string; orgUnitId: string; version: number }>`
      update planned_decision
      set state = 'failed', settled_at = ${tx.now()}, version = version + 1, refusal = ${JSON.stringify(refusal)}::jsonb
      where id = ${id} and state = 'planned' returning decision_number, org_unit_id, version`.execute(tx.db);
    const [failed] = rows;
    if (!failed) return;
    await tx.audit('orgs.fail-planned-decision', {
      orgUnitId: failed.orgUnitId,
      subject: `planned-decision:${id}`,
      detail: { code: refusal.code, decision: failed.decisionNumber },
    });
    if (plannedBy === null) return;
    await importPeople().tell(tx, [
      {
        onceKey: `planned-failed:${id}:${failed.version}`,
        userId: plannedBy,
        kind: 'orgs_notice_planned_failed',
        params: { number: failed.decisionNumber },
        href: '/units/planned',
      },
    ]);
  });
}
