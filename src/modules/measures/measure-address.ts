import { isUuid } from '#app/platform/uuid.ts';

/** A measure's page for a unit and a year; the acting unit's where none is named. */
export function measureAddress(measureId: string, { year, unitId }: { year?: number; unitId?: string } = {}): string {
  const params = new URLSearchParams();
  if (year !== undefined) params.set('year', String(year));
  if (unitId !== undefined) params.set('unit', unitId);
  const query = params.toString();
  return `/measures/${measureId}${query === '' ? '' : `?${query}`}`;
}

/** Whose figures a page of measures is asked for, `?unit=…`; null where it names nobody. */
export function askedUnit(params: URLSearchParams): string | null {
  const unit = params.get('unit') ?? '';
  return isUuid(unit) ? unit : null;
}
