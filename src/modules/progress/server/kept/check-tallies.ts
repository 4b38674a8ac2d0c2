import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { lockFold } from '#app/platform/folding.ts';
import { log } from '#app/platform/log.ts';
import { tallyFold } from '#app/modules/progress/server/kept/fold-tallies.ts';
import { computeUnmarked, type Pair } from '#app/modules/progress/server/kept/keep-fresh.ts';
import { tallyColumns } from '#app/modules/progress/server/kept/tally-columns.ts';

/** A kept tally, of a unit itself or of all below it in one of the trees, that is not what facts say. */
export interface TallyDifference {
  part: 'own' | 'now' | 'then';
  unitId: string;
  unitName: string;
  questionId: number;
  /** Values in the order of the columns. */
  kept: number[];
  counted: number[];
}

/** Units looked at in one check, and questions of each. */
const sampledUnits = 8;
const sampledQuestions = 6;

const values = (alias: string) =>
  sql.raw(`array[${tallyColumns.map((name) => `${alias}.${name}`).join(', ')}]::numeric[]`);

/**
 * Computes a random sample of kept tallies anew, and the sums of one unit above; says in the log and the audit log what
 * differs. While it looks nobody folds; units that are marked are left out. For jobs (system context).
 */
export async function checkTallies(ctx: Context): Promise<TallyDifference[]> {
  return ctx.transaction(async (tx) => {
    await lockFold(tx, tallyFold);
    const found = [...(await checkOwn(tx)), ...(await checkBranch(tx))];
    for (const { unitName: _, ...detail } of found) {
      log('error', 'progress.tally-differs', { ...detail });
      await tx.audit('progress.tally-differs', { orgUnitId: detail.unitId, detail: { ...detail } });
    }
    return found;
  });
}

/** Units that follow a random id, from the first one on after the last: each has its turn, whatever its own id. */
function randomUnits(count: number): RawBuilder<unknown> {
  const start = randomUUID();
  return sql`(
    select * from (
      (select * from org_unit where id >= ${start} order by id limit ${count})
      union all
      (select * from org_unit where id < ${start} order by id limit ${count})
    ) drawn limit ${count})`;
}

async function checkOwn(tx: Tx): Promise<TallyDifference[]> {
  const { rows } = await sql<Pair & { unitName: string; kept: (number | string)[] }>`
    select o.question_id, u.id as unit_id, u.name as unit_name, ${values('o')} as kept
    from ${randomUnits(sampledUnits)} u
    cross join lateral (
      select * from tally_own o where o.unit_number = u.number order by random() limit ${sampledQuestions}
    ) o`.execute(tx.db);
  const fresh = new Map(
    (await computeUnmarked(tx, rows)).map((one) => [`${one.question.id}|${one.unitId}`, one.values]),
  );
  return rows.flatMap(({ questionId, unitId, unitName, ...row }): TallyDifference[] => {
    const counted = fresh.get(`${questionId}|${unitId}`);
    const kept = row.kept.map(Number);
    return counted === undefined || String(kept) === String(counted)
      ? []
      : [{ part: 'own', unitId, unitName, questionId, kept, counted }];
  });
}

/** One sum of one unit above a random one, against the kept tallies that it is made of. */
async function checkBranch(tx: Tx): Promise<TallyDifference[]> {
  const { rows } = await sql<
    Omit<TallyDifference, 'kept' | 'counted'> & Record<'kept' | 'counted', (number | string)[]>
  >`
    with picked as materialized (
      select b.* from ${randomUnits(1)} u
      cross join lateral tally_labels(u.path) label
      join tally_branch b on b.unit_number = label order by random() limit 1
    )
    select b.tree as part, a.id as unit_id, a.name as unit_name, b.question_id, ${values('b')} as kept, ${values('c')} as counted
    from picked b join org_unit a on a.number = b.unit_number join tally_question q on q.id = b.question_id
    cross join lateral (
      select ${sql.raw(tallyColumns.map((name) => `coalesce(sum(o.${name}), 0) as ${name}`).join(', '))}
      from tally_own o join org_unit u on u.number = o.unit_number
      where o.question_id = b.question_id and u.number <> b.unit_number
        and position('.' || b.unit_number || '.' in
              coalesce(case b.tree when 'now' then u.path else tally_place(u.id, q.placed_on) end, '')) > 0
    ) c
    where ${values('b')} <> ${values('c')}`.execute(tx.db);
  return rows.map((row) => ({ ...row, kept: row.kept.map(Number), counted: row.counted.map(Number) }));
}
