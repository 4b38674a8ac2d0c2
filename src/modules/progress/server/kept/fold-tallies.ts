import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { defineFold } from '#app/platform/folding.ts';
import { buildTallies } from '#app/modules/progress/server/kept/build-tallies.ts';
import { keepFresh } from '#app/modules/progress/server/kept/keep-fresh.ts';
import { openQuestions } from '#app/modules/progress/server/kept/open-questions.ts';

/**
 * Carries marked units' fresh tallies into what is kept; then, as nothing presses, moves the trees of 'then' to a new
 * day, builds questions chunk by chunk and opens those of plans just issued and periods about to begin.
 */
export const tallyFold = defineFold({
  name: 'progress.tallies',
  async batch(tx) {
    return (await movePlacesOn(tx)) || (await foldMarks(tx)) || (await buildTallies(tx)) || (await openQuestions(tx));
  },
});

/** So many marks, of so many units, in one transaction. */
const batchMarks = 4_000;
const batchUnits = 250;

interface Mark {
  id: number;
  unitId: string;
  rootId: string | null;
  dueOn: LocalDate;
}

async function foldMarks(tx: Tx): Promise<boolean> {
  const { rows } = await sql<Mark>`
    select id, unit_id, root_id, due_on::text as due_on from tally_mark where due_on <= ${tx.today()}
    order by id limit ${batchMarks}`.execute(tx.db);
  if (rows.length === 0) return false;
  const units = new Set([...new Set(rows.map((mark) => mark.unitId))].slice(0, batchUnits));
  const marks = rows.filter((mark) => units.has(mark.unitId));
  await keepFresh(tx, await questionsOf(tx, marks));
  await sql`delete from tally_mark where id = any(${marks.map((mark) => mark.id)}::bigint[])`.execute(tx.db);
  return true;
}

/**
 * Which questions a marked unit may have changed: those of plans above it, today or ever, whose tallies of it are built,
 * and those that keep one of it. What happened after a period is over changes nothing in it.
 */
async function questionsOf(tx: Tx, marks: readonly Mark[]): Promise<{ questionId: number; unitId: string }[]> {
  const { rows } = await sql<{ questionId: number; unitId: string }>`
    with mark as materialized (
      select m.root_id, m.due_on, u.id, u.number, u.path
      from unnest(${marks.map((mark) => mark.unitId)}::uuid[], ${marks.map((mark) => mark.rootId)}::uuid[],
                  ${marks.map((mark) => mark.dueOn)}::date[]) m (unit_id, root_id, due_on)
      join org_unit u on u.id = m.unit_id
    )
    select q.id as question_id, m.id as unit_id
    from mark m cross join lateral tally_scopes(m.id, m.path) scope
    join tally_question q on q.scope_number = scope and m.number <= q.built_to
    where (m.root_id is null or q.root_id = m.root_id) and q.to_on >= m.due_on
    union
    select q.id, m.id
    from mark m join tally_own o on o.unit_number = m.number join tally_question q on q.id = o.question_id
    where (m.root_id is null or q.root_id = m.root_id) and q.to_on >= m.due_on`.execute(tx.db);
  return rows;
}

/** The sums of 'then' run over the tree of a period's last day or, until it has come, of today: a new day moves them on. */
async function movePlacesOn(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ ids: number[]; from: LocalDate; day: LocalDate; units: string[] }>`
    select s.ids, s.placed_on as "from", s.day,
      array(select distinct p.unit_id from unit_place p where p.valid_from > s.placed_on and p.valid_from <= s.day) as units
    from (
      select array_agg(id) as ids, placed_on, least(to_on, ${tx.today()}) as day from tally_question
      where placed_on < least(to_on, ${tx.today()}) group by 2, 3 limit 1
    ) s`.execute(tx.db);
  const step = rows[0];
  if (!step) return false;
  const contribute = async (sign: 1 | -1, day: LocalDate): Promise<void> => {
    if (step.units.length === 0) return;
    await sql`select tally_contribute(${sign}, ${step.units}::uuid[], '{then}', ${step.ids}::int[], ${day})`.execute(
      tx.db,
    );
  };
  await contribute(-1, step.from);
  await sql`update tally_question set placed_on = ${step.day} where id = any(${step.ids}::int[])`.execute(tx.db);
  await contribute(1, step.day);
  return true;
}
