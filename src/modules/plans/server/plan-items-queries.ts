import type { Selectable } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type {
  PlanBasisTable,
  PlanDutyTable,
  PlanQuotaTable,
  PlanRecipientTable,
  PlanSectionTable,
  PlanTargetTable,
  PlanTaskTable,
} from '#app/modules/plans/server/plan-item-table.ts';

export type BasisRow = Selectable<PlanBasisTable>;
export type SectionRow = Selectable<PlanSectionTable>;
export type TargetRow = Selectable<PlanTargetTable>;
export type TaskRow = Selectable<PlanTaskTable>;
export type QuotaRow = Selectable<PlanQuotaTable>;
export type DutyRow = Selectable<PlanDutyTable>;
export type RecipientRow = Selectable<PlanRecipientTable>;

export interface PlanItems {
  basis: BasisRow[];
  section: SectionRow[];
  target: TargetRow[];
  task: TaskRow[];
  quota: QuotaRow[];
  duty: DutyRow[];
  recipient: RecipientRow[];
}

/** All items of a plan in their order, dropped ones too: the caller decides whether they are shown. Seven queries. */
export async function readItems(tx: Tx, planId: string): Promise<PlanItems> {
  return { ...(await readText(tx, planId)), ...(await readAsked(tx, planId)) };
}

/** What the document is made of. */
async function readText({ db }: Tx, planId: string): Promise<Pick<PlanItems, 'basis' | 'section' | 'recipient'>> {
  return {
    basis: await db
      .selectFrom('planBasis')
      .selectAll()
      .where('planId', '=', planId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    section: await db
      .selectFrom('planSection')
      .selectAll()
      .where('planId', '=', planId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    recipient: await db
      .selectFrom('planRecipient')
      .selectAll()
      .where('planId', '=', planId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
  };
}

/** What somebody has to do about it. */
async function readAsked({ db }: Tx, planId: string): Promise<Pick<PlanItems, 'target' | 'task' | 'quota' | 'duty'>> {
  return {
    target: await db
      .selectFrom('planTarget')
      .selectAll()
      .where('planId', '=', planId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    task: await db
      .selectFrom('planTask')
      .selectAll()
      .where('planId', '=', planId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    quota: await db
      .selectFrom('planQuota')
      .selectAll()
      .where('planId', '=', planId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    duty: await db
      .selectFrom('planDuty')
      .selectAll()
      .where('planId', '=', planId)
      .orderBy('position')
      .orderBy('id')
      .execute(),
  };
}

/** Items that are part of the plan. */
export function liveItems(items: PlanItems): PlanItems {
  const live = <T extends { review: string }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.review !== 'dropped');
  return {
    basis: live(items.basis),
    section: live(items.section),
    target: live(items.target),
    task: live(items.task),
    quota: live(items.quota),
    duty: live(items.duty),
    recipient: live(items.recipient),
  };
}
