/** The year that a page of measures is asked for, `?year=2026`; this year where it says none that makes sense. */
export function askedYear(params: URLSearchParams, today: string): number {
  const year = Number(params.get('year'));
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : Number(today.slice(0, 4));
}

export const yearSpan = (year: number): { from: string; to: string } => ({
  from: `${year}-01-01`,
  to: `${year}-12-31`,
});
