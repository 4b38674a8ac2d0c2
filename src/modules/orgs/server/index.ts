/** The only door for routes and other modules. */
export { latestFigures, latestFiguresBelow, type Figure } from '#app/modules/orgs/server/figure-queries.ts';
export { nameOf, orgReference, type OrgReference } from '#app/modules/orgs/server/reference-queries.ts';
export { activeOn, underPath } from '#app/modules/orgs/server/unit-scope.ts';
export { unitTreeOn, type TreeUnit } from '#app/modules/orgs/server/unit-tree.ts';
export {
  unitsAbove,
  unitsBelow,
  unitsById,
  type BelowWish,
  type UnitSummary,
} from '#app/modules/orgs/server/units-below.ts';
