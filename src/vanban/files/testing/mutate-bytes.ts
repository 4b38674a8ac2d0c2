/** A change to a file: where it is made is a share of the file's length. */
export interface Mutation {
  kind: 'flip' | 'set' | 'cut' | 'drop' | 'repeat' | 'swell';
  at: number;
  value: number;
  length: number;
}

/**
 * The bytes with the changes made one after the other: bits flipped, bytes set, dropped, repeated once or (`swell`) a
 * few thousand times, the end cut off.
 */
export function mutateBytes(bytes: Uint8Array, mutations: Mutation[]): Uint8Array {
  let changed: Buffer = Buffer.from(bytes);
  for (const { kind, at, value, length } of mutations) {
    const place = Math.min(changed.length - 1, Math.floor(at * changed.length));
    if (place < 0) return changed;
    if (kind === 'flip') changed[place] = (changed[place] ?? 0) ^ (1 << (value & 7));
    else if (kind === 'set') changed[place] = value;
    else if (kind === 'cut') changed = changed.subarray(0, Math.max(1, place));
    else if (kind === 'drop') changed = Buffer.concat([changed.subarray(0, place), changed.subarray(place + length)]);
    else {
      const repeated = changed.subarray(place, place + length);
      const times = kind === 'swell' ? value * 16 : 1;
      changed = Buffer.concat([changed.subarray(0, place), ...Array(times).fill(repeated), changed.subarray(place)]);
    }
  }
  return changed;
}
