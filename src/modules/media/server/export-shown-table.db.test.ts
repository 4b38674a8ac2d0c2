import { expect, test } from 'vitest';
import { nobody } from '#app/platform/actor.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { exportShownTable } from '#app/modules/media/server/index.ts';
import { tableLimits } from '#app/modules/media/server/table-throttle.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();

const wish = { page: '/list', caption: 'Bảng', format: 'csv', locale: 'vi' } as const;
/** A list without end: each page names the next. */
const endless = async (address: string): Promise<string> => {
  const at = Number(new URLSearchParams(address.split('?')[1]).get('page') ?? 1);
  return `<table><caption>Bảng</caption><tr><td>${at}</td></tr></table><a rel="next" href="?page=${at + 1}">sau</a>`;
};
const short = async (): Promise<string> => '<table><caption>Bảng</caption><tr><td>1</td></tr></table>';
const ctxOf = async () => db.as(await givenActor(db, 'viewer', await givenUnit(db)));

test('a table without end is read for a hundred pages, and a person has three of them opened and no more', async () => {
  const [ctx, other] = [await ctxOf(), await ctxOf()];
  let opened = 0;
  const count = async (page: string): Promise<string> => {
    opened += 1;
    return endless(page);
  };
  for (let n = 0; n < 3; n += 1) await exportShownTable(ctx, wish, count);
  expect(opened).toBe(tableLimits.pages);
  await expect(exportShownTable(ctx, wish, count)).rejects.toMatchObject({ code: 'too_many', status: 429 });
  expect(opened).toBe(tableLimits.pages);
  // Nobody else waits for that, and neither does the same person a while later.
  await exportShownTable(other, wish, short);
  db.setNow('2026-03-20T09:00:00Z');
  await exportShownTable(ctx, wish, short);
});

test('short tables leave one after the other; many at once do not all find a clean slate', async () => {
  const ctx = await ctxOf();
  for (let n = 0; n < 20; n += 1) await exportShownTable(ctx, wish, short);
  const together = await Promise.allSettled(Array.from({ length: 8 }, () => exportShownTable(ctx, wish, endless)));
  expect(together.filter((one) => one.status === 'fulfilled')).toHaveLength(2);
});

test('nobody takes a table along', async () => {
  await expect(exportShownTable(db.as(nobody), wish, short)).rejects.toMatchObject({ code: 'not_found' });
});
