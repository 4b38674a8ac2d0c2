import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { MeasureRule } from '#app/modules/measures/measure-rule.ts';
import type { Cadence, PlanSpan } from '#app/modules/progress/periods.ts';
import type { Comparator, Shape, TargetRule } from '#app/modules/progress/target-rule.ts';

export interface ProgressPlan {
  id: string;
  title: string;
  numberText: string;
  status: string;
  unitId: string;
  unitName: string;
  /** Its path today; null where the reader may not see it. */
  unitPath: string | null;
  issuedOn: LocalDate | null;
  span: PlanSpan;
}

/** A target with its words and the rule that computes it. */
export interface PlanTarget {
  id: string;
  rootId: string;
  statement: string;
  /** Its sentence in the plan; empty for one that a person added. */
  quote: string;
  /** The value's unit as written: "%", "cuộc". */
  unitText: string;
  dueOn: LocalDate | null;
  deadlineText: string;
  populationNameVi: string;
  populationNameEn: string;
  /** Kinds of units that the plan names; empty where it means the grassroots unions. */
  kindNamesVi: string[];
  kindNamesEn: string[];
  sectorNamesVi: string[];
  sectorNamesEn: string[];
  /** What is counted: "hoạt động", "người". */
  measureUnitVi: string;
  measureUnitEn: string;
  /** What is counted, by name: of a ratio and a share of units theirs. */
  measureNameVi: string;
  measureNameEn: string;
  /** The measure whose page units state its figures on; null where work on it is recorded as an activity. */
  statedMeasureId: string | null;
  rule: TargetRule;
}

interface Row {
  id: string;
  rootId: string;
  statement: string;
  quote: string;
  unit: string;
  dueOn: LocalDate | null;
  deadlineText: string;
  nameVi: string | null;
  nameEn: string | null;
  kindNames: { vi: string; en: string }[];
  sectorNames: { vi: string; en: string }[];
  measureUnit: { vi: string; en: string; rollUp: string; source: string } | null;
  /** Where the figures of a ratio's denominator come from. */
  wholeSource: string | null;
  measureNamed: { vi: string; en: string; rule: MeasureRule } | null;
  shape: Shape;
  measureId: string | null;
  populationId: string | null;
  partIds: string[];
  standInIds: string[];
  sectorIds: string[];
  kindIds: string[];
  grassrootsIds: string[];
  comparator: Comparator;
  value: number | null;
  minPerUnit: number | null;
  binds: TargetRule['binds'];
  cadence: Cadence;
}

/** The plan as progress needs it. Throws not_found where the actor may not read it. One query. */
export async function findProgressPlan(tx: Tx, planId: string): Promise<ProgressPlan> {
  const { rows } = await sql<Omit<ProgressPlan, 'span'> & { validFrom: LocalDate | null; validTo: LocalDate | null }>`
    select p.id, p.title, p.number_text, p.status, p.org_unit_id as unit_id, coalesce(u.name, p.issuer_name) as unit_name,
           u.path as unit_path, p.issued_on, p.valid_from, p.valid_to
    from plan p left join org_unit u on u.id = p.org_unit_id where p.id = ${planId}`.execute(tx.db);
  const row = rows[0];
  if (!row) throw new AppError('not_found');
  const { validFrom, validTo, ...plan } = row;
  return { ...plan, span: { from: validFrom ?? plan.issuedOn ?? `${tx.today().slice(0, 4)}-01-01`, to: validTo } };
}

