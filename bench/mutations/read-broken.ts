import fc from 'fast-check';
import { closeParseWorkers } from '#app/platform/parse-worker/parse-in-worker.ts';
import { breakage, breakDocument } from '#app/vanban/files/testing/break-document.ts';
import { findOriginals, type Original } from './find-originals.ts';
import { type Measured, measureReading } from './measure-reading.ts';

/**
 * Started by bench/mutations.ts: reads the broken documents with the numbers that it is sent, one at a time in the
 * thread that the server also uses, and tells what became of each. A process of its own, so that what it takes of
 * processor and memory is what reading takes.
 */
export interface Outcome extends Measured {
  index: number;
  format: string;
  name: string;
}

/** How often a format comes up; recognising letters takes a hundred times as long as anything else. */
const weights: Record<string, number> = { docx: 40, doc: 36, rtf: 30, odt: 30, pdf: 30, html: 16, md: 8, txt: 8 };
const rare = new Set(['picture', 'scan']);

const [seed = '1', ...folders] = process.argv.slice(2);
const originals = await findOriginals(folders);
const formats = [...originals.keys()].flatMap((format) =>
  Array<string>(rare.has(format) ? 1 : (weights[format] ?? 3)).fill(format),
);

process.on('message', (index: number | 'end') => {
  if (index === 'end') void closeParseWorkers().then(() => process.exit());
  else void read(index).then((outcome) => process.send?.(outcome));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function read(index: number): Promise<Outcome> {
  const { format, name, bytes } = originalOf(index);
  const [broken] = fc.sample(breakage, { seed: Number(seed) + index, numRuns: 1 });
  if (!broken) throw new Error('no breakage was drawn');
  const document = breakDocument(bytes, broken);
  return { index, format, name, ...(await measureReading(document, name)) };
}

/** Number after number all formats come up by their weight, and in each its originals one after the other. */
function originalOf(index: number): Original {
  const format = formats[(index * 89) % formats.length] ?? 'txt';
  const own = originals.get(format) ?? [];
  const original = own[Math.floor(index / formats.length) % own.length];
  if (!original) throw new Error(`no original of ${format}`);
  return original;
}
