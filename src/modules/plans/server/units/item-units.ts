import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { orgReference, type OrgReference } from '#app/modules/orgs/server/index.ts';
import { unitsOfLine, wantsUnits } from '#app/modules/plans/delivery-recipients.ts';
import { requirePlan } from '#app/modules/plans/plan-policy.ts';
import { addressableUnits } from '#app/modules/plans/server/cascade/deliver-plan.ts';
import { findPlan } from '#app/modules/plans/server/load-plan.ts';
import {
  readItems,
  liveItems,
  type QuotaRow,
  type RecipientRow,
} from '#app/modules/plans/server/plan-items-queries.ts';

export interface NamedUnitLine {
  id: string;
  name: string;
  /** Named by a person, not found by the rule of the line: can be taken away again. */
  isPicked: boolean;
}

/** A line of recipients and who it means today. */
export interface RecipientUnits {
  id: string;
  label: string;
  purpose: string;
  /** Nobody in the tree, though the line is no archive line: a person may say who that is. */
  isUnmatched: boolean;
  units: NamedUnitLine[];
}

/** A row of the quotas, all its items together, and who it means. */
export interface QuotaUnits {
  /** The first of its items; naming units for it names them for the row. */
  id: string;
  label: string;
  group: string;
  /** What the whole row owes and what each of its units at least: "20 tin", "2 tin". */
  owed: { item: string; count: number | null; perUnitMin: number | null }[];
  units: NamedUnitLine[];
}

export interface ItemUnits {
  recipients: RecipientUnits[];
  quotas: QuotaUnits[];
  /** Units that the lines mean together, each once. */
  counts: { act: number; inform: number };
  /** Kinds of which all units can be named at once. */
  kinds: OrgReference['kinds'];
}

/** Who the recipients and the rows of quotas of a plan mean among the units of today. Throws not_found. */
export async function getItemUnits(ctx: Context, planId: string): Promise<ItemUnits> {
  return ctx.read(async (tx) => {
    const facts = await findPlan(tx, planId);
    // Of those who make the plan: a unit that it was sent to need not know who else got it.
    const plan = facts && { ...facts, isDelivered: false };
    requirePlan(tx.actor, 'read', plan);
    const { recipient, quota } = liveItems(await readItems(tx, planId));
    const units = await addressableUnits(tx, plan, recipient);
    const recipients = recipient.map((line) => recipientUnits(line, units, plan.orgUnitId));
    const names = await namesOf(tx, quota);
    const below = new Set(units.flatMap((unit) => (unit.id === plan.orgUnitId ? [] : [unit.kindId])));
    const kinds = (await orgReference(tx)).kinds.filter((kind) => below.has(kind.id));
    return { recipients, quotas: quotaUnits(quota, names), counts: countOnce(recipients), kinds };
  });
}

function recipientUnits(
  line: RecipientRow,
  units: Awaited<ReturnType<typeof addressableUnits>>,
  issuerId: string,
): RecipientUnits {
  const picked = new Set(line.unitIds);
  const meant = wantsUnits(line) ? unitsOfLine(line, units, issuerId) : [];
  return {
    id: line.id,
    label: line.label,
    purpose: line.purpose,
    isUnmatched: line.purpose !== 'archive' && meant.length === 0,
    units: meant.map(({ id, name }) => ({ id, name, isPicked: picked.has(id) })),
  };
}

function quotaUnits(rows: readonly QuotaRow[], names: ReadonlyMap<string, string>): QuotaUnits[] {
  const byLabel = new Map<string, QuotaUnits>();
  for (const row of rows.filter((one) => !one.isTotal)) {
    const key = `${row.groupLabel}|${row.rowLabel}`;
    const line = byLabel.get(key) ?? {
      id: row.id,
      label: row.rowLabel,
      group: row.groupLabel,
      owed: [],
      units: row.unitIds.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id) ?? '', isPicked: true }] : [])),
    };
    line.owed.push({ item: row.item, count: row.count, perUnitMin: row.perUnitMin });
    byLabel.set(key, line);
  }
  return [...byLabel.values()];
}

/** Names of the units of the rows, for those of them that the reader may see. */
export async function namesOf(tx: Tx, rows: readonly Pick<QuotaRow, 'unitIds'>[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.unitIds))];
  const { rows: named } = await sql<{ id: string; name: string }>`
    select id, name from org_unit where id = any(${ids}::uuid[]) order by name_sort`.execute(tx.db);
  return new Map(named.map((unit) => [unit.id, unit.name]));
}

function countOnce(recipients: readonly RecipientUnits[]): { act: number; inform: number } {
  const idsOf = (purpose: string): string[] =>
    recipients.filter((line) => line.purpose === purpose).flatMap((line) => line.units.map((unit) => unit.id));
  const act = new Set(idsOf('act'));
  const inform = new Set(idsOf('inform').filter((id) => !act.has(id)));
  return { act: act.size, inform: inform.size };
}
