/**
 * What went wrong, for code. Words for people are chosen at the edge from this code (`messages`, keys `error_…`).
 * Each module adds its own codes below; a new code without a status does not compile.
 */
const httpStatus = {
  not_found: 404, // absent, or the actor may not know that it exists
  forbidden: 403, // the actor may see it but not do this
  conflict: 409, // someone changed it since the form was opened
  signed_out: 401, // the session ended while the form was open
  invalid: 422, // a field is wrong; `problems` says which
  too_many: 429, // tried too often; `retryAfterSeconds` says when again
  too_large: 413,
  disk_full: 507,
  database_unavailable: 503,
  database_locked: 503,
  address_in_use: 503,
  second_factor_required: 403,
  'env.invalid': 500,
  unexpected: 500,
  // identity
  'identity.wrong_credentials': 401,
  'identity.wrong_code': 401,
  'identity.setup_done': 409,
  'identity.weak_password': 422,
  'identity.taken': 409,
  'identity.last_administrator': 409,
  'identity.role_above_own': 403,
  'identity.already_granted': 409,
  'identity.holds_more_elsewhere': 403,
  // orgs
  'orgs.cycle': 422,
  'orgs.same_unit': 422,
  'orgs.before_founding': 422,
  'orgs.ended': 409,
  'orgs.withdrawn': 409,
  'orgs.code_taken': 409,
  'orgs.has_children': 409,
  'orgs.too_few_units': 422,
  'orgs.unknown_parent': 422,
  'orgs.unreadable_sheet': 422,
  'orgs.nothing_to_import': 422,
  'orgs.faulty_rows': 422,
  'orgs.future_effective': 422,
  'orgs.before_last_change': 422,
  'orgs.nested_units': 422,
  'orgs.name_taken': 409,
  'orgs.nothing_changes': 422,
  'orgs.relation_exists': 409,
  'orgs.too_many_rows': 422,
  'orgs.import_expired': 409,
  'orgs.sheet_unfolds': 422,
  'orgs.undone_already': 409,
  'orgs.undo_later_decision': 409,
  'orgs.undo_changed_since': 409,
  'orgs.undo_not_kept': 409,
  'orgs.undo_has_units': 409,
  'orgs.undo_has_people': 409,
  'orgs.undo_has_figures': 409,
  'orgs.shares_differ': 422,
  'orgs.row_code_taken': 409,
  'orgs.planned_already': 409,
  'orgs.wrong_level': 422,
  'orgs.planned_day': 422,
  // files and documents
  'document.empty': 422,
  'document.too_large': 413,
  'document.kind_mismatch': 415,
  'document.unsupported_kind': 415,
  'document.archive_bomb': 422,
  'document.encrypted': 422,
  'document.damaged': 422,
  'document.no_text': 422,
  'document.too_slow': 422,
  'document.too_much_memory': 422,
  'document.failed': 422,
  'file.unsupported_kind': 415,
  'file.kind_mismatch': 415,
  'file.too_large': 413,
  'file.too_many_pixels': 413,
  'file.empty': 422,
  'file.damaged': 422,
  // plans
  'plan.wrong_status': 409,
  'plan.immutable': 409,
  'plan.own_approval': 403,
  'plan.nothing_in_it': 422,
  'plan.unsure_items': 422,
  'plan.no_recipients': 422,
  'plan.no_number': 422,
  'plan.number_taken': 409,
  'plan.reason_needed': 422,
  'plan.lower_without_reason': 422,
  'plan.lowering_undecided': 409,
  'plan.already_adopted': 409,
  'plan.not_addressed': 404,
  'plan.comment_needed': 422,
  'plan.unit_ended': 409,
  'plan.unit_has_plans': 409,
  // activities
  'activity.wrong_status': 409,
  'activity.future_done': 422,
  'activity.outside_plan': 422,
  'activity.ended_unit': 409,
  'activity.needs_confirmation': 422,
  'activity.reason_needed': 422,
  'activity.not_counted': 422,
  'activity.check_in_closed': 409,
  'activity.too_many_names': 429,
  'activity.unit_has_activities': 409,
  // measures
  'measures.recount_going': 409,
  'measure.retired': 409,
  'measure.not_declared': 422,
  // progress
  'progress.not_declared': 422,
  'progress.future_day': 422,
  // reports
  'report.wrong_status': 409,
  'report.reason_needed': 422,
  'report.exists': 409,
  'report.no_receiver': 422,
  'report.unit_ended': 409,
  'report.unit_has_reports': 409,
  // demonstration, backup
  'demo.not_empty': 409,
  'backup.not_a_backup': 422,
  'backup.not_empty': 409,
  'backup.newer': 409,
} as const satisfies Record<string, number>;

export type AppErrorCode = keyof typeof httpStatus;
export type ErrorParams = Record<string, string | number>;

const brand = Symbol.for('lantoa.AppError');

/** An expected error. `params` fill the placeholders of its words; never put secrets or personal data there. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly params: ErrorParams;
  /** Faults by field name, for `invalid`. */
  readonly problems: Record<string, string>;

  constructor(code: AppErrorCode, params: ErrorParams = {}, problems: Record<string, string> = {}) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.problems = problems;
    Object.defineProperty(this, brand, { value: true });
  }

  get status(): number {
    return httpStatus[this.code];
  }
}

/**
 * Server code is loaded twice in one process (the built site and plain Node), so `instanceof` would miss
 * errors of the other copy: the brand is shared.
 */
export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && brand in error;
}

export const errorCodes = Object.keys(httpStatus) as AppErrorCode[];

export function statusOf(code: AppErrorCode): number {
  return httpStatus[code];
}
