import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import {
  listNotices,
  openNotice,
  readAllNotices,
  sendDigests,
  unreadNotices,
  writeNotices,
  type NewNotice,
} from '#app/modules/notices/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();

const tell = (notices: NewNotice[]): Promise<number> =>
  db.system.transaction(async (tx) => {
    const count = await writeNotices(tx, notices);
    await tx.audit('test.tell');
    return count;
  });
const notice = (key: string, more: Partial<NewNotice>): NewNotice => ({
  onceKey: key,
  kind: 'cascade_notice_inform',
  params: { issuer: 'LĐLĐ tỉnh', number: '1/KH', title: key },
  href: `/inbox/${key}`,
  ...more,
});
const outbox = async (): Promise<{ toAddress: string; params: { items: { params: { title: string } }[] } }[]> => {
  const { rows } = await sql<{ toAddress: string; params: { items: { params: { title: string } }[] } }>`
    select to_address, params from mail_outbox order by created_at, to_address`.execute(db.services.database.db);
  return rows;
};

test('a notice of a unit is for who acts for that unit, not for the units above or beside', async () => {
  const province = await givenUnit(db);
  const ward = await givenUnit(db, { parent: province });
  const [inside, above, beside] = [
    await givenActor(db, 'officer', ward),
    await givenActor(db, 'officer', province),
    await givenActor(db, 'officer', await givenUnit(db, { parent: province })),
  ];
  expect(await tell([notice('a', { unitId: ward.id }), notice('b', { userId: above.userId })])).toBe(2);
  expect(await tell([notice('a', { unitId: ward.id })])).toBe(0);

  const keys = async (actor: typeof inside) =>
    (await listNotices(db.as(actor))).notices.map((one) => one.params['title']);
  expect(await keys(inside)).toEqual(['a']);
  expect(await keys(above)).toEqual(['b']);
  expect(await keys(beside)).toEqual([]);

  const { notices } = await listNotices(db.as(inside));
  await expect(openNotice(db.as(beside), notices[0]?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  await expect(openNotice(db.as(above), notices[0]?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
});

test('reading is each person’s own', async () => {
  const ward = await givenUnit(db);
  const [one, two] = [await givenActor(db, 'officer', ward), await givenActor(db, 'viewer', ward)];
  await tell([notice('a', { unitId: ward.id }), notice('b', { unitId: ward.id })]);
  const { notices, total } = await listNotices(db.as(one));
  expect(total).toBe(2);

  expect(await openNotice(db.as(one), notices[0]?.id ?? '')).toBe(notices[0]?.href);
  await openNotice(db.as(one), notices[0]?.id ?? '');
  const unread = (actor: typeof one) => db.as(actor).read((tx) => unreadNotices(tx));
  expect([await unread(one), await unread(two)]).toEqual([1, 2]);
  await readAllNotices(db.as(one));
  expect([await unread(one), await unread(two)]).toEqual([0, 2]);
  expect((await listNotices(db.as(one))).notices.every((line) => line.isRead)).toBe(true);
});

test('seventy notices become one mail a person, and none comes twice', async () => {
  const units = await Promise.all([givenUnit(db), givenUnit(db)]);
  const [first, second] = units;
  const busy = await givenActor(db, 'officer', first);
  const other = await givenActor(db, 'approver', second);
  await sql`insert into role_grant (user_id, unit_id, role, valid_from) values (${busy.userId}, ${second.id}, 'approver', '2020-01-01')`.execute(
    db.services.database.db,
  );
  await sql`insert into role_grant (user_id, unit_id, role, valid_from, valid_to) values (${other.userId}, ${first.id}, 'officer', '2020-01-01', '2026-03-15')`.execute(
    db.services.database.db,
  );
  await tell([
    ...Array.from({ length: 69 }, (_, at) => notice(`n${at}`, { unitId: first.id, mail: true })),
    notice('shared', { unitId: second.id, mail: true }),
    notice('quiet', { unitId: first.id }),
  ]);

  await sendDigests.run({}, db.system);
  expect(await outbox()).toEqual([]); // still gathering

  db.setNow('2026-03-16T02:03:00Z');
  await sendDigests.run({}, db.system);
  await sendDigests.run({}, db.system);
  const mails = new Map((await outbox()).map((mail) => [mail.toAddress, mail.params]));
  expect([...mails.keys()].toSorted()).toEqual(
    [`${busy.userId}@example.test`, `${other.userId}@example.test`].toSorted(),
  );
  // Thirty sentences and "and forty more".
  expect(mails.get(`${busy.userId}@example.test`)?.items).toHaveLength(31);
  expect(mails.get(`${busy.userId}@example.test`)?.items.at(-1)).toMatchObject({ params: { count: 40 } });
  expect(mails.get(`${other.userId}@example.test`)?.items.map((item) => item.params.title)).toEqual(['shared']);
});

test('what was read on the site in the meantime is not mailed', async () => {
  const ward = await givenUnit(db);
  const officer = await givenActor(db, 'officer', ward);
  await tell([notice('a', { unitId: ward.id, mail: true })]);
  await readAllNotices(db.as(officer));
  db.setNow('2026-03-16T02:05:00Z');
  await sendDigests.run({}, db.system);
  expect(await outbox()).toEqual([]);
});
