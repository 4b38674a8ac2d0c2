import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { restateValue, type Comparison, type TargetTerms } from '#app/modules/plans/delivery-lowering.ts';
import type { AdoptedSource, QuotaToAdopt, TargetToAdopt } from '#app/modules/plans/server/cascade/get-adoption.ts';
import { formatLongDate } from '#app/vanban/write/format-official.ts';

export interface AdoptedTarget {
  id: string;
  above: TargetToAdopt;
  value: number | null;
  comparison: Comparison;
  reason: string;
}

export interface AdoptedTask {
  id: string;
  ownerText: string;
  ownerPersonId: string | null;
  dueOn: LocalDate | null;
}

export interface ItemsToCopy {
  source: AdoptedSource;
  targets: readonly AdoptedTarget[];
  tasks: readonly AdoptedTask[];
  quotas: readonly QuotaToAdopt[];
}

/** What the unit above is asked to accept, as it is kept beside the target. */
export function termsOf(above: TargetTerms, value: number | null): TargetTerms {
  return { comparator: above.comparator, value, minPerUnit: above.minPerUnit, dueOn: above.dueOn };
}

/** Copies what is taken over into a new plan; one statement for each kind of item. */
export async function copyItems(tx: Tx, planId: string, items: ItemsToCopy): Promise<void> {
  await copyTargets(tx, planId, items.targets);
  await copyTasks(tx, planId, items.tasks);
  await copyQuotas(tx, planId, items);
  await copyOutline(tx, planId, items.source.planId);
  await writeBasis(tx, planId, items.source);
  await writeRecipients(tx, planId, items.source);
}

async function copyTargets(tx: Tx, planId: string, targets: readonly AdoptedTarget[]): Promise<void> {
  const rows = targets.map(({ id, above, value, comparison, reason }) => ({
    id,
    value,
    reason,
    statement: restateValue(above.statement, above.value, value),
    review: comparison === 'kept' ? 'confirmed' : 'edited',
    state: comparison === 'lowered' ? 'asked' : null,
    terms: comparison === 'lowered' ? termsOf(above, value) : null,
  }));
  await sql`
    insert into plan_target (plan_id, position, quote, review, root_id, inherited_from, statement, shape, measure_id,
      population_id, population_text, sector_ids, kind_ids, comparator, value, unit, min_per_unit, cadence,
      deadline_text, due_on, binds, lowering_reason, lowering_state, lowering_terms)
    select ${planId}, t.position, t.quote, r.review, t.root_id, t.id, r.statement, t.shape, t.measure_id,
      t.population_id, t.population_text, t.sector_ids, t.kind_ids, t.comparator, r.value, t.unit, t.min_per_unit, t.cadence,
      t.deadline_text, t.due_on, t.binds, r.reason, r.state, r.terms
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, value numeric, reason text, statement text, review text, state text, terms jsonb)
    join plan_target t on t.id = r.id`.execute(tx.db);
}

async function copyTasks(tx: Tx, planId: string, tasks: readonly AdoptedTask[]): Promise<void> {
  await sql`
    insert into plan_task (plan_id, position, quote, review, root_id, inherited_from, statement, section_ref, kind,
      owner_text, owner_person_id, deadline_text, due_on, recurrence)
    select ${planId}, t.position, t.quote, 'confirmed', t.root_id, t.id, t.statement, t.section_ref, t.kind,
      r."ownerText", r."ownerPersonId", t.deadline_text, r."dueOn", t.recurrence
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
      as r (id uuid, "ownerText" text, "ownerPersonId" uuid, "dueOn" date)
    join plan_task t on t.id = r.id`.execute(tx.db);
}

async function copyQuotas(tx: Tx, planId: string, { source, quotas }: ItemsToCopy): Promise<void> {
  await sql`
    insert into plan_quota (plan_id, position, quote, review, root_id, row_label, group_label, item, count, per_unit_min,
      period_text, topics, unit_ids)
    select ${planId}, q.position, q.quote, 'confirmed', q.root_id,
      case when r."unitIds" = array[${source.unitId}::uuid] then ${source.unitName} else q.row_label end,
      q.group_label, q.item, r.count, q.per_unit_min, q.period_text, q.topics, r."unitIds"
    from jsonb_to_recordset(${JSON.stringify(quotas)}::jsonb) as r (id uuid, count integer, "unitIds" uuid[])
    join plan_quota q on q.id = r.id`.execute(tx.db);
}

/** Outline and reporting duties as they stand above: the unit adapts them in its own words. */
async function copyOutline(tx: Tx, planId: string, sourceId: string): Promise<void> {
  await sql`
    insert into plan_section (plan_id, position, numbering, heading, level, body, review)
    select ${planId}, position, numbering, heading, level, body, 'confirmed' from plan_section
    where plan_id = ${sourceId} and review <> 'dropped'`.execute(tx.db);
  await sql`
    insert into plan_duty (plan_id, position, quote, statement, from_text, to_text, period, deadline_text, due_on, review)
    select ${planId}, position, quote, statement, from_text, to_text, period, deadline_text, due_on, 'confirmed' from plan_duty
    where plan_id = ${sourceId} and review <> 'dropped'`.execute(tx.db);
}

/** The plan above is the first basis of the own one. Words of a document: Vietnamese, whoever presses the button. */
async function writeBasis(tx: Tx, planId: string, source: AdoptedSource): Promise<void> {
  const kind = source.docType.charAt(0) + source.docType.slice(1).toLowerCase();
  await tx.db
    .insertInto('planBasis')
    .values({
      planId,
      position: 10,
      spanStart: null,
      spanEnd: null,
      review: 'confirmed',
      text: `${kind} số ${source.number} ${formatLongDate(source.issuedOn)} của ${source.issuer} về ${source.title}`,
      docType: kind,
      number: source.number,
      datedOn: source.issuedOn,
      issuer: source.issuer,
      citedPlanId: source.planId,
    })
    .execute();
}

async function writeRecipients(tx: Tx, planId: string, source: AdoptedSource): Promise<void> {
  const below = await tx.db
    .selectFrom('orgUnit')
    .select('id')
    .where('parentId', '=', source.unitId)
    .where('endedOn', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const lines = [
    { label: source.issuer, purpose: 'inform', ruleKind: 'unit', ruleUnitId: source.issuerId },
    ...(below ? [{ label: 'Các đơn vị trực thuộc', purpose: 'act', ruleKind: 'children', ruleUnitId: null }] : []),
    { label: 'Lưu: VT', purpose: 'archive', ruleKind: 'none', ruleUnitId: null },
  ];
  await tx.db
    .insertInto('planRecipient')
    .values(
      lines.map((line, at) => ({
        ...line,
        planId,
        position: (at + 1) * 10,
        spanStart: null,
        spanEnd: null,
        review: 'confirmed',
      })),
    )
    .execute();
}
