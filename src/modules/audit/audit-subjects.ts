/** What an action begins with says what it is about: `plan.submit`. In the order in which a list offers them. */
export const auditAreas = ['plan', 'activity', 'report', 'progress', 'measures', 'orgs', 'identity', 'file'] as const;
export type AuditArea = (typeof auditAreas)[number];

/** What an entry is about and where it can be looked at; null for what has no page of its own. */
export function pageOfSubject(subject: string | null): string | null {
  const [kind, id] = (subject ?? '').split(':');
  if (!id) return null;
  const folders: Record<string, string> = { plan: 'plans', activity: 'activities', report: 'reports', unit: 'units' };
  const folder = folders[kind ?? ''];
  return folder ? `/${folder}/${id}` : null;
}

/** An entry's detail as lines of name and value, one level deep. */
export function detailLines(detail: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }));
}

/** The key of an action's words. */
export function auditKey(action: string): string {
  return `audit_action_${action.replace(/[.-]/g, '_')}`;
}
