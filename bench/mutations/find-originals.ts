import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { encodeText, textEncodings } from '#app/vanban/files/testing/encode-text.ts';
import { makeSamples } from '#app/vanban/files/testing/make-samples.ts';
import { makePlanFiles } from '../make-plan-files.ts';
import { makePhotograph, makeScan } from '../make-scan.ts';

/** A whole document, from which broken ones are made. */
export interface Original {
  format: string;
  name: string;
  bytes: Uint8Array;
}

const formats = new Map(
  ['docx', 'doc', 'rtf', 'odt', 'pdf', 'html', 'md', 'txt'].map((format) => [`.${format}`, format]),
);
const mostBytes = 1_500_000;

/**
 * The documents of the folders and the project's own samples, by format. Texts are also there in each encoding. Letters
 * in pictures take seconds to recognise, so there are two small pictures, which are broken rarely.
 */
export async function findOriginals(folders: readonly string[]): Promise<Map<string, Original[]>> {
  const read = await Promise.all(folders.map(readFolder));
  const all = [...read.flat(), ...ownSamples()];
  const texts = all.filter(({ format }) => format === 'txt');
  all.push(...texts.flatMap(inEachEncoding), ...pictures());
  return Map.groupBy(all, ({ format }) => format);
}

async function readFolder(folder: string): Promise<Original[]> {
  const names = (await readdir(folder)).filter((name) => formats.has(extname(name).toLowerCase())).toSorted();
  const read = await Promise.all(
    names.map(async (name) => ({
      format: formats.get(extname(name).toLowerCase()) ?? '',
      name: basename(name),
      bytes: new Uint8Array(await readFile(join(folder, name))),
    })),
  );
  return read.filter(({ bytes }) => bytes.length <= mostBytes);
}

function ownSamples(): Original[] {
  const small = Object.entries(makeSamples()).map(([kind, bytes]) => ({
    format: kind === 'utf16' ? 'txt utf16le' : (kind.split(' ')[0] ?? kind),
    name: `sample ${kind}`,
    bytes,
  }));
  const plans = makePlanFiles().map(({ kind, bytes }) => ({ format: kind.slice(1), name: `plan${kind}`, bytes }));
  return [...small, ...plans];
}

function inEachEncoding({ name, bytes }: Original): Original[] {
  const text = Buffer.from(bytes).toString('utf8');
  return textEncodings
    .filter((encoding) => encoding !== 'utf8')
    .map((encoding) => ({ format: `txt ${encoding}`, name, bytes: encodeText(text, encoding) }));
}

function pictures(): Original[] {
  return [
    { format: 'picture', name: 'page.jpg', bytes: makePhotograph(5).bytes },
    { format: 'scan', name: 'page.pdf', bytes: makeScan(5) },
  ];
}
