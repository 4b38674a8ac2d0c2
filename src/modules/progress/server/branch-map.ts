import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import { latestFigures, membersOf } from '#app/modules/orgs/server/index.ts';
import { memberSums } from '#app/modules/progress/member-sums.ts';
import { noTally } from '#app/modules/progress/tally.ts';
import { judgeOf, type Figure } from '#app/modules/progress/target-figure.ts';
import { tallyRuleOf } from '#app/modules/progress/target-rule.ts';
import { branchTallies } from '#app/modules/progress/server/branch-tallies.ts';
import { branchTree, type BranchUnit, type ChildUnit } from '#app/modules/progress/server/branch-units.ts';
import type { PlanProgress, TargetProgress } from '#app/modules/progress/server/progress-of.ts';

/** A unit as a place on the map of a board. */
export interface MapUnit {
  unit: BranchUnit;
  hasBranch: boolean;
  /** Declared members of its branch; 0 where nobody declared any, and then it has no place on the map. */
  members: number;
  figure: Figure;
  /** The units right below it. */
  parts: MapUnit[];
}

/** More parts than this are not drawn: each would be smaller than a letter. */
const drawnParts = 1_500;

/** What a map is drawn of: units right below the branches, if not too many, and people. */
interface Drawn {
  parts: readonly BranchUnit[];
  isDrawn: boolean;
  /** Of the parts, those with units below them. */
  withBranch: ReadonlySet<string>;
  members: ReadonlyMap<string, number>;
}

/**
 * The branches of a board and the units right below them, with their members and how they stand with one target. Seven
 * queries at most; today it reads what it draws, for a day that has passed the whole branch.
 */
export async function branchMap(tx: Tx, board: PlanProgress, target: TargetProgress): Promise<MapUnit[]> {
  const { plan, on } = board;
  const { parts, isDrawn, withBranch, members } = await (on === tx.today()
    ? drawnToday(tx, board)
    : drawnOn(tx, board));
  const branches = board.branches.map(({ unit }) => unit);
  const { sums } = await branchTallies(
    tx,
    {
      top: board.unit,
      shown: isDrawn ? [...branches, ...parts] : branches,
      of: board.tree,
      on,
      knownBy: 'then',
      leavesUncounted: board.leavesUncounted,
    },
    [{ rootId: target.rootId, rule: tallyRuleOf(target.rule), period: target.period }],
  );

  const judge = judgeOf(target.rule, { ...target, on });
  const placeOf = (unit: BranchUnit, hasBranch: boolean, parts: MapUnit[]): MapUnit => ({
    unit,
    hasBranch,
    members: members.get(unit.id) ?? 0,
    figure: judge(sums[0]!.get(unit.id) ?? { ...noTally }, unit.id === plan.unitId),
    parts,
  });
  const below = Map.groupBy(isDrawn ? parts : [], (unit) => unit.parentId ?? '');
  return board.branches.map(({ unit, hasBranch }) =>
    placeOf(
      unit,
      hasBranch,
      (below.get(unit.id) ?? []).map((part) => placeOf(part, withBranch.has(part.id), [])),
    ),
  );
}

/** From what is kept of members below each unit. Two queries. */
async function drawnToday(tx: Tx, { branches }: PlanProgress): Promise<Drawn> {
  const branchIds = branches.map(({ unit }) => unit.id);
  const { rows } = await sql<ChildUnit>`
    select u.id, u.parent_id, u.name, u.short_name, u.kind_id, k.tier, u.sector_id, u.founded_on, u.ended_on, u.path,
           exists (select from units_below b where b.unit_id = u.id and b.unit_count > 0) as has_branch
    from (
      -- Branch by branch, and no more than are drawn: looked for in the order of their paths, the few that a branch has
      -- were met among all units of the nation.
      select u.* from unnest(${branchIds}::uuid[]) b (id)
      cross join lateral (select * from org_unit u where u.parent_id = b.id offset 0) u
      limit ${drawnParts + 1}
    ) u join unit_kind k on k.id = u.kind_id
    order by u.path`.execute(tx.db);
  const isDrawn = rows.length <= drawnParts;
  const parts = isDrawn ? rows : [];
  return {
    parts,
    isDrawn,
    withBranch: new Set(parts.filter((one) => one.hasBranch).map((one) => one.id)),
    members: await membersOf(tx, [...branchIds, ...parts.map((one) => one.id)]),
  };
}

/** From all units of the branch on the day, and what they had declared by then. Three queries. */
async function drawnOn(tx: Tx, { unit, tree, on, branches }: PlanProgress): Promise<Drawn> {
  const units = await branchTree(tx, unit, { of: tree, on });
  const declared = await latestFigures(
    tx,
    units.map((one) => one.id),
    on,
    ['members'],
  );
  const branchIds = new Set(branches.map((one) => one.unit.id));
  const parts = units.filter((one) => one.parentId !== null && branchIds.has(one.parentId));
  return {
    parts,
    isDrawn: parts.length <= drawnParts,
    withBranch: new Set(units.flatMap((one) => one.parentId ?? [])),
    members: memberSums(units, new Map(declared.map((figure) => [figure.unitId, figure.value])), on),
  };
}
