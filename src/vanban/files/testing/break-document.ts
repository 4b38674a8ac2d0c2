import fc from 'fast-check';
import { type Unzipped, unzipSync, zipSync } from 'fflate';
import { mutateBytes, type Mutation } from './mutate-bytes.ts';

/** How a document is broken: where, and whether inside a part of an archive, where no checksum of packing stops it. */
export interface Breakage {
  mutations: Mutation[];
  isInside: boolean;
  /** Which part, as a share of their number. */
  part: number;
}

/** Every place alike: left to itself fast-check prefers the edges, and a broken first byte only hides the kind. */
const share = fc.noBias(fc.nat(999_999)).map((millionths) => millionths / 1_000_000);

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('flip', 'flip', 'flip', 'set', 'set', 'cut', 'drop', 'repeat', 'swell'),
  at: share,
  value: fc.nat(255),
  length: fc.nat(64),
});

/** One to eight changes to a document; of an archive half of the time to a part in it. */
export const breakage: fc.Arbitrary<Breakage> = fc.record({
  mutations: fc.array(mutation, { minLength: 1, maxLength: 8 }),
  isInside: fc.boolean(),
  part: share,
});

/** The document broken. What is no archive is broken as it stands. */
export function breakDocument(bytes: Uint8Array, { mutations, isInside, part }: Breakage): Uint8Array {
  const parts = isInside ? unpack(bytes) : null;
  const name = parts ? heaviest(parts, part) : undefined;
  if (!parts || name === undefined) return mutateBytes(bytes, mutations);
  parts[name] = new Uint8Array(mutateBytes(parts[name] ?? new Uint8Array(), mutations));
  return zipSync(parts, { level: 0 });
}

function unpack(bytes: Uint8Array): Unzipped | null {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return null;
  return unzipSync(bytes);
}

/** Mostly the parts that hold the text: they are the largest ones written in XML. */
function heaviest(parts: Unzipped, place: number): string | undefined {
  const names = Object.keys(parts)
    .filter((name) => name.endsWith('.xml'))
    .toSorted((a, b) => (parts[b]?.length ?? 0) - (parts[a]?.length ?? 0));
  return names[Math.floor(place * place * names.length)] ?? names[0];
}
