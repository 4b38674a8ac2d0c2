import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { hasRole, roles } from '#app/platform/actor.ts';
import {
  boardFilters,
  branchesUnder,
  countRows,
  isShown,
  type BoardCounts,
  type BoardFilter,
  type BoardRow,
} from '#app/modules/plans/delivery-board.ts';
import { mayRemind } from '#app/modules/plans/delivery-policy.ts';
import { deliveryFacts } from '#app/modules/plans/server/cascade/delivery-scope.ts';
import { startOfDay } from '#app/modules/plans/server/cascade/due-queries.ts';

export const boardPageSize = 100;

/** A branch on the board: the unit it begins with, and how far all addressed units in it are. */
export interface BoardLine {
  path: string;
  name: string;
  /** The unit's own delivery; null when only units below it were addressed. */
  own: BoardRow | null;
  counts: BoardCounts;
  /** Whether there is more below than the unit itself. */
  hasBelow: boolean;
}

export interface Board {
  plan: { id: string; number: string; title: string; issuer: string; issuedOn: LocalDate };
  /** The branch that is shown, and where it stands under the actor's top one. */
  branch: { path: string; name: string };
  trail: { path: string; name: string }[];
  counts: BoardCounts;
  /** How many units of the branch each filter would show. */
  filterCounts: Record<BoardFilter, number>;
  /** Branches right below, when everything is shown … */
  lines: BoardLine[];
  /** … or a page of single units that a filter lets through. */
  units: BoardRow[];
  unitTotal: number;
  /** Late units that a reminder would reach now: those reminded today are left alone. */
  toRemind: number;
  mayRemind: boolean;
  today: LocalDate;
}

interface PlanHead {
  id: string;
  number: string;
  title: string;
  issuer: string;
  issuedOn: LocalDate;
  issuerPath: string;
  isOpen: boolean;
}

async function findIssued(tx: Tx, planId: string): Promise<PlanHead> {
  const { rows } = await sql<PlanHead>`
    select p.id, p.number_text as number, p.title, coalesce(u.name, p.issuer_name) as issuer, p.issued_on,
           coalesce(u.path, '') as issuer_path, p.status = 'issued' as is_open
    from plan p left join org_unit u on u.id = p.org_unit_id
    where p.id = ${planId} and p.status in ('issued', 'closed')`.execute(tx.db);
  if (!rows[0]) throw new AppError('not_found');
  return rows[0];
}

/** Addressed units that the actor may see, in the order of paths; row-level security leaves the others out. */
async function loadRows(tx: Tx, planId: string): Promise<BoardRow[]> {
  const { rows } = await sql<BoardRow>`
    select d.unit_id, u.name, u.path, d.reminded_at, ${deliveryFacts}
    from plan_delivery d join org_unit u on u.id = d.unit_id
    where d.plan_id = ${planId} order by u.path`.execute(tx.db);
  return rows;
}

/** Where the actor's board begins: at the issuer for those who read it, else at the highest addressed unit they read. */
function topOf(tx: Tx, issuerPath: string, rows: readonly BoardRow[]): string {
  if (issuerPath && hasRole(tx.actor, roles, issuerPath)) return issuerPath;
  const acting = tx.actor.unitPath;
  if (acting && rows.some((row) => row.path.startsWith(acting))) return acting;
  const first = rows[0];
  if (!first) throw new AppError('not_found');
  return first.path;
}

async function namesOf(tx: Tx, paths: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ path: string; name: string }>`
    select path, name from org_unit where path = any(${[...new Set(paths)]}::text[])`.execute(tx.db);
  return new Map(rows.map((row) => [row.path, row.name]));
}

/** The paths from the top down to a branch, both included. */
function pathsBetween(top: string, branch: string): string[] {
  const rest = branch.slice(top.length).split('.').filter(Boolean);
  return [top, ...rest.map((_, at) => `${top}${rest.slice(0, at + 1).join('.')}.`)];
}

/** Late units that nobody has reminded today; nobody reminds themselves. */
function countToRemind(tx: Tx, rows: readonly BoardRow[]): number {
  const since = startOfDay(tx.today());
  return rows.filter(
    (row) =>
      isShown(row, 'late', tx.today()) &&
      row.unitId !== tx.actor.unitId &&
      (row.remindedAt === null || row.remindedAt < since),
  ).length;
}

/** A row of the branch; units outside the issuer's own branch belong to its top level. */
function isInBranch(row: BoardRow, branch: string, top: string): boolean {
  return branch === top || row.path.startsWith(branch);
}

/**
 * Who has moved with a plan: addressed, received, acknowledged, adopted, late; by branch, or by unit where a filter is
 * set. Only units that the actor reads: a middle unit sees its own branch. Three queries at any size.
 * Throws not_found for a plan that is not issued, or of which the actor sees nobody, and for a foreign branch.
 */
export async function getBoard(
  ctx: Context,
  input: { planId: string; branch?: string | undefined; show?: BoardFilter | undefined; page?: number | undefined },
): Promise<Board> {
  return ctx.read(async (tx) => {
    const { issuerPath, isOpen, ...plan } = await findIssued(tx, input.planId);
    const all = await loadRows(tx, plan.id);
    const today = tx.today();
    const top = topOf(tx, issuerPath, all);
    const branch = input.branch ?? top;
    const rows = all.filter((row) => isInBranch(row, branch, top));
    if (!branch.startsWith(top) || (branch !== top && rows.length === 0)) throw new AppError('not_found');

    const show = input.show ?? 'all';
    const branches = show === 'all' ? branchesUnder(rows, branch) : [];
    const trail = pathsBetween(top, branch);
    const names = await namesOf(tx, [...trail, ...branches.map((one) => one.path)]);
    const units = show === 'all' ? [] : rows.filter((row) => isShown(row, show, today));
    const from = ((input.page ?? 1) - 1) * boardPageSize;
    return {
      plan,
      branch: { path: branch, name: names.get(branch) ?? '' },
      trail: trail.map((path) => ({ path, name: names.get(path) ?? '' })),
      counts: countRows(rows, today),
      filterCounts: Object.fromEntries(
        boardFilters.map((filter) => [filter, rows.filter((row) => isShown(row, filter, today)).length]),
      ) as Record<BoardFilter, number>,
      lines: branches.map((one) => ({
        path: one.path,
        name: names.get(one.path) ?? '',
        own: one.rows.find((row) => row.path === one.path) ?? null,
        counts: countRows(one.rows, today),
        hasBelow: one.path !== branch && one.rows.some((row) => row.path !== one.path),
      })),
      units: units.slice(from, from + boardPageSize),
      unitTotal: units.length,
      toRemind: countToRemind(tx, rows),
      mayRemind: isOpen && mayRemind(tx.actor, branch),
      today,
    };
  });
}
