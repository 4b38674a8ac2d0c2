import type { LocalDate } from '#app/platform/clock.ts';
import { formatCount, formatDate, formatShare, listWords } from '#app/modules/reports/paper-words.ts';

/** Facts of one target for one unit and period, as progress computes them. */
export interface TargetFacts {
  rootId: string;
  statement: string;
  /** Words for what is counted, "hoạt động", "người"; empty for shares. */
  unitText: string;
  kind: 'share' | 'count' | 'ratings' | 'none';
  actual: number;
  of: number | null;
  needed: number | null;
  state: 'met' | 'open' | 'risk' | 'late' | 'none';
}

export interface TaskFacts {
  statement: string;
  state: 'open' | 'done' | 'cancelled';
  dueOn: LocalDate | null;
  doneNote: string;
}

export interface CountedForm {
  name: string;
  activityCount: number;
  attendanceCount: number;
}

/** What was done towards one plan. */
export interface PlanFacts {
  planId: string;
  title: string;
  numberText: string;
  targets: TargetFacts[];
  tasks: TaskFacts[];
}

/** What an accepted report of a unit below says in words. */
export interface ChildWords {
  unitName: string;
  difficulties: string;
  proposals: string;
}

export interface ReportFactsGathered {
  from: LocalDate;
  to: LocalDate;
  plans: PlanFacts[];
  total: { activityCount: number; attendanceCount: number; unitCount: number; costDong: number };
  forms: CountedForm[];
  unlinkedCount: number;
  children: { name: string; status: 'none' | 'draft' | 'submitted' | 'returned' | 'accepted' }[];
  childWords: ChildWords[];
  /** Differences that accepted reports below state against the computed figures, by target root. */
  adjustments: Map<string, { amount: number; reasons: string[] }>;
}

/** A section as drafted; `slot` finds it again when the draft is made anew, so that a person's words stay with it. */
export interface DraftedSection {
  slot: string;
  level: 1 | 2;
  heading: string;
  drafted: string;
  planId: string | null;
  figures: DraftedFigure[];
}

export interface DraftedFigure {
  targetRootId: string;
  label: string;
  unitText: string;
  computed: number;
  computedOf: number | null;
  explanation: { needed: number | null; state: string; kind: string; adjustment: number; reasons: string[] };
}

/**
 * Drafts a report from facts, in the order of the plans and of the targets in them (the five plans ask for results
 * "through" the half-year and yearly report: a plan is a part of it, not a report of its own).
 */
export function draftReport(facts: ReportFactsGathered): DraftedSection[] {
  return [
    head('results', 'Kết quả thực hiện', summary(facts)),
    ...facts.plans.map((plan) => planSection(plan, facts.adjustments)),
    ...(facts.unlinkedCount > 0
      ? [
          sub(
            'other',
            'Hoạt động ngoài các kế hoạch trên',
            `${formatCount(facts.unlinkedCount)} hoạt động đã tổ chức không thuộc kế hoạch nào ở trên.`,
          ),
        ]
      : []),
    ...(facts.children.length > 0 ? [sub('below', 'Báo cáo của đơn vị cấp dưới', childrenWords(facts))] : []),
    head('difficulties', 'Khó khăn, vướng mắc', collected(facts.childWords, 'difficulties')),
    head('proposals', 'Kiến nghị, đề xuất', collected(facts.childWords, 'proposals')),
    head('next', 'Nhiệm vụ thời gian tới', nextTasks(facts)),
  ];
}

const head = (slot: string, heading: string, drafted: string): DraftedSection => ({
  slot,
  level: 1,
  heading,
  drafted,
  planId: null,
  figures: [],
});
const sub = (slot: string, heading: string, drafted: string): DraftedSection => ({
  ...head(slot, heading, drafted),
  level: 2,
});

function summary({ total, forms, from, to }: ReportFactsGathered): string {
  if (total.activityCount === 0) return `Từ ${formatDate(from)} đến ${formatDate(to)} chưa ghi nhận hoạt động nào.`;
  const first =
    `Từ ${formatDate(from)} đến ${formatDate(to)} đã tổ chức ${formatCount(total.activityCount)} hoạt động tuyên truyền ` +
    `tại ${formatCount(total.unitCount)} đơn vị, với ${formatCount(total.attendanceCount)} lượt người tham dự` +
    `${total.costDong > 0 ? `; kinh phí ${formatCount(total.costDong)} đồng` : ''}.`;
  const each = forms
    .filter((form) => form.activityCount > 0)
    .map(
      (form) =>
        `${form.name}: ${formatCount(form.activityCount)}${form.attendanceCount > 0 ? ` (${formatCount(form.attendanceCount)} lượt người)` : ''}`,
    );
  return each.length > 0 ? `${first}\nTrong đó: ${listWords(each)}.` : first;
}

