import { sql } from 'kysely';
import { toLocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import { composeDocument, type ComposedDocument } from '#app/vanban/write/compose-document.ts';
import type { OfficialDocument } from '#app/vanban/write/official-document.ts';
import { writeDocx } from '#app/vanban/write/write-docx.ts';
import { reportDocument, type PaperReport } from '#app/modules/reports/report-document.ts';
import { withSources } from '#app/modules/reports/report-sources.ts';
import type { SourcedSectionView } from '#app/modules/reports/report-view.ts';
import { getReport, type ReportPage } from '#app/modules/reports/server/report-queries.ts';

/** The page of a report with its paper, every word as it is printed, and the way to where each figure comes from. Five queries. Throws `not_found`. */
export async function getReportWithPaper(
  ctx: Context,
  reportId: string,
): Promise<ReportPage & { sections: SourcedSectionView[]; paper: ComposedDocument }> {
  const page = await getReport(ctx, reportId);
  const reader = { unitId: ctx.actor.unitId, today: toLocalDate(ctx.services.clock.now()) };
  const sections = withSources(page.report, page.sections, reader);
  return { ...page, sections, paper: composeDocument(await documentOf(ctx, page)) };
}

/** The report as a Word file in official layout. Throws `not_found`. */
export async function writeReportDocx(ctx: Context, reportId: string): Promise<{ name: string; bytes: Uint8Array }> {
  const page = await getReport(ctx, reportId);
  const bytes = await writeDocx(await documentOf(ctx, page));
  const { periodYear, periodKind, unitSymbol } = page.report;
  return {
    name: `bao-cao-${periodKind.replace('_', '-')}-${periodYear}${unitSymbol ? `-${unitSymbol}` : ''}.docx`,
    bytes,
  };
}

async function documentOf(ctx: Context, page: ReportPage): Promise<OfficialDocument> {
  const around = await ctx.read(async (tx) => {
    const { rows } = await sql<{ address: string; superior: string | null }>`
      select u.address, p.name as superior from org_unit u left join org_unit p on p.id = u.parent_id where u.id = ${page.report.orgUnitId}`.execute(
      tx.db,
    );
    return rows[0] ?? { address: '', superior: null };
  });
  return reportDocument(paperOf(page, around));
}

function paperOf({ report, sections }: ReportPage, around: { address: string; superior: string | null }): PaperReport {
  const [number = '', symbol = ''] = report.numberText.split('/', 2);
  return {
    unitName: report.unitName,
    superiorName: around.superior,
    number: number.trim() || null,
    symbol: symbol.trim() || ['BC', report.unitSymbol].filter(Boolean).join('-'),
    place: around.address.split(',')[0]?.trim() ?? '',
    date: report.submittedAt ? toLocalDate(report.submittedAt) : null,
    title: report.title,
    sections: sections.map((section) => ({
      level: section.level,
      heading: section.heading,
      text: section.written ?? section.drafted,
      figures: section.figures.map((figure) => ({
        label: figure.label,
        value: figure.stated ?? figure.computed,
        of: figure.computedOf,
        needed: figure.needed,
        unitText: figure.unitText,
      })),
    })),
    signerTitle: report.signerTitle,
    signerName: report.signerName,
    receiverName: report.receiverName,
  };
}
