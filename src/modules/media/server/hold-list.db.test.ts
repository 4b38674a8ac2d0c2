import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { keepSentList, openHeldList } from '#app/modules/media/server/index.ts';

const db = testDatabase();
const csv = (text: string, name = 'đơn vị.csv') => new File([text], name, { type: 'text/csv' });
const officer = async () => db.as(await givenActor(db, 'officer', await givenUnit(db)));
const text = async (upload: { bytes: Uint8Array }) => new TextDecoder().decode(upload.bytes);

test('a list of a refused form is held, read again as it came, and goes along with the next sending', async () => {
  const ctx = await officer();
  const [held] = await keepSentList(ctx, { list: csv('Mã,Tên\nA,CĐCS A') }, false);
  expect(held).toMatchObject({ name: 'đơn vị.csv', isPicture: false });
  const first = await openHeldList(ctx, held!.id);
  expect([first.name, await text(first)]).toEqual(['đơn vị.csv', 'Mã,Tên\nA,CĐCS A']);
  // Refused again with nothing chosen anew: the same one stays.
  expect(await keepSentList(ctx, { heldFiles: [held!.id] }, false)).toEqual([held]);
  expect(await text(await openHeldList(ctx, held!.id))).toBe('Mã,Tên\nA,CĐCS A');
});

test('a new list takes the place of the held one, and one let go of is not shown again', async () => {
  const ctx = await officer();
  const [held] = await keepSentList(ctx, { list: csv('a') }, false);
  const [other] = await keepSentList(ctx, { list: csv('b', 'khác.csv'), heldFiles: [held!.id] }, false);
  expect(other).toMatchObject({ name: 'khác.csv' });
  expect(await keepSentList(ctx, { heldFiles: [held!.id], droppedFiles: [held!.id] }, false)).toEqual([]);
});

test('a list that is the fault itself is not kept, and the one before it stays', async () => {
  const ctx = await officer();
  const [held] = await keepSentList(ctx, { list: csv('a') }, false);
  expect(await keepSentList(ctx, { list: csv('hỏng') }, true)).toEqual([]);
  expect(await keepSentList(ctx, { list: csv('hỏng'), heldFiles: [held!.id] }, true)).toEqual([held]);
  expect(await keepSentList(ctx, { heldFiles: [held!.id] }, true)).toEqual([]);
  const program = new File([new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])], 'danh sách.csv');
  expect(await keepSentList(ctx, { list: program }, false)).toEqual([]);
});

test('nobody else reads a held list, and after an hour it is gone', async () => {
  const ctx = await officer();
  const [held] = await keepSentList(ctx, { list: csv('a') }, false);
  await expect(openHeldList(await officer(), held!.id)).rejects.toMatchObject({
    problems: { list: 'field_held_files_gone' },
  });
  db.setNow(new Date(ctx.services.clock.now().getTime() + 3_600_001).toISOString());
  await expect(openHeldList(ctx, held!.id)).rejects.toMatchObject({ problems: { list: 'field_held_files_gone' } });
});
