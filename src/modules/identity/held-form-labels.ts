import { m } from '#app/paraglide/messages.js';

/**
 * What the fields of the workplace's forms are called, by the last part of their names (`item.statement`,
 * `attendance.members.attendanceCount`): somebody who signs in again reads what they typed under the words of the form
 * they typed it into.
 */
const labels: Record<string, () => string> = {
  amount: m.activities_costs,
  asOfOn: m.plans_task_on,
  attendanceCount: m.measures_way_attendances,
  audience: m.activities_audience,
  body: m.plans_f_body,
  caption: m.activities_caption,
  closing: m.plans_f_closing,
  comment: m.plans_return_comment,
  count: m.plans_f_count,
  deadlineText: m.plans_f_deadline_text,
  decisionNumber: m.orgs_decision_number,
  defaultOwner: m.cascade_adopt_default_owner,
  denominator: m.progress_denominator,
  dueOn: m.plans_f_due,
  email: m.orgs_field_email,
  endsOn: m.activities_ends_on,
  fromText: m.plans_f_from,
  groupLabel: m.plans_f_group,
  happenedOn: m.plans_task_on,
  heading: m.plans_f_heading,
  issuedOn: m.plans_issue_on,
  issuerName: m.plans_f_issuer,
  label: m.plans_f_label,
  name: m.orgs_field_name,
  note: m.progress_note,
  number: m.plans_f_number,
  numerator: m.progress_numerator,
  opening: m.plans_f_opening,
  owner: m.cascade_adopt_owner,
  ownerText: m.plans_f_owner,
  partners: m.activities_partners,
  personCount: m.measures_way_persons,
  phone: m.orgs_field_phone,
  place: m.activities_place,
  quote: m.plans_review_quote,
  reason: m.activities_reason,
  rowLabel: m.plans_f_row,
  shortName: m.orgs_field_short_name,
  signerName: m.plans_f_signer_name,
  startsOn: m.activities_starts_on,
  statement: m.plans_f_statement,
  summary: m.activities_summary,
  text: m.plans_f_statement,
  title: m.plans_f_heading,
  toText: m.plans_f_to,
  topics: m.plans_f_topics,
  value: m.plans_f_value,
  year: m.reports_year,
};

/** The words of a field; those of any other one where its form has words that are not listed. */
export function heldFormLabel(name: string): string {
  const last = name.replace(/\[\]$/, '').split('.').at(-1) ?? '';
  return (labels[last] ?? m.identity_resume_other)();
}
