/**
 * `node bench/reorganisation.ts URL [--units 1473] [--runs 3]`: one set of decisions of the size of Hà Tĩnh's on 1 July
 * 2025 in the largest province of a made nation: seen before, carried out, undone, with the totals of past periods at
 * each step. The nation is left as it was.
 */
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { openPostgres } from '#app/db/connect.ts';
import type { Tx } from '#app/platform/context.ts';
import { sumsOfBranches } from '#app/modules/measures/server/index.ts';
import {
  carryOutDecisions,
  previewDecisions,
  stageDecisions,
  undoReorganisation,
} from '#app/modules/orgs/server/index.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';
import { percentile, shown, timed } from './measure-times.ts';
import { nameConnections, processorTime } from './processor-time.ts';
import { openNation, type Stand } from './nation/open-nation.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { units: { type: 'string', default: '1473' }, runs: { type: 'string', default: '3' } },
});
const [url] = positionals;
if (!url) throw new Error('Name the database: node bench/reorganisation.ts postgres://user@host/name');
registerWorkKeepers();
const database = openPostgres(nameConnections(url), { max: 4 });
const { root, province } = await openNation(database);
const times: Record<string, { ms: number; server: number; own: number }[]> = {};
const totals: Record<string, string>[] = [];

/** The clock, and the processor time of the database server and of this program. */
async function measure<T>(step: string, work: () => Promise<T>): Promise<T> {
  const done: { ms: number; result: T }[] = [];
  const before = process.cpuUsage();
  const server = await processorTime(database, async () => done.push(await timed(work)));
  const { user, system } = process.cpuUsage(before);
  const [{ ms, result } = { ms: NaN, result: undefined as T }] = done;
  (times[step] ??= []).push({ ms, server, own: (user + system) / 1000 });
  return result;
}

/** Upper unions end into new ones, most grassroots unions into others of the same upper union, the rest move. */
async function listOf(tx: Tx, at: Stand, count: number): Promise<string[]> {
  const { rows } = await sql<{ code: string; parentCode: string; place: number }>`
    select c.code, pc.code as parent_code, row_number() over (partition by u.parent_id order by u.path) as place
    from org_unit u join org_unit_code c on c.unit_id = u.id and c.valid_to is null
    join unit_kind k on k.id = u.kind_id and k.tier = 4
    join org_unit p on p.id = u.parent_id join unit_kind pk on pk.id = p.kind_id and pk.tier = 3
    join org_unit_code pc on pc.unit_id = p.id and pc.valid_to is null
    where u.ended_on is null and u.path >= ${at.path} and u.path < ${`${at.path.slice(0, -1)}/`}
    order by u.path`.execute(tx.db);
  const { rows: own } = await sql<{ code: string }>`
    select code from org_unit_code where unit_id = ${at.id} and valid_to is null`.execute(tx.db);
  const parents = [...new Set(rows.map((row) => row.parentCode))].slice(0, 15);
  const first = new Map(rows.filter((row) => row.place === 1).map((row) => [row.parentCode, row.code]));
  const lines = parents.flatMap((parent, index) => [
    `BENCH-${index},Thành lập,${own[0]?.code ?? ''},Công đoàn phường Sắp xếp ${index}`,
    `${parent},Nhập vào,BENCH-${index},`,
  ]);
  const chosen = rows.filter((row) => row.place > 1).slice(0, count - parents.length);
  for (const [index, row] of chosen.entries()) {
    const successor = first.get(row.parentCode) ?? '';
    lines.push(
      index % 10 < 7 ? `${row.code},Nhập vào,${successor},` : `${row.code},Chuyển về,BENCH-${index % parents.length},`,
    );
  }
  return lines;
}

/** Totals of 2025 of the nation and the province, in both trees, as one text to compare to the digit. */
async function noteTotals(step: string): Promise<void> {
  const rows = await root.ctx.read(async (tx) => {
    const { rows: measures } = await sql<{ id: string }>`select id from measure order by id limit 40`.execute(tx.db);
    const wish = {
      unitIds: [root.id, province.id],
      measures: measures.map((one) => one.id),
      from: '2025-01-01',
      to: '2025-12-31',
    };
    return {
      then: await sumsOfBranches(tx, { ...wish, tree: 'then' }),
      today: await sumsOfBranches(tx, { ...wish, tree: 'today' }),
    };
  });
  const text = (list: typeof rows.then): string =>
    list
      .map((one) => `${one.unitId} ${one.measureId} ${one.value} ${one.factCount}`)
      .toSorted()
      .join('\n');
  totals.push({ step, then: text(rows.then), today: text(rows.today) });
}

/** What the decision has to carry along, about: a nation without tallies says nothing of their cost. */
async function notePresence(): Promise<void> {
  const { rows } = await sql<{ table: string; rows: number }>`
    select relname as table, greatest(reltuples, 0)::bigint as rows from pg_class
    where relname = any('{org_unit,fact,kept_sum,tally_own,tally_branch}'::text[]) order by relname`.execute(
    database.db,
  );
  console.log(rows.map((one) => `${one.table} ${one.rows}`).join(', '));
}

await notePresence();
const lines = await root.ctx.read((tx) => listOf(tx, province, Number(values.units)));
const bytes = new TextEncoder().encode(['Mã đơn vị,Hình thức,Mã nơi nhận,Tên mới', ...lines].join('\n'));
for (let run = 0; run < Number(values.runs); run += 1) {
  await noteTotals('before');
  const { rows: today } = await sql<{ on: string }>`select max(valid_from)::date as on from org_relation`.execute(
    database.db,
  );
  const effectiveOn = today[0]?.on ?? '2026-01-01';
  const listId = await measure('read the file', () =>
    stageDecisions(root.ctx, {
      rootId: root.id,
      fileName: 'sap-xep.csv',
      bytes,
      decisionNumber: `${run}/QĐ`,
      decidedOn: effectiveOn,
      effectiveOn,
    }),
  );
  const { plan } = await measure('preview', () => previewDecisions(root.ctx, listId));
  if (run === 0)
    console.log(plan?.counts, 'moves', plan?.moves.length, 'ends', plan?.ends.length, plan?.faults.slice(0, 3));
  const { reorganisationId } = await measure('carry out', () => carryOutDecisions(root.ctx, listId));
  await noteTotals('after');
  await measure('preview of the undo', () => undoReorganisation(root.ctx, reorganisationId, 'preview'));
  await measure('undo', () => undoReorganisation(root.ctx, reorganisationId));
  await noteTotals('undone');
}
const median = (list: number[]): string =>
  shown(
    percentile(
      list.toSorted((one, other) => one - other),
      0.5,
    ),
  );
console.table(
  Object.entries(times).map(([step, runs]) => ({
    step,
    'median ms': median(runs.map((run) => run.ms)),
    'worst ms': shown(Math.max(...runs.map((run) => run.ms))),
    'processor ms, server': median(runs.map((run) => run.server)),
    'processor ms, program': median(runs.map((run) => run.own)),
  })),
);
const [start] = totals;
console.table(
  totals.map((one) => ({
    step: one['step'],
    'as reported then': one['then'] === start?.['then'] ? 'same' : 'DIFFERS',
    'on today’s tree': one['today'] === start?.['today'] ? 'same' : 'DIFFERS',
    figures: one['then']?.split('\n').length ?? 0,
  })),
);
await database.close();
