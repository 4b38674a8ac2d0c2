import { m } from '#app/paraglide/messages.js';
import { formatDate, formatNumber } from '#app/ui/format-values.ts';
import {
  cadenceWords,
  purposeWords,
  recurrenceWords,
  ruleWords,
  shapeWords,
} from '#app/modules/plans/plan-item-words.ts';
import type {
  Cadence,
  ItemKind,
  Purpose,
  RecipientRule,
  Recurrence,
  TargetShape,
} from '#app/modules/plans/plan-items.ts';
import { targetValue } from '#app/modules/plans/target-value.ts';
import type {
  BasisRow,
  DutyRow,
  PlanItems,
  QuotaRow,
  RecipientRow,
  SectionRow,
  TargetRow,
  TaskRow,
} from '#app/modules/plans/server/index.ts';

/** An item in a line and what stands small under it. */
export interface ItemWords {
  title: string;
  details: string[];
}

/** Names of kinds, sectors and populations by id, in the reader's language. */
export type ReferenceNames = Record<string, string>;

const due = (day: string | null): string => (day === null ? '' : m.plans_words_due({ date: formatDate(day) }));
const kept = (parts: readonly string[]): string[] => parts.filter((part) => part !== '');

/** How many units were named for a line; nothing where its words or its rule say it all. */
const unitsNamed = (ids: readonly string[]): string =>
  ids.length === 0 ? '' : m.plans_units_count({ count: formatNumber(ids.length) });

function describeTarget(target: TargetRow, names: ReferenceNames): ItemWords {
  const who = target.populationId === null ? '' : (names[target.populationId] ?? '');
  const shape = target.shape as TargetShape;
  return {
    title: target.statement,
    details: kept([
      targetValue(target),
      shapeWords[shape](),
      target.measureId === null || target.measureId === 'activities' ? '' : (names[target.measureId] ?? ''),
      target.minPerUnit === null ? '' : m.plans_words_min_per_unit({ count: target.minPerUnit }),
      who || (shape === 'qualitative' ? '' : target.populationText),
      [...target.kindIds, ...target.sectorIds].map((id) => names[id] ?? id).join(', '),
      cadenceWords[target.cadence as Cadence](),
      due(target.dueOn),
    ]),
  };
}

const describeTask = (task: TaskRow): ItemWords => ({
  title: task.statement,
  details: kept([
    task.ownerText || m.plans_words_owner_none(),
    task.dueOn ? due(task.dueOn) : task.deadlineText,
    task.recurrence === '' ? '' : (recurrenceWords[task.recurrence as Recurrence]?.() ?? task.recurrence),
  ]),
});

const describeQuota = (quota: QuotaRow): ItemWords => ({
  title: [
    quota.isTotal ? m.plans_words_total() : quota.rowLabel,
    quota.count === null ? '' : `${formatNumber(quota.count)} ${quota.item}`,
  ]
    .filter(Boolean)
    .join(': '),
  details: kept([
    quota.groupLabel,
    unitsNamed(quota.unitIds),
    quota.perUnitMin === null ? '' : m.plans_words_min_per_unit({ count: `${quota.perUnitMin} ${quota.item}` }),
    quota.periodText,
    quota.topics,
  ]),
});

const describeDuty = (duty: DutyRow): ItemWords => ({
  title: duty.statement,
  details: kept([[duty.fromText, duty.toText].filter(Boolean).join(' → '), duty.period, due(duty.dueOn)]),
});

const describeBasis = (basis: BasisRow): ItemWords => ({
  title: basis.text,
  details: kept([basis.number, basis.datedOn === null ? '' : formatDate(basis.datedOn), basis.issuer]),
});

const describeSection = (section: SectionRow): ItemWords => ({
  title: [section.numbering, section.heading].filter(Boolean).join('. '),
  details: kept([section.body.length > 90 ? `${section.body.slice(0, 90)}…` : section.body]),
});

const describeRecipient = (recipient: RecipientRow, names: ReferenceNames): ItemWords => ({
  title: recipient.label,
  details: kept([
    purposeWords[recipient.purpose as Purpose](),
    recipient.purpose === 'archive' ? '' : ruleWords[recipient.ruleKind as RecipientRule](),
    recipient.ruleKindIds.map((id) => names[id] ?? id).join(', '),
    unitsNamed(recipient.unitIds),
  ]),
});

/** Any item in words. */
export function describeItem<K extends ItemKind>(kind: K, row: PlanItems[K][number], names: ReferenceNames): ItemWords {
  const describe: { [Kind in ItemKind]: (row: PlanItems[Kind][number], names: ReferenceNames) => ItemWords } = {
    basis: describeBasis,
    section: describeSection,
    target: describeTarget,
    task: describeTask,
    quota: describeQuota,
    duty: describeDuty,
    recipient: describeRecipient,
  };
  return describe[kind](row, names);
}
