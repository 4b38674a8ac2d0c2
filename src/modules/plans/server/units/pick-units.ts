import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { unitsBelow, unitsById } from '#app/modules/orgs/server/index.ts';
import type { PickableKind } from '#app/modules/plans/unit-pick-forms.ts';
import { loadPlan, takeVersion, type LoadedPlan } from '#app/modules/plans/server/load-plan.ts';

export interface PickUnitsInput {
  planId: string;
  version: number;
  kind: PickableKind;
  itemId: string;
  /** One unit, or all units of a kind below the issuer. */
  unitId?: string | undefined;
  unitKindId: string;
  change: 'add' | 'remove';
}

interface PickedItem {
  id: string;
  label: string;
  unitIds: string[];
}

/**
 * Names by hand the units that a line of recipients or a row of quotas means, or takes one away again. A row of quotas
 * has an item for each thing it owes, and all of them get the units. What was doubted about the line is settled by it.
 * Throws not_found, forbidden, plan.immutable, conflict or invalid (a unit that a quota cannot be put on).
 */
export async function pickUnits(ctx: Context, input: PickUnitsInput): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'edit');
    const version = await takeVersion(tx, plan, input.version);
    const item = await findItem(tx, plan.id, input);
    const named = await namedUnits(tx, plan, input);
    const unitIds =
      input.change === 'add'
        ? [...new Set([...item.unitIds, ...named])]
        : item.unitIds.filter((id) => !named.includes(id));
    await writeUnits(tx, plan.id, input, unitIds);
    await tx.audit('plan.edit_item', {
      orgUnitId: plan.orgUnitId,
      subject: `plan:${plan.id}`,
      detail: {
        version,
        kind: input.kind,
        item: item.id,
        label: item.label.slice(0, 200),
        before: { unitIds: item.unitIds },
        after: { unitIds },
      },
    });
  });
}

async function findItem(tx: Tx, planId: string, { kind, itemId }: PickUnitsInput): Promise<PickedItem> {
  const { rows } = await sql<PickedItem>`
    select id, ${kind === 'quota' ? sql`row_label` : sql`label`} as label, unit_ids
    from ${kind === 'quota' ? sql`plan_quota` : sql`plan_recipient`}
    where id = ${itemId} and plan_id = ${planId} and review <> 'dropped'`.execute(tx.db);
  if (!rows[0]) throw new AppError('not_found');
  return rows[0];
}

/** The units that were named; a quota is owed by units below the issuer only. */
async function namedUnits(tx: Tx, plan: LoadedPlan, input: PickUnitsInput): Promise<string[]> {
  if (input.unitId === undefined) {
    const below = await unitsBelow(tx, plan.orgPath, { activeOn: tx.today(), kinds: [input.unitKindId] });
    return below.map((unit) => unit.id);
  }
  if (input.change === 'remove') return [input.unitId];
  const unit = (await unitsById(tx, [input.unitId])).get(input.unitId);
  const isBelow = unit?.path.startsWith(plan.orgPath) === true && unit.id !== plan.orgUnitId;
  const isFit = unit !== undefined && unit.endedOn === null && unit.id !== plan.orgUnitId;
  if (!isFit || (input.kind === 'quota' && !isBelow))
    throw new AppError('invalid', {}, { unitId: 'field_invalid_value' });
  return [unit.id];
}

async function writeUnits(tx: Tx, planId: string, { kind, itemId }: PickUnitsInput, unitIds: string[]): Promise<void> {
  // Looked at by a person: what a reader doubted about who is meant has been answered.
  const looked = sql`review = case when review = 'added' then review else 'edited' end,
    doubt = case when doubt = 'recipient' then '' else doubt end`;
  if (kind === 'recipient') {
    await sql`update plan_recipient set unit_ids = ${unitIds}::uuid[], ${looked} where id = ${itemId}`.execute(tx.db);
    return;
  }
  await sql`
    update plan_quota q set unit_ids = ${unitIds}::uuid[]
    from plan_quota chosen
    where chosen.id = ${itemId} and q.plan_id = ${planId} and q.review <> 'dropped' and not q.is_total
      and q.row_label = chosen.row_label and q.group_label = chosen.group_label`.execute(tx.db);
}

/** Adds a unit as a recipient of its own line. Throws like pickUnits. */
export async function addRecipient(
  ctx: Context,
  input: { planId: string; version: number; unitId: string; purpose: 'act' | 'inform' },
): Promise<string> {
  return ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'edit');
    const version = await takeVersion(tx, plan, input.version);
    const unit = (await unitsById(tx, [input.unitId])).get(input.unitId);
    if (!unit || unit.endedOn !== null || unit.id === plan.orgUnitId)
      throw new AppError('invalid', {}, { unitId: 'field_invalid_value' });
    const id = randomUUID();
    // Before the archive line, which stands last on paper.
    await sql`
      insert into plan_recipient (id, plan_id, position, label, purpose, rule_kind, rule_unit_id, review)
      values (${id}, ${plan.id},
        coalesce((select min(position) - 1 from plan_recipient where plan_id = ${plan.id} and purpose = 'archive'),
                 (select max(position) + 10 from plan_recipient where plan_id = ${plan.id}), 10),
        ${unit.name}, ${input.purpose}, 'unit', ${unit.id}, 'added')`.execute(tx.db);
    await tx.audit('plan.add_item', {
      orgUnitId: plan.orgUnitId,
      subject: `plan:${plan.id}`,
      detail: { version, kind: 'recipient', item: id, label: unit.name.slice(0, 200) },
    });
    return id;
  });
}

/** Says whether a line asks its units to act or tells them only. Throws not_found, forbidden, plan.immutable, conflict. */
export async function changePurpose(
  ctx: Context,
  input: { planId: string; version: number; itemId: string; purpose: 'act' | 'inform' },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'edit');
    const version = await takeVersion(tx, plan, input.version);
    const { rows } = await sql<{ label: string; before: string }>`
      update plan_recipient r set purpose = ${input.purpose}, review = case when r.review = 'added' then r.review else 'edited' end
      from plan_recipient old
      where r.id = ${input.itemId} and old.id = r.id and r.plan_id = ${plan.id} and r.review <> 'dropped' and r.purpose <> 'archive'
      returning r.label, old.purpose as before`.execute(tx.db);
    if (!rows[0]) throw new AppError('not_found');
    await tx.audit('plan.edit_item', {
      orgUnitId: plan.orgUnitId,
      subject: `plan:${plan.id}`,
      detail: {
        version,
        kind: 'recipient',
        item: input.itemId,
        label: rows[0].label.slice(0, 200),
        before: { purpose: rows[0].before },
        after: { purpose: input.purpose },
      },
    });
  });
}
