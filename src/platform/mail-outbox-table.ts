import type { ColumnType, Generated } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    mailOutbox: MailOutboxTable;
  }
}

export interface MailOutboxTable {
  id: Generated<string>;
  onceKey: string;
  toAddress: string;
  locale: string;
  template: string;
  params: ColumnType<unknown, string | undefined, string>;
  status: Generated<string>;
  attempts: Generated<number>;
  nextTryAt: Generated<Date>;
  sentAt: Date | null;
  error: string | null;
  createdAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const mailOutboxColumns = {
  id: true,
  onceKey: true,
  toAddress: true,
  locale: true,
  template: true,
  params: true,
  status: true,
  attempts: true,
  nextTryAt: true,
  sentAt: true,
  error: true,
  createdAt: true,
} satisfies Record<keyof MailOutboxTable, true>;
