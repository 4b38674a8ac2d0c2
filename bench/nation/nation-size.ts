/** How large a made nation is. What is not named here (63 provinces, then 34, and 49 beside them) is the same at any size. */
export interface NationSize {
  /** Unions between the first level and the grassroots, after the reorganisation; at least 100. */
  middle: number;
  /** Grassroots unions that go on at the end; others that ended come on top, one for ten. */
  grassroots: number;
  /** Members declared by those that go on, to the digit. */
  members: number;
  /** Facts, corrections among them; within a few in a hundred, since nobody holds an activity before being founded. */
  facts: number;
  /** Measures with facts, all of which add up by sum; built-in ones first. */
  measures: number;
  /** Which of the twelve targets its plan has, by their place; work is shared out among twelve in any case. */
  targets: readonly number[];
}

/** The nation of 2026: 83 unions of the first level, and what stands below them. */
export const wholeNation: NationSize = {
  middle: 1_226,
  grassroots: 127_000,
  members: 11_800_000,
  facts: 30_000_000,
  measures: 40,
  targets: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
};

/** The same nation with a share of its unions, members and facts. */
export function nationOf(share: number): NationSize {
  return {
    ...wholeNation,
    middle: Math.max(100, Math.round(wholeNation.middle * share)),
    grassroots: Math.round(wholeNation.grassroots * share),
    members: Math.round(wholeNation.members * share),
    facts: Math.round(wholeNation.facts * share),
  };
}

/** First and last day of work, and the days on which the tree changes. */
export const nationDays = {
  from: '2024-12-01',
  to: '2026-11-30',
  /** A few unions are dissolved without a successor. */
  dissolved: '2025-03-15',
  /** 63 provinces become 34, districts end, communes are founded. */
  reorganised: '2025-07-01',
} as const;

/** The moment that whoever reads the nation takes as now. */
export const nationNow = new Date('2026-11-30T03:00:00Z');

/** How many unions of each sort stand in the nation, and the number of the first of each: numbers run on, and are labels. */
export interface NationShape {
  former: number;
  kept: number;
  merged: number;
  central: number;
  districts: number;
  communes: number;
  carried: number;
  corporations: number;
  grassroots: number;
  endedAtReorganisation: number;
  dissolved: number;
}

export type UnitSort = keyof NationShape;

/** The order in which numbers are given; the confederation itself is 1. */
export const unitSorts = [
  'former',
  'kept',
  'merged',
  'central',
  'districts',
  'communes',
  'carried',
  'corporations',
  'grassroots',
  'endedAtReorganisation',
  'dissolved',
] as const satisfies readonly UnitSort[];

export function shapeOf(size: NationSize): NationShape {
  const corporations = Math.round(size.middle * 0.122);
  const carried = Math.round(size.middle * 0.184);
  const communes = size.middle - corporations - carried;
  return {
    former: 52,
    kept: 11,
    merged: 23,
    central: 49,
    districts: Math.max(63, Math.round(communes * 0.82)),
    communes,
    carried,
    corporations,
    grassroots: size.grassroots,
    endedAtReorganisation: Math.round(size.grassroots * 0.095),
    dissolved: Math.round(size.grassroots * 0.005),
  };
}

/** The number of the first unit of each sort. */
export function firstNumbers(shape: NationShape): Record<UnitSort, number> {
  let next = 2;
  const first = {} as Record<UnitSort, number>;
  for (const sort of unitSorts) {
    first[sort] = next;
    next += shape[sort];
  }
  return first;
}
