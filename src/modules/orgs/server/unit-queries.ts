import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { UnitChange } from '#app/modules/orgs/unit-forms.ts';
import { canUnit, requireUnit, type UnitAction } from '#app/modules/orgs/unit-policy.ts';
import { isUuid, loadUnit, type LoadedUnit } from '#app/modules/orgs/server/load-unit.ts';
import { unitsAbove, type UnitSummary } from '#app/modules/orgs/server/units-below.ts';

/** A unit as the head of its page shows it. */
export interface UnitHead extends LoadedUnit {
  kindVi: string;
  kindEn: string;
  tier: number;
  sectorVi: string | null;
  sectorEn: string | null;
  code: string | null;
  childCount: number;
  /** From the root down; ones above the actor's own scope are known by name only. */
  above: (UnitSummary & { mayRead: boolean })[];
  /** What this actor may do here; the screen shows nothing else. */
  may: Record<Exclude<UnitAction, 'read'>, boolean>;
}

/** The head of a unit's page. Two queries. Throws not_found. */
export async function unitHead(tx: Tx, unitId: string): Promise<UnitHead> {
  if (!isUuid(unitId)) throw new AppError('not_found');
  const { rows } = await sql<Omit<UnitHead, 'above' | 'may'>>`
    select u.id, u.path, u.parent_id, u.name, u.short_name, u.symbol, u.address, u.email, u.phone, u.kind_id,
           u.sector_id, u.founded_on, u.ended_on, u.version, k.name_vi as kind_vi, k.name_en as kind_en, k.tier,
           s.name_vi as sector_vi, s.name_en as sector_en,
           (select code from org_unit_code c where c.unit_id = u.id and c.scheme = 'unit' and c.valid_to is null) as code,
           (select count(*) from org_unit c where c.parent_id = u.id and c.ended_on is null) as child_count
    from org_unit u join unit_kind k on k.id = u.kind_id left join unit_sector s on s.id = u.sector_id
    where u.id = ${unitId}`.execute(tx.db);
  const [unit] = rows;
  requireUnit(tx.actor, 'read', unit);
  return {
    ...unit,
    above: (await unitsAbove(tx, unit.path)).map((one) => ({ ...one, mayRead: canUnit(tx.actor, 'read', one) })),
    may: {
      describe: canUnit(tx.actor, 'describe', unit),
      relate: canUnit(tx.actor, 'relate', unit),
      'found-below': canUnit(tx.actor, 'found-below', unit),
      reorganise: canUnit(tx.actor, 'reorganise', unit),
      import: canUnit(tx.actor, 'import', unit),
    },
  };
}

/** The decisions that this actor may enter about the unit; the first one has nobody beside or above it. */
export function possibleChanges(unit: UnitHead): UnitChange[] {
  return [
    ...(unit.may['found-below'] ? (['found', 'absorb'] as const) : []),
    ...(unit.may.reorganise ? (['rename'] as const) : []),
    ...(unit.may.reorganise && unit.parentId ? (['transfer', 'merge', 'split', 'dissolve'] as const) : []),
  ];
}

/** The head alone, for pages with a form about the unit. */
export async function getUnitHead(ctx: Context, unitId: string): Promise<UnitHead> {
  return ctx.read((tx) => unitHead(tx, unitId));
}

export interface FigureRow {
  populationId: string;
  nameVi: string;
  nameEn: string;
  asOfOn: LocalDate;
  value: number;
  source: string;
}

/** Declared figures over time, the newest first: of several for one day the one entered last. One query. */
export async function unitFigures(tx: Tx, unitId: string): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`
    select f.population_id, p.name_vi, p.name_en, f.as_of_on, f.value, f.source from (
      select distinct on (population_id, as_of_on) population_id, as_of_on, value, source
      from org_figure where unit_id = ${unitId} order by population_id, as_of_on desc, created_at desc
    ) f join population p on p.id = f.population_id
    order by p.position, f.as_of_on desc`.execute(tx.db);
  return rows;
}

