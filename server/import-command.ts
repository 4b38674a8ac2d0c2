import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Application } from '#app/platform/application.ts';
import { errorWords } from '#app/platform/error-words.ts';
import { importUnitsFromFile } from '#app/modules/orgs/server/index.ts';

/**
 * `lantoa import-units FILE`: says what the file would change; with `--yes` it is written. Exit code 0, or 1 when a
 * row is at fault: then nothing is written.
 */
export async function importCommand(
  args: readonly string[],
  withApplication: <T>(work: (app: Application) => Promise<T>) => Promise<T>,
  say: (text: string) => void,
): Promise<number> {
  const file = args.find((arg) => !arg.startsWith('-'));
  if (!file) {
    say('lantoa import-units FILE [--yes]');
    return 2;
  }
  const isPreview = !args.includes('--yes');
  const bytes = await readFile(file);
  const result = await withApplication((app) =>
    importUnitsFromFile(app.system, { bytes, fileName: basename(file), isPreview }),
  );
  say(
    Object.entries(result.counts)
      .map(([what, count]) => `${what}: ${count}`)
      .join('  '),
  );
  for (const fault of result.faults) say(`  ${JSON.stringify(fault)}`);
  if (result.faults.length > 0)
    say(
      `${errorWords('orgs.faulty_rows', { count: result.faults.length }, 'vi')} / ${errorWords('orgs.faulty_rows', { count: result.faults.length }, 'en')}`,
    );
  else if (!result.isWritten) say('Chưa ghi gì: thêm --yes để ghi. / Nothing written yet: add --yes to write.');
  return result.faults.length > 0 ? 1 : 0;
}
