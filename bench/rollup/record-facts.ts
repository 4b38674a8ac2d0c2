import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '#app/platform/context.ts';
import { foldAll } from '#app/platform/folding.ts';
import { emitFacts, foldFacts, type Contribution } from '#app/modules/measures/server/index.ts';
import { timed } from '../measure-times.ts';
import type { OpenNation } from '../nation/open-nation.ts';

/** A source whose facts the bench recorded, to be taken back at the end. */
export interface Recorded {
  sourceId: string;
  unitId: string;
  contributions: Contribution[];
}

/** Grassroots unions that go on, spread over the nation; always the same ones. */
export async function someUnits(nation: OpenNation, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id from org_unit u join unit_kind k on k.id = u.kind_id
    where k.tier = 4 and u.ended_on is null order by hashint4(u.number) limit ${count}`.execute(
    nation.services.database.db,
  );
  return rows.map((row) => row.id);
}

/** What a report of one activity emits: five facts. */
export function contributionsOf(day: string, persons: number): Contribution[] {
  const one = { targetRootId: null, happenedOn: day };
  return [
    { ...one, measureId: 'activities', populationId: null, value: 1 },
    { ...one, measureId: 'attendances', populationId: 'members', value: persons + 5 },
    { ...one, measureId: 'persons', populationId: 'members', value: persons },
    { ...one, measureId: 'cost', populationId: null, value: 100_000 + persons },
    { ...one, measureId: 'news', populationId: null, value: 1 },
  ];
}

/** Records the facts of one source in one transaction, as an activity does. Returns the milliseconds of both. */
export async function record(ctx: Context, one: Recorded): Promise<{ statementMs: number; transactionMs: number }> {
  let statementMs = 0;
  const { ms } = await timed(() =>
    ctx.transaction(async (tx) => {
      const source = { type: 'activity', id: one.sourceId, orgUnitId: one.unitId } as const;
      statementMs = (await timed(() => emitFacts(tx, source, one.contributions))).ms;
      await tx.audit('bench.record', { orgUnitId: one.unitId });
    }),
  );
  return { statementMs, transactionMs: ms };
}

export function newSource(unitId: string, contributions: Contribution[]): Recorded {
  return { sourceId: randomUUID(), unitId, contributions };
}

/** Takes everything back that the bench recorded, and folds it: facts are never deleted, so the opposite is recorded. */
export async function takeBack(system: Context, recorded: readonly Recorded[]): Promise<void> {
  for (const one of recorded) await record(system, { ...one, contributions: [] });
  await foldAll(system, foldFacts);
}
