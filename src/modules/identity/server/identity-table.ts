import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

declare module '#app/db/schema.ts' {
  interface Database {
    appUser: AppUserTable;
    heldForm: HeldFormTable;
    roleGrant: RoleGrantTable;
    signInAttempt: SignInAttemptTable;
    userAccount: UserAccountTable;
    userSession: UserSessionTable;
    userTwoFactor: UserTwoFactorTable;
    userVerification: UserVerificationTable;
  }
}

export interface AppUserTable {
  id: string;
  name: string;
  email: string;
  emailVerified: Generated<boolean>;
  image: string | null;
  username: string | null;
  displayUsername: string | null;
  twoFactorEnabled: Generated<boolean | null>;
  locale: Generated<string>;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const appUserColumns = {
  id: true,
  name: true,
  email: true,
  emailVerified: true,
  image: true,
  username: true,
  displayUsername: true,
  twoFactorEnabled: true,
  locale: true,
  createdAt: true,
  updatedAt: true,
} satisfies Record<keyof AppUserTable, true>;

export interface HeldFormTable {
  id: string;
  userId: string | null;
  action: string;
  fields: ColumnType<unknown, string, string>;
  files: ColumnType<unknown, string | undefined, string>;
  createdAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const heldFormColumns = {
  id: true,
  userId: true,
  action: true,
  fields: true,
  files: true,
  createdAt: true,
} satisfies Record<keyof HeldFormTable, true>;

export interface RoleGrantTable {
  id: Generated<string>;
  userId: string;
  unitId: string;
  role: string;
  validFrom: string;
  validTo: string | null;
  grantedBy: string | null;
  createdAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const roleGrantColumns = {
  id: true,
  userId: true,
  unitId: true,
  role: true,
  validFrom: true,
  validTo: true,
  grantedBy: true,
  createdAt: true,
} satisfies Record<keyof RoleGrantTable, true>;

export interface SignInAttemptTable {
  id: GeneratedAlways<number>;
  loginKey: string;
  address: string;
  isSuccess: boolean;
  attemptedAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const signInAttemptColumns = {
  id: true,
  loginKey: true,
  address: true,
  isSuccess: true,
  attemptedAt: true,
} satisfies Record<keyof SignInAttemptTable, true>;

export interface UserAccountTable {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: Date | null;
  refreshTokenExpiresAt: Date | null;
  scope: string | null;
  password: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const userAccountColumns = {
  id: true,
  accountId: true,
  providerId: true,
  userId: true,
  accessToken: true,
  refreshToken: true,
  idToken: true,
  accessTokenExpiresAt: true,
  refreshTokenExpiresAt: true,
  scope: true,
  password: true,
  createdAt: true,
  updatedAt: true,
} satisfies Record<keyof UserAccountTable, true>;

export interface UserSessionTable {
  id: string;
  userId: string;
  token: string;
  expiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const userSessionColumns = {
  id: true,
  userId: true,
  token: true,
  expiresAt: true,
  ipAddress: true,
  userAgent: true,
  createdAt: true,
  updatedAt: true,
} satisfies Record<keyof UserSessionTable, true>;

export interface UserTwoFactorTable {
  id: string;
  secret: string;
  backupCodes: string;
  userId: string;
  verified: Generated<boolean | null>;
  failedVerificationCount: Generated<number | null>;
  lockedUntil: Date | null;
}

/** Every column once; the drift test compares it with the database. */
export const userTwoFactorColumns = {
  id: true,
  secret: true,
  backupCodes: true,
  userId: true,
  verified: true,
  failedVerificationCount: true,
  lockedUntil: true,
} satisfies Record<keyof UserTwoFactorTable, true>;

export interface UserVerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: Date;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
}

/** Every column once; the drift test compares it with the database. */
export const userVerificationColumns = {
  id: true,
  identifier: true,
  value: true,
  expiresAt: true,
  createdAt: true,
  updatedAt: true,
} satisfies Record<keyof UserVerificationTable, true>;
