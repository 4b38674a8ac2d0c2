import { createHmac } from 'node:crypto';
import { getMigrations } from 'better-auth/db/migration';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readEnv } from '#app/platform/env.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import {
  authFor,
  changePassword,
  confirmSecondFactor,
  createAccount,
  endGrant,
  enterCode,
  grantRole,
  holdForm,
  listSessions,
  loadPerson,
  renewPasswordLink,
  revokeSession,
  setPassword,
  setUpInstance,
  setupCode,
  signIn,
  startSecondFactor,
  takeHeldForm,
} from '#app/modules/identity/server/index.ts';
import { issuePasswordLink } from '#app/modules/identity/server/password-link.ts';

const db = testDatabase();
const env = readEnv({ AUTH_SECRET: 'bi-mat-chi-dung-trong-kiem-thu-0123456789' });
const auth = () => authFor(db.services, env);
const password = 'sau-nam-cay-bang';
const address = '10.0.0.1';

async function setUp(): Promise<void> {
  const code = await setupCode(db.system);
  await setUpInstance(db.system, auth(), {
    setupCode: code,
    unitName: 'LĐLĐ tỉnh Thử Nghiệm',
    kindId: 'provincial_federation',
    name: 'Trần Bình',
    username: 'tran.binh',
    email: 'binh@example.test',
    password,
  });
}

const cookieOf = (lines: string[]): Headers =>
  new Headers({ cookie: lines.map((line) => line.split(';')[0]).join('; ') });
const by = (headers: Headers) => ({ headers, email: 'binh@example.test', address });
const ctxOf = async (headers: Headers) => {
  const session = await auth().api.getSession({ headers });
  return db.as((await loadPerson(db.system, session!.user.id, undefined))!.actor);
};
const tryWith = (login: string, secret: string) =>
  signIn(db.system, auth(), { login, password: secret }, { headers: new Headers(), address });

/** The code that an authenticator shows (RFC 6238, SHA-1, 30 s, 6 digits), computed here on our own. */
function totp(secret: string, at: number): string {
  const bits = [...secret]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest[19]! & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('the tables hold every field that the sign-in library asks for', async () => {
  const wanted = await getMigrations(auth().options);
  for (const table of wanted.toBeCreated) {
    const columns = await db.columns(table.table);
    expect(columns, table.table).toEqual(expect.arrayContaining(Object.keys(table.fields)));
  }
});

test('the first administrator is made once, with the code only', async () => {
  await setupCode(db.system);
  await expect(
    setUpInstance(db.system, auth(), {
      setupCode: 'KHONG-DUNG',
      unitName: 'X',
      kindId: 'provincial_federation',
      name: 'A',
      username: 'abc',
      email: 'a@b.vn',
      password,
    }),
  ).rejects.toMatchObject({ code: 'identity.wrong_code' });
  await setUp();
  await expect(setUp()).rejects.toMatchObject({ code: 'identity.setup_done' });
  expect(await db.count('orgUnit')).toBe(1);
  expect(await db.audited()).toContain('identity.set-up');
});

test('signs in by user name and by e-mail address; wrong name and wrong password answer alike', async () => {
  await setUp();
  expect((await tryWith('tran.binh', password)).setCookies.join()).toContain('session_token');
  expect((await tryWith('BINH@example.test', password)).needsCode).toBe(false);
  await expect(tryWith('tran.binh', 'khong-phai-vay')).rejects.toMatchObject({ code: 'identity.wrong_credentials' });
  await expect(tryWith('khong.co', password)).rejects.toMatchObject({ code: 'identity.wrong_credentials' });
});

test('an account is throttled after eight failures, others at the same address are not; a success wipes the slate', async () => {
  await setUp();
  for (let i = 0; i < 8; i += 1)
    await expect(tryWith('ke.do', 'sai')).rejects.toMatchObject({ code: 'identity.wrong_credentials' });
  await expect(tryWith('ke.do', 'sai')).rejects.toMatchObject({ code: 'too_many' });
  for (let i = 0; i < 7; i += 1)
    await expect(tryWith('tran.binh', 'sai')).rejects.toMatchObject({ code: 'identity.wrong_credentials' });
  db.setNow('2026-03-16T02:01:00Z');
  await tryWith('tran.binh', password);
  db.setNow('2026-03-16T02:02:00Z');
  await expect(tryWith('tran.binh', 'sai')).rejects.toMatchObject({ code: 'identity.wrong_credentials' });
});

test('the user name and the address of one account share their tries', async () => {
  await setUp();
  for (let i = 0; i < 4; i += 1) {
    for (const login of ['tran.binh', 'BINH@example.test'])
      await expect(tryWith(login, 'sai')).rejects.toMatchObject({ code: 'identity.wrong_credentials' });
  }
  for (const login of ['TRAN.BINH', 'binh@example.test'])
    await expect(tryWith(login, 'sai')).rejects.toMatchObject({ code: 'too_many' });
});

test('guesses that are sent all at once are counted like those sent one by one', async () => {
  await setUp();
  const tries = await Promise.allSettled(Array.from({ length: 14 }, () => tryWith('tran.binh', 'sai')));
  const codes = tries.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'signed in'));
  expect(codes.filter((code) => code === 'identity.wrong_credentials')).toHaveLength(8);
  expect(codes.filter((code) => code === 'too_many')).toHaveLength(6);
});

