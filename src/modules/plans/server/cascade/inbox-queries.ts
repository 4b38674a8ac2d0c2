import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { DeliveryFacts } from '#app/modules/plans/delivery-status.ts';
import { deliveryFacts, lateOn } from '#app/modules/plans/server/cascade/delivery-scope.ts';

/** A plan as it lies in a unit's inbox. */
export interface InboxLine extends DeliveryFacts {
  planId: string;
  number: string;
  docType: string;
  title: string;
  issuerId: string;
  issuer: string;
  issuedOn: LocalDate;
  deliveredAt: Date;
}

export const inboxFilters = ['all', 'todo', 'late', 'done', 'inform'] as const;
export type InboxFilter = (typeof inboxFilters)[number];
export const inboxPageSize = 30;

export interface Inbox {
  lines: InboxLine[];
  /** How many there are in each filter. */
  counts: Record<InboxFilter, number>;
  today: LocalDate;
}

const lineColumns = sql`
  d.plan_id, p.number_text as number, p.doc_type, p.title, d.issuer_unit_id as issuer_id, coalesce(u.name, p.issuer_name) as issuer,
  p.issued_on, d.delivered_at, ${deliveryFacts}`;
const lineTables = sql`
  plan_delivery d join plan p on p.id = d.plan_id left join org_unit u on u.id = d.issuer_unit_id`;

function inFilter(filter: InboxFilter, today: LocalDate): RawBuilder<boolean> {
  const kinds: Record<InboxFilter, RawBuilder<boolean>> = {
    all: sql<boolean>`true`,
    todo: sql<boolean>`(d.purpose = 'act' and d.adopted_at is null)`,
    late: lateOn(today),
    done: sql<boolean>`(d.adopted_at is not null)`,
    inform: sql<boolean>`(d.purpose = 'inform')`,
  };
  return kinds[filter];
}

/** The plans that the unit one acts for got, what is due first. Empty for who acts for no unit. Two queries. */
export async function listInbox(ctx: Context, filter: InboxFilter = 'all', page = 1): Promise<Inbox> {
  return ctx.read(async (tx) => {
    const today = tx.today();
    const { unitId } = ctx.actor;
    const { rows } = await sql<InboxLine>`
      select ${lineColumns} from ${lineTables}
      where d.unit_id = ${unitId}::uuid and ${inFilter(filter, today)}
      order by (d.purpose = 'act' and d.adopted_at is null) desc,
               case when d.acknowledged_at is null then d.acknowledge_due_on else d.adopt_due_on end nulls last,
               d.delivered_at desc, d.id
      limit ${inboxPageSize} offset ${(page - 1) * inboxPageSize}`.execute(tx.db);
    const counted = await sql<Record<InboxFilter, number>>`
      select ${sql.join(inboxFilters.map((one) => sql`count(*) filter (where ${inFilter(one, today)}) as ${sql.ref(one)}`))}
      from plan_delivery d where d.unit_id = ${unitId}::uuid`.execute(tx.db);
    const counts = counted.rows[0] ?? { all: 0, todo: 0, late: 0, done: 0, inform: 0 };
    return { lines: rows, counts, today };
  });
}

/** What a plan delivered to the acting unit asks of it. */
export interface DeliveredPlan extends InboxLine {
  unitId: string;
  unitPath: string;
  opening: string;
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
  targets: { id: string; statement: string }[];
  tasks: { id: string; statement: string; ownerText: string; dueOn: LocalDate | null }[];
  today: LocalDate;
}

/** One delivered plan of the acting unit. Throws plan.not_addressed. Three queries. */
export async function getDeliveredPlan(ctx: Context, planId: string): Promise<DeliveredPlan> {
  return ctx.read(async (tx) => {
    const { rows } = await sql<Omit<DeliveredPlan, 'targets' | 'tasks' | 'today'>>`
      select ${lineColumns}, d.unit_id, own.path as unit_path, p.opening, p.valid_from, p.valid_to
      from ${lineTables} join org_unit own on own.id = d.unit_id
      where d.plan_id = ${planId} and d.unit_id = ${ctx.actor.unitId}::uuid`.execute(tx.db);
    const line = rows[0];
    if (!line) throw new AppError('plan.not_addressed');
    const targets = await tx.db
      .selectFrom('planTarget')
      .select(['id', 'statement'])
      .where('planId', '=', planId)
      .where('review', '<>', 'dropped')
      .orderBy('position')
      .execute();
    const tasks = await tx.db
      .selectFrom('planTask')
      .select(['id', 'statement', 'ownerText', 'dueOn'])
      .where('planId', '=', planId)
      .where('review', '<>', 'dropped')
      .orderBy('position')
      .execute();
    return { ...line, targets, tasks, today: tx.today() };
  });
}

/** How many plans wait for the acting unit: to be acknowledged or adopted. For the frame's badge. One query. */
export async function plansToDo(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from plan_delivery d
    where d.unit_id = ${tx.actor.unitId}::uuid and ${inFilter('todo', tx.today())}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}
