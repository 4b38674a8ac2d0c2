import type { Application } from '#app/platform/application.ts';
import { recountSums, restateToday } from '#app/modules/measures/server/index.ts';

type WithApplication = <T>(work: (app: Application) => Promise<T>) => Promise<T>;

/**
 * Counts the kept sums anew, telling how far it is; with `--today` only the branches of today's tree, from the units' own
 * sums. People go on writing and reading meanwhile (on a PostgreSQL server). Returns 1 when sums had to be put right.
 */
export async function recomputeCommand(
  args: readonly string[],
  withApplication: WithApplication,
  say: (text: string) => void,
): Promise<number> {
  const count = args.includes('--today') ? restateToday : recountSums;
  let told = -1;
  const wrong = await withApplication(({ system }) =>
    count(system, (share) => {
      const percent = Math.floor(share * 100);
      if (percent > told) say(`${percent} %`);
      told = percent;
    }),
  );
  say(`đã sửa / put right: ${wrong}`);
  return wrong === 0 ? 0 : 1;
}
