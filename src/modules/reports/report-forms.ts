import { z } from 'zod';
import { periodKinds } from '#app/modules/reports/period.ts';
import { reportMoves } from '#app/modules/reports/report-lifecycle.ts';

const version = z.coerce.number().int().positive();

export const startReportForm = z.object({
  kind: z.enum(periodKinds),
  year: z.coerce.number('field_number').int().min(2000, 'field_number').max(2100, 'field_number'),
  index: z.coerce.number('field_number').int().min(1, 'field_number').max(12, 'field_number').default(1),
});
export const writeSectionForm = z.object({
  sectionId: z.uuid(),
  text: z.string().max(20_000, 'field_too_big'),
  version,
});
export const stateFigureForm = z.object({
  figureId: z.uuid(),
  // "1.234,5" and "1234.5" are both typed; an empty field takes the statement back.
  stated: z
    .string()
    .default('')
    .transform((text, context) => {
      if (text === '') return null;
      const value = Number(text.replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.'));
      if (Number.isFinite(value) && value >= 0) return value;
      context.addIssue({ code: 'custom', message: 'field_number' });
      return z.NEVER;
    }),
  reason: z.string().max(2_000, 'field_too_big').default(''),
  version,
});
export const editHeadForm = z.object({
  numberText: z.string().max(60, 'field_too_big'),
  signerTitle: z.string().max(120, 'field_too_big'),
  signerName: z.string().max(120, 'field_too_big'),
  version,
});
export const refreshForm = z.object({ version });
export const moveReportForm = z.object({
  move: z.enum(reportMoves),
  version,
  comment: z.string().max(4_000, 'field_too_big').default(''),
  sectionId: z.union([z.uuid(), z.literal('').transform(() => undefined)]).optional(),
});
