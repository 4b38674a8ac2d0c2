import type { Application } from '#app/platform/application.ts';
import type { OnProgress } from '#app/platform/folding.ts';
import { recountHere } from '#app/modules/measures/server/index.ts';

type WithApplication = <T>(work: (app: Application) => Promise<T>) => Promise<T>;

/**
 * Counts the kept sums and tallies of targets anew, telling how far it is; with `--today` only the branches of today's tree, from the units' own
 * sums. People go on writing and reading meanwhile (on a PostgreSQL server). Returns 1 when sums had to be put right.
 */
export async function recomputeCommand(
  args: readonly string[],
  withApplication: WithApplication,
  say: (text: string) => void,
): Promise<number> {
  const isToday = args.includes('--today');
  const telling = (what: string): OnProgress => {
    let told = -1;
    return (share) => {
      const percent = Math.floor(share * 100);
      if (percent > told) say(`${what}: ${percent} %`);
      told = percent;
    };
  };
  const wrong = await withApplication(async ({ system }) => {
    const sums = await recountHere(system, isToday ? 'today' : 'all', telling('tổng / sums'));
    // Tallies of the two trees are added up together from the units' own; there is nothing to restate alone.
    return isToday ? sums : sums + (await recountHere(system, 'targets', telling('chỉ tiêu / targets')));
  });
  say(`đã sửa / put right: ${wrong}`);
  return wrong === 0 ? 0 : 1;
}
