import { isLocalDate } from '#app/platform/clock.ts';
import { AppError } from '#app/platform/errors.ts';
import { wordsFor } from '#app/platform/error-words.ts';
import { auditAreas, auditKey, detailLines, pageOfSubject } from '#app/modules/audit/audit-subjects.ts';
import { listAudit } from '#app/modules/audit/server/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx, locale }, url }) => {
  const params = url.searchParams;
  const unitId = params.get('unit') ?? ctx.actor.unitId;
  if (!unitId) throw new AppError('not_found');
  const day = (name: string) => [params.get(name) ?? ''].find(isLocalDate);
  const before = Number(params.get('before') ?? 0);
  const view = {
    area: auditAreas.find((area) => area === params.get('area')),
    from: day('from'),
    to: day('to'),
    userId: params.get('who') ?? undefined,
    isOwnOnly: params.get('scope') === 'own',
  };
  const { unit, lines, next } = await listAudit(ctx, {
    unitId,
    ...view,
    before: Number.isSafeInteger(before) && before > 0 ? before : undefined,
  });
  return {
    unit,
    view,
    isFirst: !params.has('before'),
    next,
    lines: lines.map(({ action, subject, detail, ...line }) => ({
      ...line,
      // An action that has no words yet is shown by its code rather than not at all.
      words: wordsFor(auditKey(action), {}, locale) ?? action,
      href: pageOfSubject(subject),
      detail: detailLines(detail),
    })),
  };
};
