import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { dueOn, periodOf, type PeriodKind } from '#app/modules/reports/period.ts';
import { draftReport } from '#app/modules/reports/draft-report.ts';
import { periodTitle } from '#app/modules/reports/period-title.ts';
import { isOpen } from '#app/modules/reports/report-lifecycle.ts';
import { requireReport } from '#app/modules/reports/report-policy.ts';
import { gatherFacts } from '#app/modules/reports/server/gather-facts.ts';
import { loadReport } from '#app/modules/reports/server/load-report.ts';
import { calendarRule } from '#app/modules/reports/server/report-calendar.ts';
import { writeDraft } from '#app/modules/reports/server/write-draft.ts';

interface Reporter {
  id: string;
  path: string;
  tier: number;
  parentId: string | null;
  parentPath: string | null;
  endedOn: string | null;
}

/**
 * Drafts a unit's report for a period from the facts; opening it again gives the same report. Throws `not_found`,
 * `forbidden`, `invalid` for a period that has not begun.
 */
export async function startReport(
  ctx: Context,
  input: { unitId: string; kind: PeriodKind; year: number; index: number },
): Promise<{ reportId: string; isNew: boolean }> {
  return ctx.transaction(async (tx) => {
    const unit = await loadReporter(tx, input.unitId);
    if (!unit) throw new AppError('not_found');
    requireReport(tx.actor, 'write', {
      unitPath: unit.path,
      receiverPath: unit.parentPath,
      unitEndedOn: unit.endedOn,
    });
    // Of two who press at once the second finds the report of the first.
    await sql`select pg_advisory_xact_lock(hashtextextended(${unit.id}, 7))`.execute(tx.db);
    const present = await tx.db
      .selectFrom('report')
      .select('id')
      .where('orgUnitId', '=', unit.id)
      .where('periodKind', '=', input.kind)
      .where('periodYear', '=', input.year)
      .where('periodIndex', '=', input.index)
      .executeTakeFirst();
    if (present) return { reportId: present.id, isNew: false };
    return { reportId: await insertReport(tx, unit, input), isNew: true };
  });
}

async function insertReport(
  tx: Tx,
  unit: Reporter,
  input: { kind: PeriodKind; year: number; index: number },
): Promise<string> {
  const rule = await calendarRule(tx, unit.path, input.kind);
  const period = periodOf(input.kind, input.year, input.index, rule);
  if (period.from > tx.today()) throw new AppError('invalid', {}, { year: 'field_invalid' });
  const reportId = randomUUID();
  await tx.db
    .insertInto('report')
    .values({
      id: reportId,
      orgUnitId: unit.id,
      receiverUnitId: unit.parentId,
      periodKind: input.kind,
      periodYear: input.year,
      periodIndex: input.index,
      figuresFrom: period.from,
      figuresTo: period.to,
      dueOn: dueOn(period, unit.tier, rule),
      title: periodTitle(period),
      authorId: tx.actor.userId,
    })
    .execute();
  await writeDraft(
    tx,
    reportId,
    draftReport(await gatherFacts(tx, { id: reportId, orgUnitId: unit.id, unitPath: unit.path, period })),
  );
  await tx.audit('report.start', {
    orgUnitId: unit.id,
    subject: `report:${reportId}`,
    detail: { kind: input.kind, year: input.year, index: input.index },
  });
  return reportId;
}

async function loadReporter(tx: Tx, unitId: string): Promise<Reporter | undefined> {
  const { rows } = await sql<Reporter>`
    select u.id, u.path, k.tier, p.id as parent_id, p.path as parent_path, u.ended_on
    from org_unit u join unit_kind k on k.id = u.kind_id left join org_unit p on p.id = u.parent_id
    where u.id = ${unitId}`.execute(tx.db);
  return rows[0];
}

/** Makes the draft anew from the facts of now; words and stated figures of people stay. Throws `report.wrong_status`. */
export async function refreshReport(ctx: Context, input: { reportId: string; version: number }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const report = await loadReport(tx, input.reportId, 'write', input.version);
    if (!isOpen(report.status)) throw new AppError('report.wrong_status');
    const period = {
      kind: report.periodKind,
      year: report.periodYear,
      index: report.periodIndex,
      from: report.figuresFrom,
      to: report.figuresTo,
    };
    await writeDraft(
      tx,
      report.id,
      draftReport(
        await gatherFacts(tx, { id: report.id, orgUnitId: report.orgUnitId, unitPath: report.unitPath, period }),
      ),
    );
    await tx.db
      .updateTable('report')
      .set({ version: sql`version + 1` })
      .where('id', '=', report.id)
      .execute();
    await tx.audit('report.refresh', { orgUnitId: report.orgUnitId, subject: `report:${report.id}` });
  });
}