test('a password set by link ends every session of the former one', async () => {
  await setUp();
  const stolen = cookieOf((await tryWith('tran.binh', password)).setCookies);
  const person = await auth().api.getSession({ headers: stolen });
  const { token } = await db.system.transaction(async (tx) => {
    await tx.audit('test.link');
    return issuePasswordLink(
      tx,
      { id: person!.user.id, name: 'Trần Bình', email: 'binh@example.test', locale: 'vi' },
      false,
    );
  });
  await setPassword(db.system, auth(), { token, password: 'mot-mat-khau-khac' });
  expect(await auth().api.getSession({ headers: stolen })).toBeNull();
});

test('there is an end to what strangers can make this server keep', async () => {
  const form = { action: '/plans/new', fields: [['title', 'x']] as [string, string][], files: [] };
  expect(await holdForm(db.system, form, null)).not.toBeNull();
  expect(await holdForm(db.system, { ...form, files: ['x'.repeat(500_000)] }, null)).toBeNull();
  expect(await holdForm(db.system, { ...form, action: '/'.repeat(500_000) }, null)).toBeNull();
  await sql`insert into held_form (id, action, fields, created_at)
    select 'f' || n, '/plans/new', '[]', ${new Date('2026-03-16T02:00:00Z')} from generate_series(1, 399) n`.execute(
    db.services.database.db,
  );
  expect(await holdForm(db.system, form, null)).toBeNull();
  db.setNow('2026-03-16T03:30:00Z');
  expect(await holdForm(db.system, form, null)).not.toBeNull();
});

test('a second factor, once confirmed, is asked for at every sign-in', async () => {
  await setUp();
  const first = cookieOf((await tryWith('tran.binh', password)).setCookies);
  const person = await auth().api.getSession({ headers: first });
  expect((await loadPerson(db.system, person!.user.id, undefined))?.mustSetUpSecondFactor).toBe(true);

  const started = await startSecondFactor(await ctxOf(first), auth(), { password, code: '' }, by(first));
  await expect(confirmSecondFactor(await ctxOf(first), auth(), '000000', first)).rejects.toMatchObject({
    code: 'identity.wrong_code',
  });
  await confirmSecondFactor(await ctxOf(first), auth(), totp(started.secret, Date.now()), first);
  expect((await loadPerson(db.system, person!.user.id, undefined))?.mustSetUpSecondFactor).toBe(false);

  const again = await tryWith('tran.binh', password);
  expect(again.needsCode).toBe(true);
  expect(await auth().api.getSession({ headers: cookieOf(again.setCookies) })).toBeNull();
  const done = await enterCode(auth(), { code: totp(started.secret, Date.now()) }, cookieOf(again.setCookies));
  expect(await auth().api.getSession({ headers: cookieOf(done.setCookies) })).not.toBeNull();

  const byBackup = await tryWith('tran.binh', password);
  await enterCode(auth(), { code: started.backupCodes[0]! }, cookieOf(byBackup.setCookies));
});

