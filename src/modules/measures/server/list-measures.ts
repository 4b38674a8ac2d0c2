import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { MeasureRule, RollUp } from '#app/modules/measures/measure-rule.ts';

export interface MeasureLine {
  id: string;
  groupId: string;
  nameVi: string;
  nameEn: string;
  unitVi: string;
  unitEn: string;
  rollUp: RollUp;
  rule: MeasureRule;
  partOf: string | null;
  /** Null: everybody's. */
  orgUnitId: string | null;
  ownerName: string | null;
  ownerPath: string | null;
  validFrom: LocalDate | null;
  retiredOn: LocalDate | null;
  /** What was recorded before the measure was made is counted too. */
  isCounted: boolean;
}

export interface MeasureGroup {
  id: string;
  nameVi: string;
  nameEn: string;
  measures: MeasureLine[];
}

const columns = sql`
  m.id, coalesce(m.group_id, 'general') as group_id, m.name_vi, m.name_en, m.unit_vi, m.unit_en, m.roll_up, m.rule,
  m.part_of, m.org_unit_id, o.name as owner_name, o.path as owner_path, m.valid_from, m.retired_on,
  m.counted_at is not null as is_counted`;

/**
 * The measures that a unit counts by: everybody's, and those of the unit and the units above it, the retired ones too.
 * What only other tables are made of (a declared numerator of a target) is left out. One query.
 */
export async function unitMeasures(tx: Tx, unitId: string): Promise<MeasureLine[]> {
  const { rows } = await sql<MeasureLine>`
    select ${columns} from measure m left join org_unit o on o.id = m.org_unit_id
    where m.group_id is not null and (m.org_unit_id is null or exists (
      select 1 from org_unit u where u.id = ${unitId} and starts_with(u.path, o.path)))
    order by m.position, m.name_vi, m.id`.execute(tx.db);
  return rows;
}

/** The same by group, in the order of the groups; a group without measures is left out. Two queries. */
export async function measureCatalogue(tx: Tx, unitId: string): Promise<MeasureGroup[]> {
  const measures = await unitMeasures(tx, unitId);
  return (await measureGroups(tx))
    .map((group) => ({ ...group, measures: measures.filter((measure) => measure.groupId === group.id) }))
    .filter((group) => group.measures.length > 0);
}

export async function measureGroups(tx: Tx): Promise<Omit<MeasureGroup, 'measures'>[]> {
  return tx.db.selectFrom('measureGroup').select(['id', 'nameVi', 'nameEn']).orderBy('position').execute();
}

/** One measure that the actor may see. Throws not_found. */
export async function findMeasure(tx: Tx, measureId: string): Promise<MeasureLine> {
  const { rows } = await sql<MeasureLine>`
    select ${columns} from measure m left join org_unit o on o.id = m.org_unit_id where m.id = ${measureId}`.execute(
    tx.db,
  );
  const [measure] = rows;
  if (!measure || (measure.orgUnitId !== null && measure.ownerPath === null)) throw new AppError('not_found');
  return measure;
}

/** Sources whose facts a target can add up. */
const countedSources = ['base', 'activities', 'declared', 'check_in'];

/** What a target can be computed from: counted measures, and those made of counted ones that add up in one way. */
function isNameable(measure: MeasureLine, all: readonly MeasureLine[]): boolean {
  const { rule } = measure;
  if (measure.retiredOn !== null) return false;
  const counted = (id: string) => all.find((one) => one.id === id && countedSources.includes(one.rule.source));
  if (rule.source === 'unit_share') return counted(rule.measureId) !== undefined;
  if (rule.source !== 'ratio') return countedSources.includes(rule.source);
  const [part, whole] = [counted(rule.numeratorId), counted(rule.denominatorId)];
  return part !== undefined && whole !== undefined && (part.rollUp === 'latest') === (whole.rollUp === 'latest');
}

/** A measure that a target may name. */
export interface NameableMeasure extends Pick<MeasureLine, 'id' | 'nameVi' | 'nameEn' | 'rule'> {
  groupVi: string;
  groupEn: string;
  /** What was done in a period, or what is there on a day; null: made of other measures, so that nothing is added up. */
  adds: 'done' | 'there' | null;
}

/** Measures that a target of a unit's plan may name, with their groups, in their order. Two queries. */
export async function nameableMeasures(tx: Tx, unitId: string): Promise<NameableMeasure[]> {
  const catalogue = await measureCatalogue(tx, unitId);
  const all = catalogue.flatMap((group) => group.measures);
  return catalogue.flatMap((group) =>
    group.measures
      .filter((measure) => isNameable(measure, all))
      .map(({ id, nameVi, nameEn, rule, rollUp }) => ({
        ...{ id, nameVi, nameEn, rule, groupVi: group.nameVi, groupEn: group.nameEn },
        adds: countedSources.includes(rule.source) ? (rollUp === 'latest' ? 'there' : 'done') : null,
      })),
  );
}

/** A measure that a target of the unit's plan may name. Throws invalid, at the field, for any other. */
export async function requireNameable(
  tx: Tx,
  unitId: string,
  measureId: string,
  field: string,
): Promise<NameableMeasure> {
  const named = (await nameableMeasures(tx, unitId)).find((measure) => measure.id === measureId);
  if (named) return named;
  throw new AppError('invalid', {}, { [field]: 'field_invalid' });
}

type Side = 'numeratorId' | 'denominatorId';

/**
 * Both sides of a ratio. Throws invalid, at the side's field, where a side adds up nothing, both are one, or one is what
 * is there and the other what was done.
 */
export async function requireSides(
  tx: Tx,
  unitId: string,
  sides: Readonly<Record<Side, string>>,
  fieldOf: (side: Side) => string,
): Promise<[numerator: NameableMeasure, denominator: NameableMeasure]> {
  const nameable = await nameableMeasures(tx, unitId);
  const sideOf = (side: Side) => {
    const measure = nameable.find((one) => one.id === sides[side] && one.adds !== null);
    if (!measure) throw new AppError('invalid', {}, { [fieldOf(side)]: 'field_invalid' });
    return measure;
  };
  const [numerator, denominator] = [sideOf('numeratorId'), sideOf('denominatorId')];
  if (numerator.id === denominator.id)
    throw new AppError('invalid', {}, { [fieldOf('denominatorId')]: 'field_ratio_of_one' });
  if (numerator.adds !== denominator.adds)
    throw new AppError('invalid', {}, { [fieldOf('denominatorId')]: 'field_ratio_mixed' });
  return [numerator, denominator];
}

/** What a share of units asks a number of: facts of the unit's own, of which persons known by name would count twice. */
export async function requireShared(tx: Tx, unitId: string, measureId: string, field: string): Promise<void> {
  const { adds, rule } = await requireNameable(tx, unitId, measureId, field);
  if (adds === null || rule.source === 'check_in') throw new AppError('invalid', {}, { [field]: 'field_invalid' });
}
