import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    activity: ActivityTable;
    activityAttendance: ActivityAttendanceTable;
    activityChange: ActivityChangeTable;
    activityCost: ActivityCostTable;
    activityFile: ActivityFileTable;
    activityForm: ActivityFormTable;
    activityLink: ActivityLinkTable;
    activityQuantity: ActivityQuantityTable;
    activityTopic: ActivityTopicTable;
    checkIn: CheckInTable;
    checkInCode: CheckInCodeTable;
    costSource: CostSourceTable;
    deliveredItem: DeliveredItemTable;
    knownPerson: KnownPersonTable;
    topic: TopicTable;
  }
}

type PartUnit = ColumnType<string, never, never>;

export interface ActivityTable {
  id: string;
  orgUnitId: string;
  formId: string;
  title: string;
  titleKey: string;
  status: string;
  mode: Generated<string>;
  startsOn: string;
  endsOn: string;
  place: Generated<string>;
  audience: Generated<string>;
  partners: Generated<string>;
  summary: Generated<string>;
  cancelReason: Generated<string>;
  doubts: ColumnType<unknown, string | undefined, string>;
  authorId: string | null;
  requestKey: string | null;
  version: Generated<number>;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
  /** Linked to a target; kept by the database from the links. */
  servesTarget: ColumnType<boolean, never, never>;
}

/** Every column once; the drift test compares it with the database. */
export const activityColumns = {
  id: true,
  orgUnitId: true,
  formId: true,
  title: true,
  titleKey: true,
  status: true,
  mode: true,
  startsOn: true,
  endsOn: true,
  place: true,
  audience: true,
  partners: true,
  summary: true,
  cancelReason: true,
  doubts: true,
  authorId: true,
  requestKey: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  servesTarget: true,
} satisfies Record<keyof ActivityTable, true>;

export interface ActivityAttendanceTable {
  activityId: string;
  /** The activity's; set by the database. */
  orgUnitId: PartUnit;
  populationId: string;
  attendanceCount: number;
  personCount: number | null;
}

/** Every column once; the drift test compares it with the database. */
export const activityAttendanceColumns = {
  activityId: true,
  orgUnitId: true,
  populationId: true,
  attendanceCount: true,
  personCount: true,
} satisfies Record<keyof ActivityAttendanceTable, true>;

export interface ActivityChangeTable {
  id: GeneratedAlways<number>;
  activityId: string;
  /** The activity's; set by the database. */
  orgUnitId: PartUnit;
  move: string;
  reason: Generated<string>;
  before: ColumnType<unknown, string | undefined, string>;
  after: ColumnType<unknown, string | undefined, string>;
  changedBy: string | null;
  changedAt: Date;
}

/** Every column once; the drift test compares it with the database. */
export const activityChangeColumns = {
  id: true,
  activityId: true,
  orgUnitId: true,
  move: true,
  reason: true,
  before: true,
  after: true,
  changedBy: true,
  changedAt: true,
} satisfies Record<keyof ActivityChangeTable, true>;

export interface ActivityCostTable {
  activityId: string;
  /** The activity's; set by the database. */
  orgUnitId: PartUnit;
  costSourceId: string;
  amountDong: number;
}

/** Every column once; the drift test compares it with the database. */
export const activityCostColumns = {
  activityId: true,
  orgUnitId: true,
  costSourceId: true,
  amountDong: true,
} satisfies Record<keyof ActivityCostTable, true>;

