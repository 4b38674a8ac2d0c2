/** Ticks of an axis that begins at zero, at round numbers; the last one is at or above `largest`. */
export function axisTicks(largest: number, wanted = 4): number[] {
  if (!(largest > 0)) return [0, 1];
  const rough = largest / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power;
  const count = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}

/** Which labels of an axis to write, so that at most `most` stand on it; the last one always does. */
export function shownLabels(count: number, most: number): number[] {
  if (count <= 0) return [];
  const every = Math.max(1, Math.ceil(count / most));
  const shown: number[] = [];
  for (let at = count - 1; at >= 0; at -= every) shown.unshift(at);
  return shown;
}

/** The pieces of a line that has gaps: runs of neighbouring points that have a figure. */
export function lineRuns(values: readonly (number | null)[]): { at: number; value: number }[][] {
  const runs: { at: number; value: number }[][] = [];
  let open = false;
  values.forEach((value, at) => {
    if (value === null) {
      open = false;
      return;
    }
    if (!open) runs.push([]);
    open = true;
    runs.at(-1)?.push({ at, value });
  });
  return runs;
}
