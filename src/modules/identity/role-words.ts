import { m } from '#app/paraglide/messages.js';
import type { Role } from '#app/platform/actor.ts';

/** The name of a role. */
export function roleName(role: Role): string {
  return {
    administrator: m.identity_role_administrator,
    officer: m.identity_role_officer,
    approver: m.identity_role_approver,
    contributor: m.identity_role_contributor,
    viewer: m.identity_role_viewer,
  }[role]();
}
