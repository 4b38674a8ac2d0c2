import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    membersBelow: MembersBelowTable;
    orgFigure: OrgFigureTable;
    orgRelation: OrgRelationTable;
    orgUnit: OrgUnitTable;
    orgUnitCode: OrgUnitCodeTable;
    orgUnitName: OrgUnitNameTable;
    person: PersonTable;
    personPosition: PersonPositionTable;
    population: PopulationTable;
    reorganisation: ReorganisationTable;
    reorganisationUnit: ReorganisationUnitTable;
    unitKind: UnitKindTable;
    unitPlace: UnitPlaceTable;
    unitSector: UnitSectorTable;
    unitsBelow: UnitsBelowTable;
  }
}

export interface MembersBelowTable {
  /** A unit with grassroots unions directly below. */
  unitId: string;
  /** Its path today. */
  path: string;
  /** What those unions declared last; null while none has. The database keeps it. */
  members: number | null;
}

/** Every column once; the drift test compares it with the database. */
export const membersBelowColumns = {
  unitId: true,
  path: true,
  members: true,
} satisfies Record<keyof MembersBelowTable, true>;

export interface UnitsBelowTable {
  /** A unit with units directly below. */
  unitId: string;
  /** Its path today. */
  path: string;
  /** How many there are, ended ones too. */
  unitCount: number;
  /** How many of them go on and are no departments. */
  hereCount: number;
}

/** Every column once; the drift test compares it with the database, which keeps the table by itself. */
export const unitsBelowColumns = {
  unitId: true,
  path: true,
  unitCount: true,
  hereCount: true,
} satisfies Record<keyof UnitsBelowTable, true>;

