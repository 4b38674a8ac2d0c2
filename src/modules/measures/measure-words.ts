import { m } from '#app/paraglide/messages.js';
import { getLocale } from '#app/paraglide/runtime.js';
import { formatNumber } from '#app/ui/format-values.ts';
import type { OwnMeasureWay } from '#app/modules/measures/measure-forms.ts';
import type { ActivityRule } from '#app/modules/measures/measure-rule.ts';
import type { MeasureValue } from '#app/modules/measures/measure-value.ts';
import type { MeasureLine } from '#app/modules/measures/server/index.ts';

type Named = { nameVi: string; nameEn: string };
/** Names of forms, topics, populations, sources and measures by id, in the reader's language. */
export type RuleNames = Readonly<Record<string, string>>;

const isEnglish = (): boolean => getLocale() === 'en';
export const measureName = (line: Named): string => (isEnglish() ? line.nameEn : line.nameVi);
export const measureUnit = (line: { unitVi: string; unitEn: string }): string =>
  isEnglish() ? line.unitEn : line.unitVi;

export const wayWords: Record<OwnMeasureWay, () => string> = {
  activities: m.measures_way_activities,
  attendances: m.measures_way_attendances,
  persons: m.measures_way_persons,
  cost: m.measures_way_cost,
  quantity: m.measures_way_quantity,
  declared: m.measures_way_declared,
  declared_stock: m.measures_way_declared_stock,
  declared_ratio: m.measures_way_declared_ratio,
  ratio: m.measures_way_ratio,
  unit_share: m.measures_way_unit_share,
};

/** Where the figures of a measure come from, in one sentence. */
export function ruleWords({ rule, rollUp }: Pick<MeasureLine, 'rule' | 'rollUp'>, names: RuleNames): string {
  const named = (id: string): string => names[id] ?? id;
  switch (rule.source) {
    case 'activities':
      return [wayWords[rule.count](), ...narrowedTo(rule, named)].join(' · ');
    case 'declared':
      return rollUp === 'latest' ? m.measures_rule_declared_stock() : m.measures_rule_declared();
    case 'check_in':
      return m.measures_rule_check_in();
    case 'ratio':
      return m.measures_rule_ratio({ met: named(rule.numeratorId), all: named(rule.denominatorId) });
    case 'unit_share':
      return m.measures_rule_unit_share({ least: formatNumber(rule.least), measure: named(rule.measureId) });
    default:
      return m.measures_rule_base();
  }
}

function narrowedTo(rule: ActivityRule, named: (id: string) => string): string[] {
  const lists: [readonly string[] | undefined, (list: { names: string }) => string][] = [
    [rule.formIds, m.measures_of_forms],
    [rule.topicIds, m.measures_of_topics],
    [rule.populationIds, m.measures_of_people],
    [rule.costSourceIds, m.measures_of_sources],
  ];
  return lists.flatMap(([ids, words]) => (ids && ids.length > 0 ? [words({ names: ids.map(named).join(', ') })] : []));
}

/** A value as a table shows it; a dash where nobody has reported. */
export function valueText(value: MeasureValue): string {
  if (value.value === null) return '–';
  if (value.kind === 'number') return formatNumber(value.value);
  if (!value.of) return '–';
  return `${formatNumber(Math.floor((value.value / value.of) * 1000 + 1e-9) / 10)}%`;
}

/** How a share was computed, and who is silent: "12 của 15 · 3 chưa khai"; empty for a plain number. */
export function valueParts({ kind, value, of, silentCount }: MeasureValue): string {
  if (kind === 'number' || !of) return '';
  const parts = value === null ? '' : m.measures_value_parts({ met: formatNumber(value), all: formatNumber(of) });
  const silent = silentCount === 0 ? '' : m.measures_value_silent({ count: formatNumber(silentCount) });
  return [parts, silent].filter(Boolean).join(' · ');
}