/** The targets of a plan in its order, or one of them, with what computes them. One query. */
export async function planTargets(tx: Tx, plan: ProgressPlan, targetId: string | null = null): Promise<PlanTarget[]> {
  const { rows } = await sql<Row>`
    select t.id, t.root_id, t.statement, t.quote, t.unit, t.due_on, t.deadline_text, o.name_vi, o.name_en, t.shape,
      t.measure_id, asked.id as population_id, t.sector_ids, t.kind_ids, t.comparator, t.value, t.min_per_unit, t.binds, t.cadence,
      array(select part_id from population_part p where p.whole_id = asked.id order by part_id) as part_ids,
      array(select part_id from population_part p where p.whole_id = asked.id and p.is_figure_of_whole
            order by part_id) as stand_in_ids,
      array(select id from unit_kind k where k.tier = 4 order by id) as grassroots_ids,
      array(select jsonb_build_object('vi', name_vi, 'en', name_en) from unit_kind k where k.id = any(t.kind_ids)
            order by position) as kind_names,
      array(select jsonb_build_object('vi', name_vi, 'en', name_en) from unit_sector k where k.id = any(t.sector_ids)
            order by position) as sector_names,
      case when m.id is not null then jsonb_build_object('vi', m.name_vi, 'en', m.name_en, 'rule', m.rule) end as measure_named,
      (select jsonb_build_object('vi', c.unit_vi, 'en', c.unit_en, 'rollUp', c.roll_up, 'source', c.rule ->> 'source')
       from measure c where c.id = coalesce(m.rule ->> 'measureId', m.rule ->> 'numeratorId', m.id)) as measure_unit,
      (select d.rule ->> 'source' from measure d where d.id = m.rule ->> 'denominatorId') as whole_source
    from plan_target t
    cross join lateral (
      select coalesce(t.population_id, case t.shape when 'coverage' then ${usualPopulation} end) as id) asked
    left join population o on o.id = asked.id
    left join measure m on m.id = coalesce(t.measure_id, case t.shape when 'coverage' then 'persons' else 'activities' end)
    where t.plan_id = ${plan.id} and (${targetId}::uuid is null or t.id = ${targetId}) and t.review <> 'dropped' order by t.position, t.id`.execute(
    tx.db,
  );
  return rows.map((row) => ({
    id: row.id,
    rootId: row.rootId,
    statement: row.statement,
    quote: row.quote,
    unitText: row.unit === 'percent' ? '%' : row.unit,
    dueOn: row.dueOn,
    deadlineText: row.deadlineText,
    populationNameVi: row.nameVi ?? '',
    populationNameEn: row.nameEn ?? '',
    kindNamesVi: row.kindNames.map((one) => one.vi),
    kindNamesEn: row.kindNames.map((one) => one.en),
    sectorNamesVi: row.sectorNames.map((one) => one.vi),
    sectorNamesEn: row.sectorNames.map((one) => one.en),
    measureUnitVi: row.measureUnit?.vi ?? '',
    measureUnitEn: row.measureUnit?.en ?? '',
    measureNameVi: row.measureNamed?.vi ?? '',
    measureNameEn: row.measureNamed?.en ?? '',
    statedMeasureId: statedMeasureOf(row),
    rule: ruleOf(row, plan),
  }));
}

/** Whom a coverage is of that names nobody; shown as such. */
const usualPopulation = 'members';

const usualMeasure: Partial<Record<Shape, string>> = { coverage: 'persons', distribution: 'received' };

/**
 * The page on which units state what a target counts: a ratio's own where both its sides are stated, else that of the
 * side that is; of a share of units that of what they have.
 */
function statedMeasureOf({ measureId, measureNamed, measureUnit, wholeSource }: Row): string | null {
  const isStated = measureUnit?.source === 'declared';
  const rule = measureNamed?.rule;
  if (rule?.source === 'ratio') {
    const isWholeStated = wholeSource === 'declared';
    if (isStated && isWholeStated) return measureId;
    return isStated ? rule.numeratorId : isWholeStated ? rule.denominatorId : null;
  }
  if (!isStated) return null;
  return rule?.source === 'unit_share' ? rule.measureId : measureId;
}

type Computed = Pick<TargetRule, 'shape' | 'measureId' | 'denominatorId' | 'minPerUnit' | 'isPercent'>;

/** What the measure and the shape that a target names mean together. */
function computedBy(row: Row): Computed {
  const isPercent = row.unit === 'percent' || row.unit === '%';
  // A number that each unit must reach is a target per unit, however it was named.
  const shape = row.shape === 'count' && row.binds === 'each_unit' ? 'per_unit_count' : row.shape;
  const measureId = row.measureId ?? usualMeasure[shape] ?? 'activities';
  const rule = isCounted(shape) ? row.measureNamed?.rule : undefined;
  if (rule?.source === 'ratio')
    return {
      ...{ shape: 'ratio', measureId: rule.numeratorId, denominatorId: rule.denominatorId },
      ...{ minPerUnit: 1, isPercent: true },
    };
  if (rule?.source === 'unit_share')
    return { shape: 'unit_rate', measureId: rule.measureId, minPerUnit: rule.least, isPercent: true };
  return { shape, measureId, minPerUnit: row.minPerUnit ?? 1, isPercent };
}

function ruleOf(row: Row, plan: ProgressPlan): TargetRule {
  const population = row.populationId ?? usualPopulation;
  const computed = computedBy(row);
  return {
    ...computed,
    isStock: row.measureUnit?.rollUp === 'latest' && isCounted(computed.shape),
    ...(row.measureUnit?.source === 'declared' && isCounted(computed.shape) ? { isStated: true } : {}),
    populationIds: [population, ...row.partIds],
    figurePopulationIds: [population, ...row.standInIds],
    sectorIds: row.sectorIds,
    kindIds: row.kindIds.length > 0 ? row.kindIds : row.grassrootsIds,
    comparator: row.comparator,
    value: row.value,
    binds: row.binds,
    cadence: row.cadence,
    planUnitId: plan.unitId,
  };
}

/** Shapes that add facts of a measure up; the others are of people, or of what units state. */
const isCounted = (shape: Shape): boolean => ['count', 'per_unit_count', 'unit_rate', 'ratio'].includes(shape);
