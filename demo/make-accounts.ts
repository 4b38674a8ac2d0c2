import { randomUUID } from 'node:crypto';
import { symmetricEncrypt } from 'better-auth/crypto';
import { sql } from 'kysely';
import { decidingRoles, type Actor, type Role } from '#app/platform/actor.ts';
import type { Application } from '#app/platform/application.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import { authFor, insertAccount, insertGrant } from '#app/modules/identity/server/index.ts';
import type { DemoTime } from './demo-clock.ts';
import type { DemoUnit, Federation } from './found-federation.ts';

/** Known to everyone who reads this: accounts that exist only where the demonstration was loaded. */
export const demoPassword = 'lan-toa-lam-son';
/** Key of the second factor of every deciding account, as it is kept; `lantoa demo-code` shows its present code. */
export const demoSecret = 'LANTOADEMOLANTOADEMOLANTOADEMO23';

export interface DemoAccount {
  username: string;
  name: string;
  role: Role;
  unit: DemoUnit;
}

/** The accounts that the start prints, one for each way of using the product. */
export function demoAccounts(federation: Federation): DemoAccount[] {
  const ward = federation.branches[0]!;
  const union = ward.unions[0]!;
  return [
    { username: 'quantri', name: 'Vũ Quốc Bảo', role: 'administrator', unit: federation.province },
    { username: 'canbo', name: 'Nguyễn Thu Hằng', role: 'officer', unit: federation.province },
    { username: 'lanhdao', name: 'Lê Quang Vinh', role: 'approver', unit: federation.province },
    { username: 'phuong', name: 'Phạm Thị Hòa', role: 'officer', unit: ward.unit },
    { username: 'duyetphuong', name: 'Đỗ Hữu Nghĩa', role: 'approver', unit: ward.unit },
    { username: 'coso', name: 'Trần Ngọc Ánh', role: 'officer', unit: union },
    { username: 'congtacvien', name: 'Bùi Minh Đức', role: 'contributor', unit: union },
    { username: 'xem', name: 'Mai Kim Oanh', role: 'viewer', unit: federation.province },
  ];
}

/** People who act in the story: by user name, and an officer and an approver for every middle unit. */
export type Cast = Map<string, Actor>;

/** Makes the accounts of the demonstration; officers and approvers of the other middle units have no password. */
export async function makeAccounts(
  app: Application,
  time: DemoTime,
  federation: Federation,
  on: LocalDate,
): Promise<Cast> {
  const context = await authFor(app.services, app.env).$context;
  const hash = await context.password.hash(demoPassword);
  const encrypted = await symmetricEncrypt({ key: context.secretConfig, data: demoSecret });
  const cast: Cast = new Map();
  const shown = demoAccounts(federation);
  const others = federation.branches.slice(1).flatMap((branch): DemoAccount[] => [
    { username: `cb-${branch.key}`, name: `Cán bộ ${branch.unit.name}`, role: 'officer', unit: branch.unit },
    { username: `ld-${branch.key}`, name: `Lãnh đạo ${branch.unit.name}`, role: 'approver', unit: branch.unit },
  ]);
  await time.system.transaction(async (tx) => {
    for (const account of [...shown, ...others]) {
      const isShown = shown.includes(account);
      const userId = await insertAccount(
        tx,
        { ...account, email: `${account.username}@lamson.example` },
        isShown ? hash : null,
      );
      await insertGrant(tx, userId, { unitId: account.unit.id, role: account.role, validFrom: on, validTo: null });
      if (isShown && decidingRoles.includes(account.role)) await installSecondFactor(tx.db, userId, encrypted);
      cast.set(account.username, actorOf(account, userId));
    }
  });
  cast.set('cb-ben-nguyet', cast.get('phuong')!);
  cast.set('ld-ben-nguyet', cast.get('duyetphuong')!);
  return cast;
}

function actorOf(account: DemoAccount, userId: string): Actor {
  const { id, path } = account.unit;
  return { userId, name: account.name, grants: [{ role: account.role, unitId: id, path }], unitId: id, unitPath: path };
}

async function installSecondFactor(
  db: Parameters<ReturnType<typeof sql>['execute']>[0],
  userId: string,
  encrypted: string,
): Promise<void> {
  await sql`insert into user_two_factor (id, secret, backup_codes, user_id) values (${randomUUID()}, ${encrypted}, '', ${userId})`.execute(
    db,
  );
  await sql`update app_user set two_factor_enabled = true where id = ${userId}`.execute(db);
}