export interface PositionRow {
  id: string;
  body: string;
  title: string;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

export interface PersonRow {
  id: string;
  fullName: string;
  phone: string;
  email: string;
  hasAccount: boolean;
  positions: PositionRow[];
}

/** People of a unit and whoever holds or held a position at it, in order of names. One query. */
export async function unitPeople(tx: Tx, unitId: string): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.full_name, p.phone, p.email, p.user_id is not null as has_account,
           coalesce((select json_agg(json_build_object('id', o.id, 'body', o.body, 'title', o.title,
                       'validFrom', o.valid_from, 'validTo', o.valid_to) order by o.valid_from desc)
                     from person_position o where o.person_id = p.id and o.unit_id = ${unitId}), '[]'::json) as positions
    from person p
    where p.org_unit_id = ${unitId}
       or exists (select 1 from person_position o where o.person_id = p.id and o.unit_id = ${unitId})
    order by p.name_sort`.execute(tx.db);
  return rows;
}

export interface NameRow {
  name: string;
  shortName: string;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

/** Names with their dates, the newest first; one that never held for a whole day is left out. One query. */
export async function unitNames(tx: Tx, unitId: string): Promise<NameRow[]> {
  const { rows } = await sql<NameRow>`
    select name, short_name, valid_from, valid_to from org_unit_name
    where unit_id = ${unitId} and (valid_to is null or valid_to > valid_from) order by valid_from desc`.execute(tx.db);
  return rows;
}

export interface RelationRow {
  id: string;
  type: string;
  /** Whether the unit is the one that is managed, or the one that manages. */
  isChild: boolean;
  otherId: string;
  otherName: string;
  validFrom: LocalDate;
  validTo: LocalDate | null;
}

/** Direct parents over time and all other relations at either end, open ones first. One query. */
export async function unitRelations(tx: Tx, unitId: string): Promise<RelationRow[]> {
  const { rows } = await sql<RelationRow>`
    select r.id, r.type, r.child_id = ${unitId} as is_child, o.id as other_id, o.name as other_name, r.valid_from, r.valid_to
    from org_relation r join org_unit o on o.id = case when r.child_id = ${unitId} then r.parent_id else r.child_id end
    where (r.child_id = ${unitId} or (r.parent_id = ${unitId} and r.type <> 'direct_parent'))
      and (r.valid_to is null or r.valid_to > r.valid_from)
    order by (r.valid_to is not null), r.type, r.valid_from desc`.execute(tx.db);
  return rows;
}

export interface DecisionRow {
  id: string;
  kind: string;
  decisionNumber: string;
  decidingBody: string;
  decidedOn: LocalDate;
  effectiveOn: LocalDate;
  note: string;
  isUndone: boolean;
  /** What it did to this unit. */
  roles: string[];
  /** The other units it touched, with what became of them. */
  others: { id: string; name: string; role: string; successorId: string | null }[];
}

/** Decisions that touched a unit, with predecessors and successors, the newest first. One query. */
export async function unitDecisions(tx: Tx, unitId: string): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select r.id, r.kind, r.decision_number, r.deciding_body, r.decided_on, r.effective_on, r.note,
           r.undone_at is not null as is_undone,
           (select json_agg(distinct t.role) from reorganisation_unit t
            where t.reorganisation_id = r.id and t.unit_id = ${unitId}) as roles,
           coalesce((select json_agg(json_build_object('id', o.id, 'name', o.name, 'role', t.role, 'successorId', t.successor_id)
                       order by (t.role = 'moved'), o.name_sort)
                     from reorganisation_unit t join org_unit o on o.id = t.unit_id
                     where t.reorganisation_id = r.id and t.unit_id <> ${unitId}), '[]'::json) as others
    from reorganisation r
    where r.id in (select reorganisation_id from reorganisation_unit where unit_id = ${unitId})
    order by r.effective_on desc, r.created_at desc`.execute(tx.db);
  return rows;
}

/** The whole of a unit but its people's and figures' past: what its first page shows. */
export interface UnitPage {
  unit: UnitHead;
  figures: FigureRow[];
  people: PersonRow[];
  decisions: DecisionRow[];
}

/** What the first page of a unit shows. Five queries, whatever its size or age. Throws not_found. */
export async function getUnitPage(ctx: Context, unitId: string): Promise<UnitPage> {
  return ctx.read(async (tx) => ({
    unit: await unitHead(tx, unitId),
    figures: await unitFigures(tx, unitId),
    people: await unitPeople(tx, unitId),
    decisions: await unitDecisions(tx, unitId),
  }));
}

export interface UnitHistory {
  names: NameRow[];
  relations: RelationRow[];
  decisions: DecisionRow[];
  /** Whether this actor decides about the unit, ended or not, and so may take a decision back. */
  mayUndo: boolean;
}

/** Names, relations and decisions over time. Four queries. Throws not_found. */
export async function getUnitHistory(ctx: Context, unitId: string): Promise<UnitHistory> {
  return ctx.read(async (tx) => {
    const unit = await requireReadable(tx, unitId);
    return {
      mayUndo: canUnit(tx.actor, 'reorganise', { path: unit.path, endedOn: null }),
      names: await unitNames(tx, unitId),
      relations: await unitRelations(tx, unitId),
      decisions: await unitDecisions(tx, unitId),
    };
  });
}

/** Declared figures over time. Two queries. Throws not_found. */
export async function getUnitFigures(ctx: Context, unitId: string): Promise<FigureRow[]> {
  return ctx.read(async (tx) => {
    await requireReadable(tx, unitId);
    return unitFigures(tx, unitId);
  });
}

/** People and their positions. Two queries. Throws not_found. */
export async function getUnitPeople(ctx: Context, unitId: string): Promise<PersonRow[]> {
  return ctx.read(async (tx) => {
    await requireReadable(tx, unitId);
    return unitPeople(tx, unitId);
  });
}

async function requireReadable(tx: Tx, unitId: string): Promise<LoadedUnit> {
  const unit = await loadUnit(tx, unitId);
  requireUnit(tx.actor, 'read', unit);
  return unit;
}
