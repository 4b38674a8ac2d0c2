import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { heldLimits } from '#app/modules/media/held-file.ts';
import { clearHeldFiles, openHeldPicture, takeHeldFiles } from '#app/modules/media/server/index.ts';
import { activityInput, people } from '#app/modules/activities/server/testing/given.ts';
import { addEvidenceForm } from '#app/modules/activities/activity-forms.ts';
import {
  addEvidence,
  completeActivity,
  getActivity,
  keepFormFiles,
  planActivity,
  recordActivity,
} from '#app/modules/activities/server/index.ts';

const db = testDatabase();
let photo: File;

beforeAll(async () => {
  const bytes = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#246' } })
    .png()
    .toBuffer();
  photo = new File([new Uint8Array(bytes)], 'họp tổ.png');
});

const heldCount = async (): Promise<number> =>
  (await db.services.database.db.selectFrom('heldFile').select('id').execute()).length;

test('a photograph outlives a confirmation, ends on the activity, and is given out once', async () => {
  const unit = await givenUnit(db, { figures: { members: 5 } });
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const [held] = await keepFormFiles({ files: [photo] }, { locals: { ctx } });
  expect(held).toMatchObject({ name: 'họp tổ.jpg', isPicture: true });
  const input = activityInput(unit, { attendance: [people('members', 9)], heldFiles: [held!.id] });

  await expect(recordActivity(ctx, input)).rejects.toMatchObject({ code: 'activity.needs_confirmation' });
  expect(await keepFormFiles({ heldFiles: [held!.id] }, { locals: { ctx } })).toEqual([held]);
  expect((await openHeldPicture(ctx, held!.id)).mime).toBe('image/jpeg');

  const { activityId } = await recordActivity(ctx, { ...input, isConfirmed: true });
  const page = await ctx.read((tx) => getActivity(tx, activityId));
  expect(page.files.map((file) => file.name)).toEqual(['họp tổ.jpg']);
  expect(await recordActivity(ctx, { ...input, isConfirmed: true })).toMatchObject({ activityId, isRepeat: true });
  await expect(recordActivity(ctx, activityInput(unit, { heldFiles: [held!.id] }))).rejects.toMatchObject({
    problems: { files: 'field_held_files_gone' },
  });
});

test('completing takes held files along too', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const input = activityInput(unit);
  const { activityId } = await planActivity(ctx, input);
  const [held] = await keepFormFiles({ files: [photo] }, { locals: { ctx } });
  const { version } = await ctx.read((tx) => getActivity(tx, activityId));
  await completeActivity(ctx, { ...input, activityId, version, heldFiles: [held!.id] });
  expect((await ctx.read((tx) => getActivity(tx, activityId))).files).toHaveLength(1);
});

test('evidence that is added later takes held files along, and none at all is refused', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const { activityId } = await recordActivity(ctx, activityInput(unit));
  const [held] = await keepFormFiles({ files: [photo] }, { locals: { ctx } });
  const typed = { heldFiles: [held!.id], caption: 'Quang cảnh' };
  const { files: _none, ...sent } = addEvidenceForm.parse(typed);
  await addEvidence(ctx, { activityId, evidence: [], ...sent });
  expect((await ctx.read((tx) => getActivity(tx, activityId))).files).toMatchObject([
    { name: 'họp tổ.jpg', caption: 'Quang cảnh' },
  ]);
  const { heldFiles } = addEvidenceForm.parse({ ...typed, droppedFiles: [held!.id] });
  await expect(addEvidence(ctx, { activityId, evidence: [], heldFiles, caption: '' })).rejects.toMatchObject({
    problems: { files: 'field_required' },
  });
});

test('nobody else sees, lists or takes a held file, not even of the same unit', async () => {
  const unit = await givenUnit(db);
  const ctx = db.as(await givenActor(db, 'officer', unit));
  const [held] = await keepFormFiles({ files: [photo] }, { locals: { ctx } });
  const other = db.as(await givenActor(db, 'officer', unit));

  expect(await keepFormFiles({ heldFiles: [held!.id] }, { locals: { ctx: other } })).toEqual([]);
  await expect(openHeldPicture(other, held!.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(recordActivity(other, activityInput(unit, { heldFiles: [held!.id] }))).rejects.toMatchObject({
    code: 'invalid',
  });
  // The policy alone holds too, without the condition in the statement.
  expect(await other.read((tx) => tx.db.selectFrom('heldFile').select('id').execute())).toEqual([]);
  expect(await keepFormFiles({ heldFiles: [held!.id] }, { locals: { ctx } })).toEqual([held]);
});

test('what its content refuses and what was let go of is not held for the next sending', async () => {
  const ctx = db.as(await givenActor(db, 'officer', await givenUnit(db)));
  const program = new File([new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0])], 'ảnh.jpg');
  const held = await keepFormFiles({ files: [program, photo] }, { locals: { ctx } });
  expect(held.map((file) => file.name)).toEqual(['họp tổ.jpg']);
  const ids = held.map((file) => file.id);
  expect(await keepFormFiles({ heldFiles: ids, droppedFiles: ids }, { locals: { ctx } })).toEqual([]);
});

test('who may not record has nothing held', async () => {
  const ctx = db.as(await givenActor(db, 'viewer', await givenUnit(db)));
  expect(await keepFormFiles({ files: [photo] }, { locals: { ctx } })).toEqual([]);
});

test('a person holds so many files and no more', async () => {
  const ctx = db.as(await givenActor(db, 'officer', await givenUnit(db)));
  const twenty = Array.from({ length: 25 }, () => photo);
  expect(await keepFormFiles({ files: twenty }, { locals: { ctx } })).toHaveLength(20);
  expect(await keepFormFiles({ files: twenty }, { locals: { ctx } })).toHaveLength(heldLimits.files - 20);
  expect(await keepFormFiles({ files: twenty }, { locals: { ctx } })).toEqual([]);
});

test('after an hour a held file is given to nobody, and the job lets go of it', async () => {
  const ctx = db.as(await givenActor(db, 'officer', await givenUnit(db)));
  const [old] = await keepFormFiles({ files: [photo] }, { locals: { ctx } });
  const [fresh] = await keepFormFiles({ files: [photo] }, { locals: { ctx } });
  await db.services.database.db
    .updateTable('heldFile')
    .set((eb) => ({ heldAt: eb.val(new Date(db.services.clock.now().getTime() - 3_600_001)) }))
    .where('id', '=', old!.id)
    .execute();
  await expect(ctx.transaction((tx) => takeHeldFiles(tx, [old!.id]))).rejects.toMatchObject({ code: 'invalid' });
  const before = await heldCount();
  await clearHeldFiles.run({}, db.system);
  expect(await heldCount()).toBe(before - 1);
  expect(await keepFormFiles({ heldFiles: [old!.id, fresh!.id] }, { locals: { ctx } })).toEqual([fresh]);
});
