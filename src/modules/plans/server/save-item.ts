import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { findSentence } from '#app/modules/plans/find-sentence.ts';
import type { SentItem } from '#app/modules/plans/plan-item-forms.ts';
import { itemLabels, itemTables } from '#app/modules/plans/server/item-tables.ts';
import { targetColumns } from '#app/modules/plans/server/target-columns.ts';
import { loadPlan, takeVersion, type LoadedPlan } from '#app/modules/plans/server/load-plan.ts';

export interface SaveItemInput {
  planId: string;
  version: number;
  item: SentItem;
}

type Row = Record<string, unknown>;

/**
 * Writes an item of an open plan: corrects one, or adds one (without `itemId`). The sentence that is given with it is
 * looked for in the document, so that it can be lit up. Returns the item's id.
 * Throws not_found, forbidden, plan.immutable or conflict.
 */
export async function saveItem(ctx: Context, input: SaveItemInput): Promise<string> {
  return ctx.transaction(async (tx) => {
    const plan = await loadPlan(tx, input.planId, 'edit');
    const version = await takeVersion(tx, plan, input.version);
    const place = await placeOf(tx, plan.id, input.item.quote);
    const fields = await columnsOf(tx, plan.orgUnitId, input.item);
    const id = input.item.itemId ?? randomUUID();
    const before = input.item.itemId === null ? null : await findRow(tx, plan.id, input.item.kind, id);
    if (before) await changeRow(tx, input.item, id, { ...fields, ...(place ?? {}) });
    else await addRow(tx, plan.id, input.item, id, { ...fields, ...(place ?? { quote: input.item.quote }) });
    await tellAudit(tx, plan, version, input.item, id, before, fields);
    return id;
  });
}

/** Any table of items: its kinds differ only in the columns that the form was checked for. */
function anyTable(tx: Tx): Transaction<Record<string, Row>> {
  return tx.db as unknown as Transaction<Record<string, Row>>;
}

async function findRow(tx: Tx, planId: string, kind: SentItem['kind'], id: string): Promise<Row> {
  const row = await anyTable(tx)
    .selectFrom(itemTables[kind])
    .selectAll()
    .where('id', '=', id)
    .where('planId', '=', planId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

async function changeRow(tx: Tx, item: SentItem, id: string, columns: Row): Promise<void> {
  await anyTable(tx)
    .updateTable(itemTables[item.kind])
    .set({ ...columns, review: 'edited', doubt: '' })
    .where('id', '=', id)
    .execute();
}

async function addRow(tx: Tx, planId: string, item: SentItem, id: string, columns: Row): Promise<void> {
  const table = itemTables[item.kind];
  const last = await anyTable(tx)
    .selectFrom(table)
    .select(sql<number>`coalesce(max(position), 0)`.as('position'))
    .where('planId', '=', planId)
    .executeTakeFirstOrThrow();
  const isRooted = item.kind === 'target' || item.kind === 'task' || item.kind === 'quota';
  await anyTable(tx)
    .insertInto(table)
    .values({
      ...columns,
      id,
      planId,
      position: Number(last.position) + 10,
      review: 'added',
      ...(isRooted ? { rootId: id } : {}),
    })
    .execute();
}

/** The place of a sentence in the document; null where no sentence was given or it does not stand there. */
async function placeOf(
  tx: Tx,
  planId: string,
  quote: string,
): Promise<{ quote: string; spanStart: number; spanEnd: number } | null> {
  if (quote === '') return null;
  const plan = await tx.db.selectFrom('plan').select('sourceText').where('id', '=', planId).executeTakeFirstOrThrow();
  const found = findSentence(plan.sourceText, quote);
  return found && { quote, spanStart: found.start, spanEnd: found.end };
}

/** The columns that a form fills. */
async function columnsOf(tx: Tx, unitId: string, item: SentItem): Promise<Row> {
  if (item.kind === 'target') return targetColumns(tx, unitId, item);
  const { kind: _kind, itemId: _id, quote: _quote, ...rest } = item;
  return item.kind === 'task' ? { ...rest, recurrence: item.recurrence ?? '' } : rest;
}

async function tellAudit(
  tx: Tx,
  plan: LoadedPlan,
  version: number,
  item: SentItem,
  id: string,
  before: Row | null,
  fields: Row,
): Promise<void> {
  const changed = Object.keys(fields).filter(
    (name) => before !== null && JSON.stringify(before[name] ?? null) !== JSON.stringify(fields[name] ?? null),
  );
  await tx.audit(before ? 'plan.edit_item' : 'plan.add_item', {
    orgUnitId: plan.orgUnitId,
    subject: `plan:${plan.id}`,
    detail: {
      version,
      kind: item.kind,
      item: id,
      label: String(fields[itemLabels[item.kind]] ?? '').slice(0, 200),
      ...(before
        ? {
            before: Object.fromEntries(changed.map((name) => [name, before[name]])),
            after: Object.fromEntries(changed.map((name) => [name, fields[name]])),
          }
        : {}),
    },
  });
}
