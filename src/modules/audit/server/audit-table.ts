import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    appSetting: AppSettingTable;
    auditEntry: AuditEntryTable;
  }
}

export interface AppSettingTable {
  name: string;
  value: ColumnType<unknown, string, string>;
}

/** Every column once; the drift test compares it with the database. */
export const appSettingColumns = {
  name: true,
  value: true,
} satisfies Record<keyof AppSettingTable, true>;

export interface AuditEntryTable {
  id: GeneratedAlways<number>;
  at: Generated<Date>;
  userId: string | null;
  orgUnitId: string | null;
  action: string;
  subject: string | null;
  detail: ColumnType<unknown, string | undefined, string>;
  requestId: string | null;
  address: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const auditEntryColumns = {
  id: true,
  at: true,
  userId: true,
  orgUnitId: true,
  action: true,
  subject: true,
  detail: true,
  requestId: true,
  address: true,
} satisfies Record<keyof AuditEntryTable, true>;
