import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readSource } from '#app/vanban/files/read-source.ts';
import { readPlan } from '#app/vanban/read/read-plan.ts';

/**
 * `lantoa read FILE`: prints as JSON what the reader reads in a document of any kind it knows; `--pretty` sets it in
 * lines. Of a document that is not taken for a plan (`isPlan: false`, with the reason) all that was read is printed too:
 * the verdict may be wrong, and what was read must not be lost by it. Exit code 0, 1 when the file cannot be read, 2 when no file is named.
 */
export async function readCommand(args: readonly string[]): Promise<number> {
  const path = args.find((arg) => !arg.startsWith('-'));
  if (!path) {
    console.error('lantoa read FILE [--pretty]');
    return 2;
  }
  try {
    const source = await readSource(new Uint8Array(await readFile(path)), { fileName: basename(path) });
    console.log(JSON.stringify(readPlan(source), null, args.includes('--pretty') ? 2 : 0));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
