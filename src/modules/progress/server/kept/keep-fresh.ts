import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { TallyRule, UnitInput } from '#app/modules/progress/target-rule.ts';
import { tallyColumns, toValues } from '#app/modules/progress/server/kept/tally-columns.ts';
import { loadTallies, type Question } from '#app/modules/progress/server/load-tallies.ts';

/** A question as it is kept. */
export interface KeptQuestion extends Question {
  id: number;
}

/** One unit's answer to one question. */
export interface Pair {
  questionId: number;
  unitId: string;
}

/** A tally computed from facts. */
export interface FreshTally {
  question: KeptQuestion;
  unitId: string;
  values: number[];
}

/** What these units add to these questions now, computed from facts. */
export async function computeFresh(tx: Tx, pairs: readonly Pair[]): Promise<FreshTally[]> {
  const questions = await findQuestions(tx, [...new Set(pairs.map((pair) => pair.questionId))]);
  const units = await findUnits(tx, [...new Set(pairs.map((pair) => pair.unitId))]);
  const asked = new Map(questions.map(({ id }) => [id, new Set<string>()]));
  for (const { questionId, unitId } of pairs) asked.get(questionId)?.add(unitId);
  const tallies = await loadTallies(tx, questions, units, {
    on: tx.today(),
    known: null,
    asked: [...asked.values()],
  });
  return tallies.flatMap((ofUnits, at) =>
    [...ofUnits].map(([unitId, tally]) => ({ question: questions[at]!, unitId, values: toValues(tally) })),
  );
}

/**
 * The same, without those that a mark says may differ from what is kept. Marks are looked for afterwards: what was read
 * had been committed by then, and its mark with it. Under the folder's lock, since only the folder takes marks away.
 */
export async function computeUnmarked(tx: Tx, pairs: readonly Pair[]): Promise<FreshTally[]> {
  if (pairs.length === 0) return [];
  const fresh = await computeFresh(tx, pairs);
  const { rows } = await sql<{ unitId: string; rootId: string | null }>`
    select distinct m.unit_id, m.root_id from tally_mark m
    join unnest(${[...new Set(fresh.map((one) => one.unitId))]}::uuid[]) u (id) on u.id = m.unit_id
    where m.due_on <= ${tx.today()}`.execute(tx.db);
  const marked = new Set(rows.map(({ unitId, rootId }) => `${unitId}|${rootId}`));
  return fresh.filter(
    ({ unitId, question }) => !marked.has(`${unitId}|null`) && !marked.has(`${unitId}|${question.rootId}`),
  );
}

/**
 * Makes the present tallies of these units the kept ones, and the sums above them true. Under the folder's lock. Returns
 * how many differed.
 */
export async function keepFresh(tx: Tx, pairs: readonly Pair[]): Promise<number> {
  return pairs.length === 0 ? 0 : foldFresh(tx, await computeFresh(tx, pairs));
}

/** The same of tallies that are computed already. */
export async function foldFresh(tx: Tx, tallies: readonly FreshTally[]): Promise<number> {
  // Unit by unit, so that all that is kept of one comes to lie together (0140): a board reads that.
  const fresh = tallies.toSorted((a, b) => (a.unitId < b.unitId ? -1 : a.unitId > b.unitId ? 1 : 0));
  const columns = tallyColumns.map((_, at) => sql`${fresh.map((one) => one.values[at]!)}`);
  const { rows } = await sql<{ changed: number }>`
    select tally_fold(${fresh.map((one) => one.question.id)}, ${fresh.map((one) => one.unitId)}, ${sql.join(columns)}) as changed`.execute(
    tx.db,
  );
  return rows[0]?.changed ?? 0;
}

async function findQuestions(tx: Tx, ids: readonly number[]): Promise<KeptQuestion[]> {
  const { rows } = await sql<{
    id: number;
    rootId: string;
    rule: TallyRule;
    key: string;
    from: LocalDate;
    to: LocalDate;
  }>`
    select id, root_id, rule, period_key as key, from_on as "from", to_on as "to" from tally_question
    where id = any(${[...ids]}::int[]) order by id`.execute(tx.db);
  return rows.map(({ id, rootId, rule, ...period }) => ({ id, rootId, rule, period }));
}

async function findUnits(tx: Tx, ids: readonly string[]): Promise<UnitInput['unit'][]> {
  const { rows } = await sql<UnitInput['unit']>`
    select id, kind_id, sector_id, founded_on, ended_on from org_unit where id = any(${[...ids]}::uuid[])`.execute(
    tx.db,
  );
  return rows;
}