test('an authenticator in use is replaced with a code of its own only', async () => {
  await setUp();
  const own = cookieOf((await tryWith('tran.binh', password)).setCookies);
  const started = await startSecondFactor(await ctxOf(own), auth(), { password, code: '' }, by(own));
  const after = cookieOf(await confirmSecondFactor(await ctxOf(own), auth(), totp(started.secret, Date.now()), own));
  for (const code of ['', '000000'])
    await expect(startSecondFactor(await ctxOf(after), auth(), { password, code }, by(after))).rejects.toMatchObject({
      code: 'identity.wrong_code',
    });
  const replaced = await startSecondFactor(
    await ctxOf(after),
    auth(),
    { password, code: totp(started.secret, Date.now()) },
    by(after),
  );
  expect(replaced.secret).not.toBe(started.secret);
  await confirmSecondFactor(
    await ctxOf(cookieOf(replaced.setCookies)),
    auth(),
    totp(replaced.secret, Date.now()),
    cookieOf(replaced.setCookies),
  );
  const again = await tryWith('tran.binh', password);
  const former = enterCode(auth(), { code: totp(started.secret, Date.now()) }, cookieOf(again.setCookies));
  await expect(former).rejects.toMatchObject({ code: 'identity.wrong_code' });
});

test('a session begun with the password alone does not outlive the setting up of the second factor', async () => {
  await setUp();
  const guessed = cookieOf((await tryWith('tran.binh', password)).setCookies);
  const own = cookieOf((await tryWith('tran.binh', password)).setCookies);
  const started = await startSecondFactor(await ctxOf(own), auth(), { password, code: '' }, by(own));
  const after = await confirmSecondFactor(await ctxOf(own), auth(), totp(started.secret, Date.now()), own);
  expect(await auth().api.getSession({ headers: guessed })).toBeNull();
  expect(await auth().api.getSession({ headers: cookieOf(after) })).not.toBeNull();
});

interface Entry {
  action: string;
  isOwn: boolean;
  isAbout: boolean;
  isFrom: boolean;
}

test('whoever has stolen a session may not try passwords for ever; the log says who, about whom and from where', async () => {
  await setUp();
  const stolen = cookieOf((await tryWith('tran.binh', password)).setCookies);
  const ctx = await ctxOf(stolen);
  const change = (current: string) =>
    changePassword(ctx, auth(), { current, password: 'mot-mat-khau-moi' }, by(stolen));
  const tried = ['mot', 'hai', 'ba', 'bon', 'nam', 'sau', 'bay', 'tam'];
  for (const wrong of tried) await expect(change(wrong)).rejects.toMatchObject({ code: 'identity.wrong_credentials' });
  await expect(change(password)).rejects.toMatchObject({ code: 'too_many' });
  await expect(startSecondFactor(ctx, auth(), { password, code: '' }, by(stolen))).rejects.toMatchObject({
    code: 'too_many',
  });

  db.setNow('2026-03-16T04:00:00Z');
  await change(password);
  expect((await tryWith('tran.binh', 'mot-mat-khau-moi')).needsCode).toBe(false);
  const { userId } = ctx.actor;
  const { rows } = await sql<Entry>`
    select distinct action, user_id = ${userId} is true as is_own, subject = ${`user:${userId}`} as is_about,
           address = ${address} is true as is_from
    from audit_entry where action like any (array['%password%', '%sign-in%']) order by action`.execute(
    db.services.database.db,
  );
  expect(rows).toEqual([
    { action: 'identity.change-password', isOwn: true, isAbout: true, isFrom: false },
    { action: 'identity.give-password', isOwn: false, isAbout: true, isFrom: true },
    { action: 'identity.give-password-failed', isOwn: false, isAbout: true, isFrom: true },
    { action: 'identity.sign-in', isOwn: false, isAbout: true, isFrom: true },
  ]);
});

test('an account, its role and a new link for it are made in the name of whoever makes them', async () => {
  const root = await givenUnit(db);
  const administrator = await givenActor(db, 'administrator', root);
  const ctx = db.as(administrator);
  const grant = { unitId: root.id, role: 'viewer', validFrom: '2026-03-01', validTo: null } as const;
  const { userId } = await createAccount(ctx, {
    ...grant,
    name: 'Mới',
    username: 'nguoi.moi',
    email: 'moi@example.test',
  });
  await renewPasswordLink(ctx, { userId });
  const { rows } = await sql<{ action: string; userId: string }>`
    select action, user_id from audit_entry where subject = ${`user:${userId}`} order by id`.execute(
    db.services.database.db,
  );
  expect(rows.map((row) => row.action)).toEqual([
    'identity.grant-role',
    'identity.create-account',
    'identity.renew-password-link',
  ]);
  expect(new Set(rows.map((row) => row.userId))).toEqual(new Set([administrator.userId]));
});