function planSection(plan: PlanFacts, adjustments: ReportFactsGathered['adjustments']): DraftedSection {
  const number = plan.numberText ? ` (số ${plan.numberText})` : '';
  const done = plan.tasks.filter((task) => task.state === 'done');
  const lines = [
    ...plan.targets.map(targetSentence),
    ...(plan.tasks.length > 0
      ? [`Nhiệm vụ: đã hoàn thành ${formatCount(done.length)} trên ${formatCount(plan.tasks.length)} nhiệm vụ.`]
      : []),
    ...done.map((task) => `- ${task.statement}${task.doneNote ? `: ${task.doneNote}` : ''}`),
  ];
  return {
    ...sub(`plan:${plan.planId}`, `${plan.title}${number}`, lines.join('\n')),
    planId: plan.planId,
    figures: plan.targets.flatMap((target) => figureOf(target, adjustments.get(target.rootId))),
  };
}

function figureOf(target: TargetFacts, adjustment: { amount: number; reasons: string[] } | undefined): DraftedFigure[] {
  if (target.kind === 'none') return [];
  return [
    {
      targetRootId: target.rootId,
      label: target.statement,
      unitText: target.unitText,
      computed: target.actual,
      computedOf: target.of,
      explanation: {
        needed: target.needed,
        state: target.state,
        kind: target.kind,
        adjustment: adjustment?.amount ?? 0,
        reasons: adjustment?.reasons ?? [],
      },
    },
  ];
}

/** One target in one sentence: "… : 3/4 (75%), chưa đạt (cần 100%)." */
export function targetSentence(target: TargetFacts): string {
  const label = target.statement.replace(/[.;:,\s]+$/, '');
  if (target.kind === 'none') return `${label}: chưa có số liệu.`;
  const reached =
    target.of === null
      ? `${formatCount(target.actual)}${target.unitText ? ` ${target.unitText}` : ''}`
      : `${formatCount(target.actual)}/${formatCount(target.of)} (${formatShare(target.actual, target.of)})`;
  const verdict = {
    met: 'đạt',
    open: 'đang thực hiện',
    risk: 'đang thực hiện, có nguy cơ không kịp',
    late: 'chưa đạt',
    none: '',
  }[target.state];
  const needed = target.needed === null ? '' : ` (cần ${formatCount(target.needed)}${target.of === null ? '' : '%'})`;
  return `${label}: ${reached}${verdict ? `, ${verdict}${target.state === 'met' ? '' : needed}` : ''}.`;
}

function childrenWords({ children }: ReportFactsGathered): string {
  const accepted = children.filter((child) => child.status === 'accepted');
  const waiting = children.filter((child) => child.status === 'submitted');
  const missing = children.filter((child) => child.status !== 'accepted' && child.status !== 'submitted');
  const parts = [
    `${formatCount(accepted.length)} trên ${formatCount(children.length)} đơn vị có báo cáo đã được chấp nhận.`,
  ];
  if (waiting.length > 0) parts.push(`Đã gửi, đang xem: ${listWords(waiting.map((child) => child.name))}.`);
  if (missing.length > 0) parts.push(`Chưa báo cáo: ${listWords(missing.map((child) => child.name))}.`);
  return parts.join('\n');
}

function collected(children: ChildWords[], what: 'difficulties' | 'proposals'): string {
  return children
    .filter((child) => child[what].trim() !== '')
    .map((child) => `- ${child.unitName}: ${child[what].trim().replace(/\n+/g, ' ')}`)
    .join('\n');
}

function nextTasks({ plans, to }: ReportFactsGathered): string {
  const open = plans.flatMap((plan) => plan.tasks).filter((task) => task.state === 'open');
  const dated = open
    .filter((task) => task.dueOn !== null && task.dueOn > to)
    .toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''));
  const late = open.filter((task) => task.dueOn !== null && task.dueOn <= to);
  return [
    ...late.map((task) => `- ${task.statement} (quá hạn ${formatDate(task.dueOn ?? to)})`),
    ...dated.slice(0, 12).map((task) => `- ${task.statement} (hạn ${formatDate(task.dueOn ?? to)})`),
  ].join('\n');
}