export interface ActivityFileTable {
  activityId: string;
  /** The activity's; set by the database. */
  orgUnitId: PartUnit;
  fileId: string;
  thumbFileId: string | null;
  caption: Generated<string>;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const activityFileColumns = {
  activityId: true,
  orgUnitId: true,
  fileId: true,
  thumbFileId: true,
  caption: true,
  position: true,
} satisfies Record<keyof ActivityFileTable, true>;

export interface ActivityFormTable {
  id: string;
  nameVi: string;
  nameEn: string;
  isFrequent: Generated<boolean>;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const activityFormColumns = {
  id: true,
  nameVi: true,
  nameEn: true,
  isFrequent: true,
  position: true,
} satisfies Record<keyof ActivityFormTable, true>;

export interface ActivityLinkTable {
  id: Generated<string>;
  activityId: string;
  /** The activity's; set by the database. */
  orgUnitId: PartUnit;
  planId: string;
  targetId: string | null;
  taskId: string | null;
  quotaId: string | null;
  /** The line of inheritance of the target, and where its activity stands in lists; set by the database. */
  targetRootId: ColumnType<string | null, never, never>;
  startsOn: PartUnit;
  createdAt: ColumnType<Date, never, never>;
}

/** Every column once; the drift test compares it with the database. */
export const activityLinkColumns = {
  id: true,
  activityId: true,
  orgUnitId: true,
  planId: true,
  targetId: true,
  taskId: true,
  quotaId: true,
  targetRootId: true,
  startsOn: true,
  createdAt: true,
} satisfies Record<keyof ActivityLinkTable, true>;

export interface ActivityTopicTable {
  activityId: string;
  /** The activity's; set by the database. */
  orgUnitId: PartUnit;
  topicId: string;
}

/** Every column once; the drift test compares it with the database. */
export const activityTopicColumns = {
  activityId: true,
  orgUnitId: true,
  topicId: true,
} satisfies Record<keyof ActivityTopicTable, true>;

export interface CostSourceTable {
  id: string;
  nameVi: string;
  nameEn: string;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const costSourceColumns = {
  id: true,
  nameVi: true,
  nameEn: true,
  position: true,
} satisfies Record<keyof CostSourceTable, true>;

export interface TopicTable {
  id: string;
  nameVi: string;
  nameEn: string;
  position: number;
}

/** Every column once; the drift test compares it with the database. */
export const topicColumns = {
  id: true,
  nameVi: true,
  nameEn: true,
  position: true,
} satisfies Record<keyof TopicTable, true>;

/** How many of a thing an activity was or made, where a measure asks for it. */
export interface ActivityQuantityTable {
  activityId: string;
  measureId: string;
  amount: number;
  orgUnitId: PartUnit;
}

/** Every column once; the drift test compares it with the database. */
export const activityQuantityColumns = {
  activityId: true,
  measureId: true,
  amount: true,
  orgUnitId: true,
} satisfies Record<keyof ActivityQuantityTable, true>;

/** News, articles and pictures that a unit says it sent. */
export interface DeliveredItemTable {
  id: string;
  orgUnitId: string;
  measureId: string;
  itemCount: Generated<number>;
  title: string;
  link: Generated<string>;
  deliveredOn: string;
  requestKey: string | null;
  declaredBy: string | null;
  declaredAt: Date;
  withdrawnAt: Date | null;
  withdrawnReason: Generated<string>;
  /** Counts for a target, or for a quota line that names the unit. */
  servesTarget: Generated<boolean>;
}

/** Every column once; the drift test compares it with the database. */
export const deliveredItemColumns = {
  id: true,
  orgUnitId: true,
  measureId: true,
  itemCount: true,
  title: true,
  link: true,
  deliveredOn: true,
  requestKey: true,
  declaredBy: true,
  declaredAt: true,
  withdrawnAt: true,
  withdrawnReason: true,
  servesTarget: true,
} satisfies Record<keyof DeliveredItemTable, true>;

/** Somebody whom a unit knows by name; the name is gone once it was struck out. */
export interface KnownPersonTable {
  id: string;
  orgUnitId: string;
  name: string;
  section: string;
  personKey: string | null;
  populationId: string;
  addedAt: Date;
  erasedAt: Date | null;
}

/** Every column once; the drift test compares it with the database. */
export const knownPersonColumns = {
  id: true,
  orgUnitId: true,
  name: true,
  section: true,
  personKey: true,
  populationId: true,
  addedAt: true,
  erasedAt: true,
} satisfies Record<keyof KnownPersonTable, true>;

export interface CheckInCodeTable {
  activityId: string;
  orgUnitId: PartUnit;
  code: string;
  openedAt: Date;
  closedAt: Date | null;
}

/** Every column once; the drift test compares it with the database. */
export const checkInCodeColumns = {
  activityId: true,
  orgUnitId: true,
  code: true,
  openedAt: true,
  closedAt: true,
} satisfies Record<keyof CheckInCodeTable, true>;

/** That a person was at an activity. */
export interface CheckInTable {
  id: string;
  activityId: string;
  personId: string;
  orgUnitId: string;
  way: string;
  agreedAt: Date | null;
  madeAt: Date;
  takenBackAt: Date | null;
}

/** Every column once; the drift test compares it with the database. */
export const checkInColumns = {
  id: true,
  activityId: true,
  personId: true,
  orgUnitId: true,
  way: true,
  agreedAt: true,
  madeAt: true,
  takenBackAt: true,
} satisfies Record<keyof CheckInTable, true>;
