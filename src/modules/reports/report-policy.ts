import { hasRole, type Actor, type Role } from '#app/platform/actor.ts';
import { AppError } from '#app/platform/errors.ts';
import type { ReportMove } from '#app/modules/reports/report-lifecycle.ts';

/** What policies decide on. `receiverPath` is null for a unit that reports to nobody in the system. */
export interface ReportFacts {
  unitPath: string;
  receiverPath: string | null;
  /** The reporting unit has ended: nobody is left to write, send or correct the report. */
  unitEndedOn?: string | null;
}

export type ReportAction = 'read' | 'write' | 'set_calendar' | ReportMove;

const own: Partial<Record<ReportAction, readonly Role[]>> = {
  read: ['administrator', 'officer', 'approver', 'contributor', 'viewer'],
  write: ['officer', 'contributor', 'administrator'],
  submit: ['officer', 'approver', 'administrator'],
  withdraw: ['officer', 'approver', 'administrator'],
  set_calendar: ['officer', 'approver', 'administrator'],
};
const afterEnd: readonly ReportAction[] = ['read', 'accept'];
const deciding: readonly Role[] = ['officer', 'approver', 'administrator'];

/**
 * A unit writes and sends its own report; the unit that receives it decides. Someone whose only role is at the
 * reporting unit never accepts its report; a unit that reports to nobody closes its own through its approver.
 */
export function canReport(actor: Actor, action: ReportAction, report: ReportFacts): boolean {
  if (report.unitEndedOn && !afterEnd.includes(action)) return false;
  return mayReport(actor, action, report);
}

function mayReport(actor: Actor, action: ReportAction, report: ReportFacts): boolean {
  const roles = own[action];
  if (roles) return hasRole(actor, roles, report.unitPath);
  if (report.receiverPath === null) return hasRole(actor, ['approver'], report.unitPath);
  return hasRole(actor, deciding, report.receiverPath);
}

/** Throws `not_found` where the report may not be read, `forbidden` where it may but not this, `report.unit_ended`. */
export function requireReport<R extends ReportFacts>(
  actor: Actor,
  action: ReportAction,
  report: R | undefined,
): asserts report is R {
  if (!report || !canReport(actor, 'read', report)) throw new AppError('not_found');
  if (!mayReport(actor, action, report)) throw new AppError('forbidden');
  if (!canReport(actor, action, report)) throw new AppError('report.unit_ended', { date: report.unitEndedOn ?? '' });
}