test('a person sees and ends the own sessions, nobody else’s', async () => {
  await setUp();
  const one = await tryWith('tran.binh', password);
  await tryWith('tran.binh', password);
  const session = await auth().api.getSession({ headers: cookieOf(one.setCookies) });
  const me = db.as((await loadPerson(db.system, session!.user.id, undefined))!.actor);
  expect(await listSessions(me)).toHaveLength(2);

  const other = db.as(await givenActor(db, 'viewer', await givenUnit(db)));
  await expect(revokeSession(other, { sessionId: session!.session.id })).rejects.toMatchObject({ code: 'not_found' });
  await revokeSession(me, { sessionId: session!.session.id });
  expect(await auth().api.getSession({ headers: cookieOf(one.setCookies) })).toBeNull();
});

test('an administrator makes an account below; its owner sets the password once', async () => {
  const root = await givenUnit(db);
  const unit = await givenUnit(db, { parent: root });
  const admin = db.as(await givenActor(db, 'administrator', root));
  const account = {
    name: 'Lê Cẩm',
    username: 'le.cam',
    email: 'cam@example.test',
    unitId: unit.id,
    role: 'officer' as const,
    validFrom: '2026-01-01',
    validTo: null,
  };
  const made = await createAccount(admin, account);

  await expect(setPassword(db.system, auth(), { token: made.token, password: 'ngan' })).rejects.toMatchObject({
    code: 'identity.weak_password',
  });
  await setPassword(db.system, auth(), { token: made.token, password });
  await expect(setPassword(db.system, auth(), { token: made.token, password })).rejects.toMatchObject({
    code: 'not_found',
  });
  await tryWith('le.cam', password);
  expect((await loadPerson(db.system, made.userId, undefined))?.actor.grants).toEqual([
    { role: 'officer', unitId: unit.id, path: unit.path },
  ]);
  await expect(createAccount(admin, account)).rejects.toMatchObject({ code: 'identity.taken' });

  const officer = db.as(await givenActor(db, 'officer', root));
  await expect(
    createAccount(officer, { ...account, username: 'khac', email: 'khac@example.test' }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  const foreign = db.as(await givenActor(db, 'administrator', await givenUnit(db)));
  await expect(
    createAccount(foreign, { ...account, username: 'khac', email: 'khac@example.test' }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('a grant counts from its first to its last day; ending it takes effect at once; the last administrator stays', async () => {
  const root = await givenUnit(db);
  const unit = await givenUnit(db, { parent: root });
  const adminActor = await givenActor(db, 'administrator', root);
  const admin = db.as(adminActor);
  const someone = await givenActor(db, 'viewer', unit);
  const grantId = await grantRole(admin, {
    login: someone.userId,
    unitId: unit.id,
    role: 'officer',
    validFrom: '2026-04-01',
    validTo: '2026-04-30',
  });
  const held = async () =>
    (await loadPerson(db.system, someone.userId, undefined))?.actor.grants.map((grant) => grant.role).toSorted();

  expect(await held()).toEqual(['viewer']);
  db.setNow('2026-04-30T16:59:00Z');
  expect(await held()).toEqual(['officer', 'viewer']);
  db.setNow('2026-04-30T17:00:00Z');
  expect(await held()).toEqual(['viewer']);
  db.setNow('2026-04-10T02:00:00Z');
  await endGrant(admin, { grantId });
  expect(await held()).toEqual(['viewer']);

  const own = await db.services.database.db
    .selectFrom('roleGrant')
    .select('id')
    .where('userId', '=', adminActor.userId)
    .executeTakeFirstOrThrow();
  await expect(endGrant(admin, { grantId: own.id })).rejects.toMatchObject({ code: 'identity.last_administrator' });
});

test('what was typed when the session ended comes back once, without passwords, to its owner only', async () => {
  const unit = await givenUnit(db);
  const me = await givenActor(db, 'officer', unit);
  const key = await holdForm(
    db.system,
    {
      action: '/plans/new',
      fields: [
        ['title', 'Kế hoạch đang gõ dở'],
        ['password', 'x'],
      ],
      files: ['anh.jpg'],
    },
    me.userId,
  );
  expect(await takeHeldForm(db.system, key!, 'ai-khac')).toBeNull();
  expect(await takeHeldForm(db.system, key!, me.userId)).toEqual({
    action: '/plans/new',
    fields: [['title', 'Kế hoạch đang gõ dở']],
    files: ['anh.jpg'],
  });
  expect(await takeHeldForm(db.system, key!, me.userId)).toBeNull();
});
