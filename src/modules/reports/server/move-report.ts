import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { moveReport, type ReportMove } from '#app/modules/reports/report-lifecycle.ts';
import { loadReport, type LoadedReport } from '#app/modules/reports/server/load-report.ts';
import { notifyReportMoved } from '#app/modules/reports/server/notify-report-moved.job.ts';

/** Moves that must say why: the sender sees the reason first. */
const needsReason: readonly ReportMove[] = ['return', 'reopen'];

/**
 * Submits, withdraws, returns, accepts or reopens a report. A return and a reopening carry a reason, which may name a
 * section. Accepting freezes it: its words and figures are part of the receiver's own draft from then on.
 * Throws `not_found`, `forbidden`, `conflict`, `report.wrong_status`, `report.reason_needed`.
 */
export async function changeReportStatus(
  ctx: Context,
  input: {
    reportId: string;
    move: ReportMove;
    version: number;
    comment?: string | undefined;
    sectionId?: string | undefined;
  },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const report = await loadReport(tx, input.reportId, input.move, input.version);
    const comment = input.comment?.trim() ?? '';
    if (needsReason.includes(input.move) && comment === '')
      throw new AppError('report.reason_needed', {}, { comment: 'field_required' });
    const status = moveReport(report.status, input.move);
    await tx.db
      .updateTable('report')
      .set({ status, version: sql`version + 1`, ...stamps(tx, input.move) })
      .where('id', '=', report.id)
      .execute();
    if (comment) await addComment(tx, report, comment, input.sectionId);
    await tx.audit(`report.${input.move}`, {
      orgUnitId: report.orgUnitId,
      subject: `report:${report.id}`,
      detail: { comment },
    });
    await tx.enqueue(notifyReportMoved, { reportId: report.id, move: input.move, version: report.version + 1 });
  });
}

function stamps(tx: Tx, move: ReportMove) {
  const at = tx.now();
  const by = tx.actor.userId;
  if (move === 'submit') return { submittedAt: at, submittedBy: by };
  if (move === 'withdraw') return { submittedAt: null, submittedBy: null };
  return { decidedAt: at, decidedBy: by };
}

async function addComment(tx: Tx, report: LoadedReport, body: string, sectionId: string | undefined): Promise<void> {
  const section = sectionId
    ? await tx.db
        .selectFrom('reportSection')
        .select('id')
        .where('id', '=', sectionId)
        .where('reportId', '=', report.id)
        .executeTakeFirst()
    : undefined;
  await tx.db
    .insertInto('reportComment')
    .values({
      reportId: report.id,
      sectionId: section?.id ?? null,
      body,
      authorId: tx.actor.userId,
      createdAt: tx.now(),
    })
    .execute();
}
