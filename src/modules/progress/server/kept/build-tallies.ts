import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { keepFresh } from '#app/modules/progress/server/kept/keep-fresh.ts';

/** Tallies computed in one transaction; folders and reorganisations wait for it. */
const chunkTallies = 60_000;
const chunkQuestions = 64;
/** Higher than any unit's number: those founded later are built like the others. */
const everyNumber = 2_147_483_647;

/**
 * Builds the next units, by number, of questions that stand at the same point below the same unit. A chunk is complete
 * in itself: marks of units that are built are folded between chunks, the others are met by a later one. Until a question
 * is ready it is computed from facts. False when none is left to build.
 */
export async function buildTallies(tx: Tx): Promise<boolean> {
  const { rows: questions } = await sql<{ id: number; scopeNumber: number; builtTo: number }>`
    with first as (select scope_number, built_to from tally_question where not is_ready order by id limit 1)
    select q.id, q.scope_number, q.built_to from tally_question q
    join first f on f.scope_number = q.scope_number and f.built_to = q.built_to
    where not q.is_ready order by q.id limit ${chunkQuestions}`.execute(tx.db);
  const [first] = questions;
  if (!first) return false;
  const ids = questions.map((question) => question.id);
  const most = Math.ceil(chunkTallies / ids.length);
  const label = `.${first.scopeNumber}.`;
  const { rows: units } = await sql<{ id: string; number: number }>`
    select u.id, u.number from org_unit u
    where u.number > ${first.builtTo}
      and (position(${label} in u.path) > 0
           or exists (select from unit_place p where p.unit_id = u.id and position(${label} in p.path) > 0))
    order by u.number limit ${most}`.execute(tx.db);
  await keepFresh(
    tx,
    ids.flatMap((questionId) => units.map((unit) => ({ questionId, unitId: unit.id }))),
  );
  const isReady = units.length < most;
  await sql`
    update tally_question set built_to = ${isReady ? everyNumber : units.at(-1)!.number}, is_ready = ${isReady}
    where id = any(${ids}::int[])`.execute(tx.db);
  return true;
}
