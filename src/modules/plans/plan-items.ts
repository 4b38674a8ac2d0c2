/** What a plan is made of, as lists of codes that the forms, the reader and the tables share. */
export const itemKinds = ['basis', 'section', 'target', 'task', 'quota', 'duty', 'recipient'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** `unsure`: look first. `sure`: read with certainty, nobody has looked. The rest tells what a person did. */
export const reviewStates = ['unsure', 'sure', 'confirmed', 'edited', 'added', 'dropped'] as const;
export type ReviewState = (typeof reviewStates)[number];

/**
 * What a target asks for. coverage: persons reached of a declared population. unit_rate: units that did at least
 * `minPerUnit`. count: so many in all. per_unit_count: so many by each unit. declared_rate: numerator and denominator
 * are declared. ratio: a measure's sum over another's. qualitative: the units rate themselves. distribution: units that received a document.
 */
export const targetShapes = [
  'coverage',
  'unit_rate',
  'count',
  'per_unit_count',
  'declared_rate',
  'ratio',
  'qualitative',
  'distribution',
] as const;
export type TargetShape = (typeof targetShapes)[number];
/** Shapes of so many of all people or units there are: their unit is the percentage, and more than all there is not. */
export const shareShapes: readonly TargetShape[] = ['coverage', 'unit_rate', 'declared_rate', 'distribution'];

/** Shapes that are said in percent; a ratio may pass a hundred, since what it counts above is no part of what is below. */
export const percentShapes: readonly TargetShape[] = [...shareShapes, 'ratio'];

export const comparators = ['>=', '>', '=', '<=', '<'] as const;
export type Comparator = (typeof comparators)[number];

export const cadences = [
  'once',
  'by_date',
  'monthly',
  'quarterly',
  'half_yearly',
  'yearly',
  'two_yearly',
  'five_yearly',
  'term',
  'other',
] as const;
export type Cadence = (typeof cadences)[number];

/** Who must reach a target: the issuer itself, each unit for itself, or the whole tree together. */
export const bindings = ['issuer', 'each_unit', 'tree'] as const;
export type Binding = (typeof bindings)[number];

export const taskKinds = [
  'assigned',
  'schedule',
  'event',
  'appendix',
  'request',
  'solution',
  'content',
  'criterion',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export const recurrences = [
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'half-yearly',
  'yearly',
  'continuous',
  'periodic',
] as const;
export type Recurrence = (typeof recurrences)[number];

export const purposes = ['act', 'inform', 'archive'] as const;
export type Purpose = (typeof purposes)[number];

/** How a line of "Nơi nhận" becomes units on the day of issue; all below the issuer, `kindIds` narrowing them. */
export const recipientRules = ['none', 'unit', 'children', 'descendants', 'kind'] as const;
export type RecipientRule = (typeof recipientRules)[number];

/** Why the reader was not sure, for the words beside an item. */
export const doubts = [
  'reader',
  'comparator',
  'population',
  'shape',
  'cadence',
  'deadline',
  'recipient',
  'table',
] as const;
export type Doubt = (typeof doubts)[number];

/** Stands in a section's text where the table of quotas is printed. */
export const quotaMark = '[BẢNG ĐỊNH MỨC]';
