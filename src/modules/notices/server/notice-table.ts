import type { ColumnType, Generated } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    notice: NoticeTable;
    noticeMail: NoticeMailTable;
    noticeRead: NoticeReadTable;
  }
}

export interface NoticeTable {
  id: Generated<string>;
  onceKey: string;
  userId: string | null;
  orgUnitId: string | null;
  kind: string;
  params: ColumnType<unknown, string | undefined, string>;
  href: Generated<string>;
  wantsMail: Generated<boolean>;
  createdAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const noticeColumns = {
  id: true,
  onceKey: true,
  userId: true,
  orgUnitId: true,
  kind: true,
  params: true,
  href: true,
  wantsMail: true,
  createdAt: true,
} satisfies Record<keyof NoticeTable, true>;

export interface NoticeMailTable {
  noticeId: string;
  userId: string;
  queuedAt: Date;
  outboxId: string | null;
}

/** Every column once; the drift test compares it with the database. */
export const noticeMailColumns = {
  noticeId: true,
  userId: true,
  queuedAt: true,
  outboxId: true,
} satisfies Record<keyof NoticeMailTable, true>;

export interface NoticeReadTable {
  noticeId: string;
  userId: string;
  readAt: Date;
}

/** Every column once; the drift test compares it with the database. */
export const noticeReadColumns = {
  noticeId: true,
  userId: true,
  readAt: true,
} satisfies Record<keyof NoticeReadTable, true>;
