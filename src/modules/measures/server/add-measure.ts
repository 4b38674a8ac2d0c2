import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { unitsById } from '#app/modules/orgs/server/index.ts';
import { ruleOfWay, type SentMeasure } from '#app/modules/measures/measure-forms.ts';
import { requireMeasure } from '#app/modules/measures/measure-policy.ts';
import { ratioOf, type MeasureRule, type RollUp } from '#app/modules/measures/measure-rule.ts';
import { countPast } from '#app/modules/measures/server/count-past.job.ts';
import { requireShared, requireSides } from '#app/modules/measures/server/list-measures.ts';

/**
 * Adds a measure of a unit's own: it counts for the unit and all below it from its first day on, what was recorded
 * before it was made too (a job). A declared ratio is made with the two measures it is of. Throws not_found, forbidden,
 * invalid.
 */
export async function addMeasure(ctx: Context, unitId: string, sent: SentMeasure): Promise<{ measureId: string }> {
  return ctx.transaction(async (tx) => {
    requireMeasure(tx.actor, 'change', (await unitsById(tx, [unitId])).get(unitId));
    await requireKnown(tx, sent);
    await requireParts(tx, unitId, sent);
    const own = { unitId, groupId: sent.groupId, validFrom: sent.validFrom };
    const named = (name: string) => ({ nameVi: name, nameEn: name });
    let measureId: string;
    if (sent.way === 'declared_ratio') {
      measureId = ownId();
      const [numeratorId, denominatorId] = [`${measureId}-met`, `${measureId}-all`];
      const ratio = { id: measureId, ...named(sent.name), unit: '%', ...ratioOf(numeratorId, denominatorId) };
      await insertMeasure(tx, own, ratio);
      const side = { rule: { source: 'declared' }, rollUp: 'latest', partOf: measureId, unit: sent.unit } as const;
      await insertMeasure(tx, own, { id: numeratorId, ...named(sent.numeratorName), ...side });
      await insertMeasure(tx, own, { id: denominatorId, ...named(sent.denominatorName), ...side });
    } else {
      measureId = await insertMeasure(tx, own, { ...named(sent.name), unit: sent.unit, ...ruleOfWay(sent) });
    }
    await tx.audit('measures.add', {
      orgUnitId: unitId,
      subject: `measure:${measureId}`,
      detail: { name: sent.name, way: sent.way, validFrom: sent.validFrom },
    });
    await tx.enqueue(countPast, {});
    return { measureId };
  });
}

const ownId = (): string => `own-${randomUUID()}`;

interface NewMeasure {
  /** A new one where it is left out. */
  id?: string;
  nameVi: string;
  nameEn: string;
  unit: string;
  rule: MeasureRule;
  rollUp: RollUp;
  partOf?: string;
}

/** A measure of the unit's own, after everybody's. Returns its id. */
export async function insertMeasure(
  tx: Tx,
  { unitId, groupId, validFrom }: { unitId: string; groupId: string; validFrom: LocalDate },
  one: NewMeasure,
): Promise<string> {
  const id = one.id ?? ownId();
  await tx.db
    .insertInto('measure')
    .values({
      id,
      nameVi: one.nameVi,
      nameEn: one.nameEn,
      unitVi: one.unit,
      unitEn: one.unit,
      rollUp: one.rollUp,
      // After everybody's, in the order of their making.
      position: 1000,
      groupId,
      orgUnitId: unitId,
      rule: JSON.stringify(one.rule),
      partOf: one.partOf ?? null,
      validFrom,
      retiredOn: null,
      countedAt: one.rule.source === 'activities' ? null : tx.now(),
    })
    .execute();
  return id;
}

/** Refuses groups, forms, topics and people that are in no table: what a form sends is text from outside. */
async function requireKnown(tx: Tx, sent: SentMeasure): Promise<void> {
  const { rows } = await sql<{ field: string }>`
    select 'groupId' as field where not exists (select 1 from measure_group where id = ${sent.groupId})
    union all select 'formIds' from unnest(${sent.formIds}::text[]) id where id not in (select id from activity_form)
    union all select 'topicIds' from unnest(${sent.topicIds}::text[]) id where id not in (select id from topic)
    union all select 'populationIds' from unnest(${sent.populationIds}::text[]) id where id not in (select id from population)`.execute(
    tx.db,
  );
  if (rows.length > 0)
    throw new AppError('invalid', {}, Object.fromEntries(rows.map(({ field }) => [field, 'field_invalid'])));
}

/** Refuses what a ratio or a share of units cannot be made of. */
async function requireParts(tx: Tx, unitId: string, sent: SentMeasure): Promise<void> {
  if (sent.way === 'ratio') await requireSides(tx, unitId, sent, (side) => side);
  if (sent.way === 'unit_share') await requireShared(tx, unitId, sent.sharedId, 'sharedId');
}
