import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { DraftedFigure, DraftedSection } from '#app/modules/reports/draft-report.ts';

/**
 * Lays a fresh draft under a report: drafted words and computed figures are replaced, what a person wrote or stated
 * stays with its section and its target. Sections whose plan is gone are kept when somebody wrote in them.
 */
export async function writeDraft(tx: Tx, reportId: string, sections: readonly DraftedSection[]): Promise<void> {
  const stated = await tx.db
    .selectFrom('reportFigure')
    .select(['targetRootId', 'stated', 'reason'])
    .where('reportId', '=', reportId)
    .where('stated', 'is not', null)
    .execute();
  await tx.db.deleteFrom('reportFigure').where('reportId', '=', reportId).execute();
  const slots = sections.map((section) => section.slot);
  await sql`delete from report_section where report_id = ${reportId} and written is null and not (slot = any(${slots}))`.execute(
    tx.db,
  );
  for (const [position, section] of sections.entries()) {
    const sectionId = await upsertSection(tx, reportId, position, section);
    for (const [index, figure] of section.figures.entries()) {
      const kept = stated.find((one) => one.targetRootId === figure.targetRootId);
      await insertFigure(tx, { reportId, sectionId, position: index }, figure, kept ?? null);
    }
  }
}

async function upsertSection(tx: Tx, reportId: string, position: number, section: DraftedSection): Promise<string> {
  const row = await tx.db
    .insertInto('reportSection')
    .values({
      reportId,
      slot: section.slot,
      position,
      level: section.level,
      heading: section.heading,
      drafted: section.drafted,
      planId: section.planId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['reportId', 'slot'])
        .doUpdateSet({ position, heading: section.heading, drafted: section.drafted }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

async function insertFigure(
  tx: Tx,
  place: { reportId: string; sectionId: string; position: number },
  figure: DraftedFigure,
  kept: { stated: number | null; reason: string } | null,
): Promise<void> {
  const { adjustment, reasons } = figure.explanation;
  // What accepted reports below corrected is carried upward with their reasons, unless the unit states its own figure.
  const inherited = adjustment === 0 ? null : figure.computed + adjustment;
  const stated = kept?.stated ?? inherited;
  await tx.db
    .insertInto('reportFigure')
    .values({
      ...place,
      label: figure.label,
      unitText: figure.unitText,
      targetRootId: figure.targetRootId,
      computed: figure.computed,
      computedOf: figure.computedOf,
      stated,
      reason: stated === null ? '' : (kept?.reason ?? reasons.join('; ')),
      explanation: JSON.stringify(figure.explanation),
    })
    .execute();
}
