import { sql } from 'kysely';
import { afterEach, expect, test, vi } from 'vitest';
import '#app/platform/mail-outbox-table.ts';
import { currentTransaction } from '#app/db/connect.ts';
import { defineFold, foldAll, foldBatch, lockFold, startFolding, type Folding } from '#app/platform/folding.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';

const db = testDatabase();

let waiting = 0;
let folded = 0;
let fails = 0;
/** Something that folds two at a time. */
const counted = defineFold({
  name: 'test.counted',
  async batch() {
    if (fails > 0) throw new Error(`still ${fails--} to fail`);
    const taken = Math.min(2, waiting);
    waiting -= taken;
    folded += taken;
    return taken === 2;
  },
});

/** Long enough on any machine: what is waited for comes within half a second on a free one. */
const patient = { timeout: 25_000 };
let folding: Folding | undefined;
afterEach(async () => {
  await folding?.stop();
  folding = undefined;
  [waiting, folded, fails] = [0, 0, 0];
});

const write = (): Promise<void> =>
  db.system.transaction(async (tx) => {
    waiting += 1;
    await tx.db.updateTable('mailOutbox').set({ attempts: 0 }).execute();
    await tx.audit('test.write');
  });

test('batches are folded until nothing waits', async () => {
  waiting = 5;
  await foldAll(db.system, counted);
  expect([waiting, folded]).toEqual([0, 5]);
});

test('a process folds soon after a transaction that wrote', async () => {
  folding = startFolding(db.system, [counted]);
  await write();
  await write();
  await write();
  await vi.waitFor(() => expect([waiting, folded]).toEqual([0, 3]), patient);
});

test('reading wakes nobody', async () => {
  folding = startFolding(db.system, [counted]);
  await folding.stop();
  const afterWrite = vi.fn();
  db.services.afterWrite = afterWrite;
  await db.system.read((tx) => sql`select 1`.execute(tx.db));
  await expect(db.system.transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(afterWrite).not.toHaveBeenCalled();
  await write();
  expect(afterWrite).toHaveBeenCalledOnce();
  delete db.services.afterWrite;
});

test('a fold that failed is tried again at the next write', async () => {
  const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  fails = 1;
  folding = startFolding(db.system, [counted]);
  await vi.waitFor(() => expect(fails).toBe(0), patient);
  await write();
  await vi.waitFor(() => expect(folded).toBe(1), patient);
  expect(quiet.mock.calls.flat().join('')).toContain('fold.failed');
  quiet.mockRestore();
});

// The embedded database has one connection: there nobody else can hold the lock.
test.runIf(process.env['TEST_DATABASE_URL'])('one folder at a time', async () => {
  waiting = 1;
  await db.system.transaction(async (tx) => {
    await lockFold(tx, counted);
    // As another request would: not from inside the open transaction.
    expect(await currentTransaction.exit(() => foldBatch(db.system, counted))).toBe('busy');
  });
  expect(waiting).toBe(1);
  expect(await foldBatch(db.system, counted)).toBe('done');
  expect(waiting).toBe(0);
});
