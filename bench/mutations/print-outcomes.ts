import { percentile } from '../measure-times.ts';
import type { Outcome } from './read-broken.ts';

/** What a document may take on its way to being read or refused. */
const mostMs = 5000;
const mostMegabytes = 512;

/** Refusals that are right for a broken document. `failed` is none: there the reader itself gave way. */
const refusals = new Set([
  'empty',
  'no_text',
  'damaged',
  'encrypted',
  'unsupported_kind',
  'kind_mismatch',
  'archive_bomb',
  'too_large',
]);

/** Prints a table by format and every fault; gives the number of faults. */
export function printOutcomes(outcomes: readonly Outcome[]): number {
  const byFormat = Map.groupBy(outcomes, ({ format }) => format);
  const rows = [...byFormat].toSorted(([a], [b]) => a.localeCompare(b)).map(([format, own]) => row(format, own));
  console.table([...rows, row('all', outcomes)]);
  const faults = outcomes.filter(isFault);
  for (const fault of faults) console.log(JSON.stringify(fault));
  console.log(`${outcomes.length} documents, ${faults.length} faults`);
  return faults.length;
}

function isFault({ outcome, processorMs, megabytes }: Outcome): boolean {
  const isOver = processorMs > mostMs || megabytes > mostMegabytes;
  return isOver || !(isRead({ outcome }) || refusals.has(outcome));
}

function isRead({ outcome }: Pick<Outcome, 'outcome'>): boolean {
  return outcome === 'whole' || outcome === 'cut';
}

function row(format: string, outcomes: readonly Outcome[]): Record<string, string | number> {
  const processor = outcomes.map(({ processorMs }) => processorMs).toSorted((a, b) => a - b);
  const kinds = Map.groupBy(outcomes, ({ outcome }) => outcome);
  const refused = [...kinds]
    .filter(([outcome]) => !isRead({ outcome }))
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([outcome, own]) => `${outcome} ${own.length}`);
  return {
    format,
    documents: outcomes.length,
    read: outcomes.filter(isRead).length,
    refused: refused.join(', '),
    'processor ms p50': Math.round(percentile(processor, 0.5)),
    p95: Math.round(percentile(processor, 0.95)),
    most: Math.round(percentile(processor, 1)),
    'MB at most': Math.round(Math.max(...outcomes.map(({ megabytes }) => megabytes))),
  };
}
