import { schoolYearRules, usualRules, type PeriodKind, type PeriodRule } from '#app/modules/reports/period.ts';

/** With which days the form of the calendar begins: those in force, the usual ones, or those of the school year. */
export const presets = ['now', 'usual', 'school'] as const;
export type Preset = (typeof presets)[number];

export function readPreset(text: string | null): Preset {
  return presets.find((one) => one === text) ?? 'now';
}

export function rulesOf(
  preset: Preset,
  inForce: Readonly<Record<PeriodKind, { rule: PeriodRule }>>,
  kind: PeriodKind,
): PeriodRule {
  if (preset === 'usual') return usualRules[kind];
  return preset === 'school' ? schoolYearRules[kind] : inForce[kind].rule;
}
