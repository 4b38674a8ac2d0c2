/** A generator of chances that gives the same ones every time (mulberry32): the demonstration never differs. */
export interface Chance {
  /** Whether something of this likelihood happens. */
  happens(likelihood: number): boolean;
  /** A whole number from one to another, both included. */
  between(least: number, most: number): number;
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T;
}

export function evenChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    happens: (likelihood) => next() < likelihood,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (list) => {
      const one = list[Math.floor(next() * list.length)];
      if (one === undefined) throw new Error('There is nothing to pick from.');
      return one;
    },
  };
}
