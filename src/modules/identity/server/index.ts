export { authFor, type Auth } from '#app/modules/identity/server/auth.ts';
export { loadPerson, type SignedInPerson } from '#app/modules/identity/server/actor-queries.ts';
export {
  createAccount,
  insertAccount,
  insertGrant,
  setPassword,
  type NewAccount,
  type NewGrant,
} from '#app/modules/identity/server/create-account.ts';
export { endGrant, grantRole, listGrants, type GrantRow } from '#app/modules/identity/server/grants.ts';
export {
  listPeople,
  rolesPerPage,
  type HeldRole,
  type People,
  type PeopleFilter,
} from '#app/modules/identity/server/list-people.ts';
export { passwordLinkHours, type PasswordLink } from '#app/modules/identity/server/password-link.ts';
export { renewPasswordLink } from '#app/modules/identity/server/renew-password-link.ts';
export { heldFormCookie, holdForm, takeHeldForm, type HeldForm } from '#app/modules/identity/server/held-form.ts';
export {
  changePassword,
  confirmSecondFactor,
  startSecondFactor,
  type SecondFactorSecret,
} from '#app/modules/identity/server/second-factor.ts';
export { listSessions, revokeSession, saveLocale, type OpenSession } from '#app/modules/identity/server/sessions.ts';
export { isFresh, setUpInstance, setupCode, topUnitKinds } from '#app/modules/identity/server/set-up-instance.ts';
export { enterCode, signIn, signOut, type SignInOutcome } from '#app/modules/identity/server/sign-in.ts';
