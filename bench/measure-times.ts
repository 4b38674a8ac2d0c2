/** Milliseconds of each of several runs, in order of size. */
export type Times = readonly number[];

/** Runs some work once without counting it, then so many times. */
export async function timesOf(runs: number, work: () => Promise<unknown>): Promise<Times> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push((await timed(work)).ms);
  return times.toSorted((a, b) => a - b);
}

/** Runs some work once and says how long it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** The time that a share of the runs did not exceed. */
export function percentile(times: Times, share: number): number {
  return times[Math.min(times.length - 1, Math.ceil(share * times.length) - 1)] ?? 0;
}

/** For tables: three digits that mean something. */
export function shown(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2);
}
