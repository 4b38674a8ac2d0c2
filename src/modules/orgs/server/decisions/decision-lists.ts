import { randomUUID } from 'node:crypto';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { listSteps, type DecisionStep } from '#app/modules/orgs/decisions/list-steps.ts';
import { planDecisions, type DecisionPlan } from '#app/modules/orgs/decisions/plan-decisions.ts';
import {
  decisionMappingFrom,
  guessDecisionColumns,
  type DecisionMapping,
} from '#app/modules/orgs/decisions/read-decisions.ts';
import type { Sheet } from '#app/modules/orgs/import/import-plan.ts';
import type { WorkChoices } from '#app/modules/orgs/open-work-choices.ts';
import { requireUnit } from '#app/modules/orgs/unit-policy.ts';
import { applyDecisions } from '#app/modules/orgs/server/decisions/apply-decisions.ts';
import { loadDecisionFacts } from '#app/modules/orgs/server/decisions/decision-facts.ts';
import { readSheet } from '#app/modules/orgs/server/import/read-sheet.ts';
import { isUuid, loadUnit, type LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';
import { countOpenWork, type OpenWork } from '#app/modules/orgs/server/open-work.ts';
import { lockTree, type Decision } from '#app/modules/orgs/server/reorganise/decision.ts';
import { runReorganisation, type ReorganisationMode } from '#app/modules/orgs/server/reorganise/outcome.ts';

export interface StageDecisionsInput extends Decision {
  /** Outside of which no unit is touched. */
  rootId: string;
  fileName: string;
  bytes: Uint8Array;
}

const keptHours = 24;

/** Reads an uploaded set of decisions and keeps its rows for a day; nothing is carried out. Returns the list's id. */
export async function stageDecisions(ctx: Context, input: StageDecisionsInput): Promise<string> {
  const sheet = await readSheet({ ...input, turnOf: input.rootId });
  const { rootId, fileName, bytes: _bytes, ...decision } = input;
  return ctx.transaction(async (tx) => {
    const root = await loadUnit(tx, rootId);
    requireUnit(tx.actor, 'found-below', root);
    const id = randomUUID();
    await tx.db
      .insertInto('unitImport')
      .values({
        id,
        purpose: 'decisions',
        decision: JSON.stringify(decision),
        orgUnitId: root.id,
        userId: tx.actor.userId,
        fileName: fileName.slice(-120),
        sheet: JSON.stringify(sheet),
        mapping: JSON.stringify(guessDecisionColumns(sheet.header)),
        asOfOn: decision.effectiveOn,
        counts: null,
        reorganisationId: null,
        createdAt: tx.now(),
        expiresAt: new Date(tx.now().getTime() + keptHours * 3_600_000),
        writtenAt: null,
      })
      .execute();
    await tx.audit('orgs.stage-decisions', {
      orgUnitId: root.id,
      subject: `unit-import:${id}`,
      detail: { file: fileName.slice(-120), rows: sheet.rows.length, decision: decision.decisionNumber },
    });
    return id;
  });
}

export interface StagedDecisions {
  id: string;
  root: LoadedUnit;
  fileName: string;
  sheet: Sheet;
  mapping: DecisionMapping;
  decision: Decision;
  counts: DecisionPlan['counts'] | null;
  /** Set once carried out; what it is undone by. */
  reorganisationId: string | null;
  /** It waits for its day, and is changed or cancelled there. */
  isPlanned: boolean;
}

export async function loadStagedDecisions(tx: Tx, listId: string): Promise<StagedDecisions> {
  const row = isUuid(listId)
    ? await tx.db
        .selectFrom('unitImport')
        .select(['id', 'orgUnitId', 'fileName', 'sheet', 'mapping', 'decision', 'counts', 'expiresAt', 'writtenAt'])
        .select('reorganisationId')
        .select((eb) =>
          eb
            .exists(
              eb
                .selectFrom('plannedDecision')
                .select('plannedDecision.id')
                .whereRef('plannedDecision.listId', '=', 'unitImport.id')
                .where('plannedDecision.state', '=', 'planned'),
            )
            .as('isPlanned'),
        )
        .where('id', '=', listId)
        .where('purpose', '=', 'decisions')
        .executeTakeFirst()
    : undefined;
  if (!row) throw new AppError('not_found');
  const root = await loadUnit(tx, row.orgUnitId);
  requireUnit(tx.actor, 'found-below', root);
  if (row.writtenAt === null && row.expiresAt < tx.now()) throw new AppError('orgs.import_expired');
  return {
    id: row.id,
    root,
    fileName: row.fileName,
    sheet: row.sheet as Sheet,
    mapping: row.mapping as DecisionMapping,
    decision: row.decision as Decision,
    counts: row.counts as DecisionPlan['counts'] | null,
    reorganisationId: row.reorganisationId,
    isPlanned: Boolean(row.isPlanned),
  };
}

/** What was said of the decision when the list was sent, for sending a mended one. Throws as `previewDecisions`. */
export async function stagedDecision(ctx: Context, listId: string): Promise<Decision> {
  return ctx.read(async (tx) => (await loadStagedDecisions(tx, listId)).decision);
}

export async function planStaged(tx: Tx, staged: StagedDecisions) {
  const facts = await loadDecisionFacts(tx, staged.root, { ...staged, effectiveOn: staged.decision.effectiveOn });
  return { facts, plan: planDecisions(facts) };
}

export type OpenWorkOfList = OpenWork & { hasSuccessor: boolean };

/** The set as it stands and what it would do now, row by row, with every faulty row. Throws not_found, forbidden, orgs.import_expired. */
export async function previewDecisions(
  ctx: Context,
  listId: string,
): Promise<{ staged: StagedDecisions; plan: DecisionPlan | null; steps: DecisionStep[]; openWork: OpenWorkOfList[] }> {
  return ctx.read(async (tx) => {
    const staged = await loadStagedDecisions(tx, listId);
    if (staged.reorganisationId !== null) return { staged, plan: null, steps: [], openWork: [] };
    const { facts, plan } = await planStaged(tx, staged);
    const ends = new Map(plan.ends.map((end) => [end.unitId, end.to !== null]));
    const openWork = await countOpenWork(tx, ends, staged.decision.effectiveOn, staged.decision.work);
    return {
      staged,
      plan,
      steps: listSteps(facts, plan),
      openWork: openWork.map((work) => ({ ...work, hasSuccessor: ends.get(work.unitId) ?? false })),
    };
  });
}

/** Changes what the columns mean (a field by the column's place from 0). Throws as `previewDecisions`. */
export async function mapDecisions(
  ctx: Context,
  listId: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const staged = await loadStagedDecisions(tx, listId);
    if (staged.reorganisationId !== null) throw new AppError('orgs.import_expired');
    if (staged.isPlanned) throw new AppError('orgs.planned_already');
    await tx.db
      .updateTable('unitImport')
      .set({ mapping: JSON.stringify(decisionMappingFrom(columns)) })
      .where('id', '=', staged.id)
      .execute();
    await tx.audit('orgs.map-import', { orgUnitId: staged.root.id, subject: `unit-import:${staged.id}` });
  });
}

