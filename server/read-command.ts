import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readPlan } from '#app/vanban/read/read-plan.ts';
import { type SourceDocument } from '#app/vanban/source-document.ts';

/** Text files are read here; every other format goes through the door of `files/`. */
async function sourceOf(path: string): Promise<SourceDocument> {
  const bytes = await readFile(path);
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC');
  return { text, format: basename(path).endsWith('.md') ? 'md' : 'txt' };
}

/**
 * `lantoa read FILE`: prints as JSON what the reader reads in a document.
 * Exit code 0, 1 when the file cannot be read, 2 when no file is named.
 */
export async function readCommand(args: readonly string[]): Promise<number> {
  const path = args.find((arg) => !arg.startsWith('-'));
  if (!path) {
    console.error('lantoa read FILE');
    return 2;
  }
  try {
    console.log(JSON.stringify(readPlan(await sourceOf(path)), null, args.includes('--pretty') ? 2 : 0));
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
