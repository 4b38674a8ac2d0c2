import { m } from '#app/paraglide/messages.js';
import type {
  Binding,
  Cadence,
  Doubt,
  ItemKind,
  Purpose,
  RecipientRule,
  Recurrence,
  ReviewState,
  TargetShape,
} from '#app/modules/plans/plan-items.ts';

// Codes of the tables in the reader's words; a list each, so that a new code without words does not compile.

export const groupWords: Record<ItemKind, () => string> = {
  basis: m.plans_group_basis,
  section: m.plans_group_section,
  target: m.plans_group_target,
  task: m.plans_group_task,
  quota: m.plans_group_quota,
  duty: m.plans_group_duty,
  recipient: m.plans_group_recipient,
};

export const reviewWords: Record<ReviewState, () => string> = {
  unsure: m.plans_state_unsure,
  sure: m.plans_state_sure,
  confirmed: m.plans_state_confirmed,
  edited: m.plans_state_edited,
  added: m.plans_state_added,
  dropped: m.plans_state_dropped,
};

export const doubtWords: Record<Doubt, () => string> = {
  reader: m.plans_doubt_reader,
  comparator: m.plans_doubt_comparator,
  population: m.plans_doubt_population,
  shape: m.plans_doubt_shape,
  cadence: m.plans_doubt_cadence,
  deadline: m.plans_doubt_deadline,
  recipient: m.plans_doubt_recipient,
  table: m.plans_doubt_table,
};

export const shapeWords: Record<TargetShape, () => string> = {
  coverage: m.plans_shape_coverage,
  unit_rate: m.plans_shape_unit_rate,
  count: m.plans_shape_count,
  per_unit_count: m.plans_shape_per_unit_count,
  declared_rate: m.plans_shape_declared_rate,
  ratio: m.plans_shape_ratio,
  qualitative: m.plans_shape_qualitative,
  distribution: m.plans_shape_distribution,
};

export const cadenceWords: Record<Cadence, () => string> = {
  once: m.plans_cadence_once,
  by_date: m.plans_cadence_by_date,
  monthly: m.plans_cadence_monthly,
  quarterly: m.plans_cadence_quarterly,
  half_yearly: m.plans_cadence_half_yearly,
  yearly: m.plans_cadence_yearly,
  two_yearly: m.plans_cadence_two_yearly,
  five_yearly: m.plans_cadence_five_yearly,
  term: m.plans_cadence_term,
  other: m.plans_cadence_other,
};

export const bindsWords: Record<Binding, () => string> = {
  issuer: m.plans_binds_issuer,
  each_unit: m.plans_binds_each_unit,
  tree: m.plans_binds_tree,
};

export const purposeWords: Record<Purpose, () => string> = {
  act: m.plans_purpose_act,
  inform: m.plans_purpose_inform,
  archive: m.plans_purpose_archive,
};

export const ruleWords: Record<RecipientRule, () => string> = {
  none: m.plans_rule_none,
  unit: m.plans_rule_unit,
  children: m.plans_rule_children,
  descendants: m.plans_rule_descendants,
  kind: m.plans_rule_kind,
};

export const recurrenceWords: Record<Recurrence, () => string> = {
  daily: m.plans_recurrence_daily,
  weekly: m.plans_recurrence_weekly,
  monthly: m.plans_recurrence_monthly,
  quarterly: m.plans_recurrence_quarterly,
  'half-yearly': m.plans_recurrence_half_yearly,
  yearly: m.plans_recurrence_yearly,
  continuous: m.plans_recurrence_continuous,
  periodic: m.plans_recurrence_periodic,
};
