import type { Tx } from '#app/platform/context.ts';
import { latestFigures } from '#app/modules/orgs/server/index.ts';
import { memberSums } from '#app/modules/progress/member-sums.ts';
import { noTally } from '#app/modules/progress/tally.ts';
import { judgeOf, type Figure } from '#app/modules/progress/target-figure.ts';
import { tallyRuleOf } from '#app/modules/progress/target-rule.ts';
import { branchTallies } from '#app/modules/progress/server/branch-tallies.ts';
import { branchTree, type BranchUnit } from '#app/modules/progress/server/branch-units.ts';
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

/**
 * The branches of a board and the units right below them, with their members and how they stand with one target. Seven
 * queries at most.
 */
export async function branchMap(tx: Tx, board: PlanProgress, target: TargetProgress): Promise<MapUnit[]> {
  const { plan, on } = board;
  const units = await branchTree(tx, board.unit, { of: board.tree, on });
  const declared = await latestFigures(
    tx,
    units.map((unit) => unit.id),
    on,
    ['members'],
  );
  const members = memberSums(units, new Map(declared.map((figure) => [figure.unitId, figure.value])), on);
  const below = Map.groupBy(units, (unit) => unit.parentId ?? '');

  const partsOf = (unitId: string): BranchUnit[] => below.get(unitId) ?? [];
  const branches = board.branches.map(({ unit }) => unit);
  const parts = branches.flatMap((unit) => partsOf(unit.id));
  const isDrawn = parts.length <= drawnParts;
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
  const placeOf = (unit: BranchUnit, parts: MapUnit[]): MapUnit => ({
    unit,
    hasBranch: below.has(unit.id),
    members: members.get(unit.id) ?? 0,
    figure: judge(sums[0]!.get(unit.id) ?? { ...noTally }, unit.id === plan.unitId),
    parts,
  });
  return board.branches.map(({ unit }) =>
    placeOf(unit, isDrawn ? partsOf(unit.id).map((part) => placeOf(part, [])) : []),
  );
}