export interface OrgFigureTable {
  id: Generated<string>;
  unitId: string;
  populationId: string;
  asOfOn: string;
  value: number;
  source: Generated<string>;
  enteredBy: string | null;
  createdAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const orgFigureColumns = {
  id: true,
  unitId: true,
  populationId: true,
  asOfOn: true,
  value: true,
  source: true,
  enteredBy: true,
  createdAt: true,
} satisfies Record<keyof OrgFigureTable, true>;

export interface OrgRelationTable {
  id: Generated<string>;
  childId: string;
  parentId: string;
  type: string;
  validFrom: string;
  validTo: string | null;
  reorganisationId: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const orgRelationColumns = {
  id: true,
  childId: true,
  parentId: true,
  type: true,
  validFrom: true,
  validTo: true,
  reorganisationId: true,
} satisfies Record<keyof OrgRelationTable, true>;

export interface OrgUnitTable {
  id: string;
  kindId: string;
  sectorId: string | null;
  parentId: string | null;
  path: string;
  name: string;
  nameSort: string;
  nameKey: string;
  /** Every name it has or had, short names, codes and symbol, folded by `toSearchKey`, each after a space. */
  searchKey: Generated<string>;
  shortName: Generated<string>;
  symbol: Generated<string>;
  address: Generated<string>;
  email: Generated<string>;
  phone: Generated<string>;
  foundedOn: string;
  endedOn: string | null;
  version: Generated<number>;
  createdAt: Generated<Date>;
  /** The own label as a number: the compact key of a unit in sums, the same for life. */
  number: GeneratedAlways<number>;
}

/** Every column once; the drift test compares it with the database. */
export const orgUnitColumns = {
  id: true,
  kindId: true,
  sectorId: true,
  parentId: true,
  path: true,
  name: true,
  nameSort: true,
  nameKey: true,
  searchKey: true,
  shortName: true,
  symbol: true,
  address: true,
  email: true,
  phone: true,
  foundedOn: true,
  endedOn: true,
  version: true,
  createdAt: true,
  number: true,
} satisfies Record<keyof OrgUnitTable, true>;

export interface OrgUnitCodeTable {
  id: Generated<string>;
  unitId: string;
  scheme: Generated<string>;
  code: string;
  validFrom: string;
  validTo: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const orgUnitCodeColumns = {
  id: true,
  unitId: true,
  scheme: true,
  code: true,
  validFrom: true,
  validTo: true,
} satisfies Record<keyof OrgUnitCodeTable, true>;

export interface OrgUnitNameTable {
  id: Generated<string>;
  unitId: string;
  name: string;
  shortName: Generated<string>;
  validFrom: string;
  validTo: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const orgUnitNameColumns = {
  id: true,
  unitId: true,
  name: true,
  shortName: true,
  validFrom: true,
  validTo: true,
} satisfies Record<keyof OrgUnitNameTable, true>;

export interface PersonTable {
  id: string;
  orgUnitId: string;
  userId: string | null;
  fullName: string;
  nameSort: string;
  phone: Generated<string>;
  email: Generated<string>;
  createdAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const personColumns = {
  id: true,
  orgUnitId: true,
  userId: true,
  fullName: true,
  nameSort: true,
  phone: true,
  email: true,
  createdAt: true,
} satisfies Record<keyof PersonTable, true>;

export interface PersonPositionTable {
  id: Generated<string>;
  personId: string;
  unitId: string;
  body: Generated<string>;
  title: string;
  validFrom: string;
  validTo: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const personPositionColumns = {
  id: true,
  personId: true,
  unitId: true,
  body: true,
  title: true,
  validFrom: true,
  validTo: true,
} satisfies Record<keyof PersonPositionTable, true>;

export interface PopulationTable {
  id: string;
  nameVi: string;
  nameEn: string;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const populationColumns = {
  id: true,
  nameVi: true,
  nameEn: true,
  position: true,
} satisfies Record<keyof PopulationTable, true>;

export interface ReorganisationTable {
  id: string;
  kind: string;
  orgUnitId: string;
  decisionNumber: string;
  decidingBody: Generated<string>;
  decidedOn: string;
  effectiveOn: string;
  note: Generated<string>;
  enteredBy: string | null;
  createdAt: Generated<Date>;
  undoneAt: Date | null;
}

/** Every column once; the drift test compares it with the database. */
export const reorganisationColumns = {
  id: true,
  kind: true,
  orgUnitId: true,
  decisionNumber: true,
  decidingBody: true,
  decidedOn: true,
  effectiveOn: true,
  note: true,
  enteredBy: true,
  createdAt: true,
  undoneAt: true,
} satisfies Record<keyof ReorganisationTable, true>;

export interface ReorganisationUnitTable {
  id: Generated<string>;
  reorganisationId: string;
  unitId: string;
  role: string;
  successorId: string | null;
  before: ColumnType<unknown, string | undefined, string>;
  after: ColumnType<unknown, string | undefined, string>;
}

/** Every column once; the drift test compares it with the database. */
export const reorganisationUnitColumns = {
  id: true,
  reorganisationId: true,
  unitId: true,
  role: true,
  successorId: true,
  before: true,
  after: true,
} satisfies Record<keyof ReorganisationUnitTable, true>;

export interface UnitKindTable {
  id: string;
  nameVi: string;
  nameEn: string;
  tier: number;
  /** The lowest level under whose units one may stand. */
  underTier: number;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const unitKindColumns = {
  id: true,
  nameVi: true,
  nameEn: true,
  tier: true,
  underTier: true,
  position: true,
} satisfies Record<keyof UnitKindTable, true>;

export interface UnitSectorTable {
  id: string;
  nameVi: string;
  nameEn: string;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const unitSectorColumns = {
  id: true,
  nameVi: true,
  nameEn: true,
  position: true,
} satisfies Record<keyof UnitSectorTable, true>;

export interface UnitPlaceTable {
  id: Generated<string>;
  unitId: string;
  /** The labels of the line above in those days, from the first unit down to the own one. */
  path: string;
  validFrom: string;
  validTo: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const unitPlaceColumns = {
  id: true,
  unitId: true,
  path: true,
  validFrom: true,
  validTo: true,
} satisfies Record<keyof UnitPlaceTable, true>;
