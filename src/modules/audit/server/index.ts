/** The only door for routes and other modules. */
export {
  auditPageSize,
  listAudit,
  type AuditFilter,
  type AuditLine,
  type AuditPage,
} from '#app/modules/audit/server/list-audit.ts';
