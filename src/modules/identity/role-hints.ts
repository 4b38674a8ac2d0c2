import { m } from '#app/paraglide/messages.js';
import type { Role } from '#app/platform/actor.ts';

/** What a role lets a person do, in a line. */
export function roleHint(role: Role): string {
  return {
    administrator: m.identity_role_administrator_hint,
    officer: m.identity_role_officer_hint,
    approver: m.identity_role_approver_hint,
    contributor: m.identity_role_contributor_hint,
    viewer: m.identity_role_viewer_hint,
  }[role]();
}
