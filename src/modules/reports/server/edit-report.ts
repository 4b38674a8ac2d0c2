import { sql } from 'kysely';
import type { Context, Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import { isOpen } from '#app/modules/reports/report-lifecycle.ts';
import { loadReport, type LoadedReport } from '#app/modules/reports/server/load-report.ts';

async function openReport(tx: Tx, reportId: string, version: number): Promise<LoadedReport> {
  const report = await loadReport(tx, reportId, 'write', version);
  if (!isOpen(report.status)) throw new AppError('report.wrong_status');
  return report;
}

async function raiseVersion(tx: Tx, reportId: string): Promise<void> {
  await tx.db
    .updateTable('report')
    .set({ version: sql`version + 1` })
    .where('id', '=', reportId)
    .execute();
}

/**
 * Keeps a person's words for a section; the drafted words come back when they are left empty. Throws `not_found`,
 * `forbidden`, `conflict`, `report.wrong_status`.
 */
export async function writeSection(
  ctx: Context,
  input: { reportId: string; sectionId: string; text: string; version: number },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const report = await openReport(tx, input.reportId, input.version);
    const before = await tx.db
      .selectFrom('reportSection')
      .select(['id', 'written', 'drafted'])
      .where('id', '=', input.sectionId)
      .where('reportId', '=', report.id)
      .executeTakeFirst();
    if (!before) throw new AppError('not_found');
    const written = input.text.trim() === '' || input.text.trim() === before.drafted.trim() ? null : input.text;
    await tx.db.updateTable('reportSection').set({ written }).where('id', '=', before.id).execute();
    await raiseVersion(tx, report.id);
    await tx.audit('report.write-section', {
      orgUnitId: report.orgUnitId,
      subject: `report:${report.id}`,
      detail: { section: before.id },
    });
  });
}

/**
 * States another figure than the computed one, with the reason for it; an empty figure takes the statement back.
 * Throws `report.reason_needed`, `invalid` for more than there are.
 */
export async function stateFigure(
  ctx: Context,
  input: { reportId: string; figureId: string; stated: number | null; reason: string; version: number },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const report = await openReport(tx, input.reportId, input.version);
    const figure = await tx.db
      .selectFrom('reportFigure')
      .select(['id', 'computed', 'computedOf', 'stated'])
      .where('id', '=', input.figureId)
      .where('reportId', '=', report.id)
      .executeTakeFirst();
    if (!figure) throw new AppError('not_found');
    const isSame = input.stated === null || input.stated === figure.computed;
    if (!isSame && input.reason.trim() === '')
      throw new AppError('report.reason_needed', {}, { reason: 'field_required' });
    if (input.stated !== null && figure.computedOf !== null && input.stated > figure.computedOf) {
      throw new AppError('invalid', {}, { stated: 'field_over_total' });
    }
    await tx.db
      .updateTable('reportFigure')
      .set({ stated: isSame ? null : input.stated, reason: isSame ? '' : input.reason.trim() })
      .where('id', '=', figure.id)
      .execute();
    await raiseVersion(tx, report.id);
    await tx.audit('report.state-figure', {
      orgUnitId: report.orgUnitId,
      subject: `report:${report.id}`,
      detail: { figure: figure.id, before: figure.stated, after: input.stated, reason: input.reason },
    });
  });
}

/** Number, signer: what the paper says around the text. */
export async function editReportHead(
  ctx: Context,
  input: { reportId: string; numberText: string; signerTitle: string; signerName: string; version: number },
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const report = await openReport(tx, input.reportId, input.version);
    const { numberText, signerTitle, signerName } = input;
    await tx.db
      .updateTable('report')
      .set({ numberText, signerTitle, signerName, version: sql`version + 1` })
      .where('id', '=', report.id)
      .execute();
    await tx.audit('report.edit-head', {
      orgUnitId: report.orgUnitId,
      subject: `report:${report.id}`,
      detail: { numberText },
    });
  });
}
