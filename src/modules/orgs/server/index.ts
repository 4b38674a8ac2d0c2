/** The only door for routes and other modules. */
export { absorbUnits, type AbsorbUnitsInput } from '#app/modules/orgs/server/absorb-units.ts';
export { addPosition } from '#app/modules/orgs/server/add-position.ts';
export { addRelation } from '#app/modules/orgs/server/add-relation.ts';
export { closeRelations } from '#app/modules/orgs/server/close-relations.job.ts';
export { declareFigure } from '#app/modules/orgs/server/declare-figure.ts';
export { dissolveUnit, type DissolveUnitInput } from '#app/modules/orgs/server/dissolve-unit.ts';
export { editUnitDetails, type UnitDetails } from '#app/modules/orgs/server/edit-unit-details.ts';
export { endPosition } from '#app/modules/orgs/server/end-position.ts';
export { endRelation } from '#app/modules/orgs/server/end-relation.ts';
export { latestFigures, latestFiguresBelow, type Figure } from '#app/modules/orgs/server/figure-queries.ts';
export { foundUnit, type FoundUnitInput } from '#app/modules/orgs/server/found-unit.ts';
export { mergeUnits, type MergeUnitsInput } from '#app/modules/orgs/server/merge-units.ts';
export { offerUnits, openChange } from '#app/modules/orgs/server/open-change.ts';
export {
  reasonLeft,
  registerWorkKeeper,
  unitWork,
  withEnding,
  type HandOver,
  type OpenWork,
  type UnitWork,
  type UnitWorkLine,
  type WorkKeeper,
} from '#app/modules/orgs/server/open-work.ts';
export { carryOutPlanned } from '#app/modules/orgs/server/planned/carry-out-planned.job.ts';
export {
  cancelPlanned,
  decideByForm,
  decideSet,
  movePlanned,
  type Decided,
} from '#app/modules/orgs/server/planned/plan-decision.ts';
export {
  getPlanned,
  listPlanned,
  plannedFor,
  type PlannedDecision,
  type PlannedLine,
} from '#app/modules/orgs/server/planned/planned-queries.ts';
export { changeUnitByForm } from '#app/modules/orgs/server/change-unit-by-form.ts';
export { unitChoices, type UnitChoice } from '#app/modules/orgs/server/unit-choices.ts';
export {
  nameOf,
  orgReference,
  type OrgReference,
  type ReferenceLine,
} from '#app/modules/orgs/server/reference-queries.ts';
export { renameUnit, type RenameUnitInput } from '#app/modules/orgs/server/rename-unit.ts';
export type { Decision } from '#app/modules/orgs/server/reorganise/decision.ts';
export { insertUnit, type NewUnit } from '#app/modules/orgs/server/reorganise/insert-unit.ts';
export type { ReorganisationMode, ReorganisationOutcome } from '#app/modules/orgs/server/reorganise/outcome.ts';
export { savePerson } from '#app/modules/orgs/server/save-person.ts';
export { splitUnit, type SplitPart, type SplitUnitInput } from '#app/modules/orgs/server/split-unit.ts';
export { transferUnit, type TransferUnitInput } from '#app/modules/orgs/server/transfer-unit.ts';
export { registerTreeKeeper, type TreeChange, type TreeKeeper } from '#app/modules/orgs/server/tree-keepers.ts';
export { activeOn, everThere, underPath } from '#app/modules/orgs/server/unit-scope.ts';
export { undoReorganisation, type UndoOutcome } from '#app/modules/orgs/server/undo-reorganisation.ts';
export { unitTreeOn, type TreeUnit } from '#app/modules/orgs/server/unit-tree.ts';
export {
  firstByName,
  unitsAbove,
  unitsBelow,
  unitsById,
  type BelowWish,
  type UnitSummary,
} from '#app/modules/orgs/server/units-below.ts';
export {
  membersOf,
  openUnitTree,
  searchUnits,
  branchLimit,
  type UnitHit,
  type UnitLine,
} from '#app/modules/orgs/server/unit-list-queries.ts';
export {
  getUnitFigures,
  getUnitHead,
  getUnitHistory,
  getUnitPage,
  getUnitPeople,
  possibleChanges,
  type UnitHead,
  type UnitHistory,
  type UnitPage,
} from '#app/modules/orgs/server/unit-queries.ts';
export {
  carryOutDecisions,
  mapDecisions,
  previewDecisions,
  stageDecisions,
  stagedDecision,
  type CarriedOut,
  type StagedDecisions,
} from '#app/modules/orgs/server/decisions/decision-lists.ts';
export { clearImports } from '#app/modules/orgs/server/clear-imports.job.ts';
export {
  importUnitsFromFile,
  type ImportFileInput,
  type ImportFileResult,
} from '#app/modules/orgs/server/import/import-units-from-file.ts';
export { confirmImport, type ConfirmImportInput } from '#app/modules/orgs/server/import/confirm-import.ts';
export { registerImportPeople, type ImportPeople } from '#app/modules/orgs/server/import/import-people.ts';
export { writeConfirmedImport } from '#app/modules/orgs/server/import/write-confirmed-import.job.ts';
export {
  mapImport,
  previewImport,
  stageImport,
  type StagedImport,
} from '#app/modules/orgs/server/import/import-units.ts';
export { isListFault, openListUpload, takeList } from '#app/modules/orgs/server/import/list-upload.ts';
