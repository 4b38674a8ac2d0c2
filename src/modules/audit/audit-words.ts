import { m } from '#app/paraglide/messages.js';
import type { AuditArea } from '#app/modules/audit/audit-subjects.ts';

/** The name of what an entry can be about. */
export function areaName(area: AuditArea): string {
  return {
    plan: m.audit_area_plan,
    activity: m.audit_area_activity,
    report: m.audit_area_report,
    progress: m.audit_area_progress,
    measures: m.audit_area_measures,
    orgs: m.audit_area_orgs,
    identity: m.audit_area_identity,
    file: m.audit_area_file,
  }[area]();
}