export interface CarriedOut {
  reorganisationId: string;
  counts: DecisionPlan['counts'];
}

/**
 * Carries the set out, all of it or nothing; `preview` takes it back. Planned again from what is there now. Throws as
 * `previewDecisions`, orgs.faulty_rows, orgs.nothing_changes, orgs.future_effective, and as `applyDecisions`.
 */
export async function carryOutDecisions(
  ctx: Context,
  listId: string,
  mode: ReorganisationMode = 'do',
  work: WorkChoices = {},
): Promise<CarriedOut> {
  return runReorganisation(ctx, mode, async (tx) => {
    await lockTree(tx);
    const staged = await loadStagedDecisions(tx, listId);
    if (staged.reorganisationId !== null) throw new AppError('orgs.import_expired');
    const { facts, plan } = await planStaged(tx, staged);
    if (plan.faults.length > 0) throw new AppError('orgs.faulty_rows', { count: plan.faults.length });
    if (plan.moves.length + plan.ends.length + plan.founded.length + plan.renames.length === 0)
      throw new AppError('orgs.nothing_changes');
    const decision = { ...staged.decision, work: { ...staged.decision.work, ...work } };
    const { reorganisationId } = await applyDecisions(tx, staged.root.id, plan, facts, decision, mode);
    await tx.db
      .updateTable('unitImport')
      .set({ counts: JSON.stringify(plan.counts), writtenAt: tx.now(), reorganisationId })
      .set({ sheet: JSON.stringify({ header: staged.sheet.header, rows: [] }) })
      .where('id', '=', staged.id)
      .execute();
    await tx.audit('orgs.carry-out-decisions', {
      orgUnitId: staged.root.id,
      subject: `reorganisation:${reorganisationId}`,
      detail: { file: staged.fileName, decision: staged.decision.decisionNumber, counts: plan.counts },
    });
    return { reorganisationId, counts: plan.counts };
  });
}
