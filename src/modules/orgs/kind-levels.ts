/** A kind of unit with its place among the levels: 1 is the confederation's, 4 a grassroots union's (article 8 of the law). */
export interface KindLevel {
  id: string;
  tier: number;
  /** The lowest level under whose units one of this kind may stand. */
  underTier: number;
}

/** Whether a unit of one kind may stand under one of another: no federation of a province under a grassroots union. */
export function mayStandUnder(kind: KindLevel | undefined, parent: KindLevel | undefined): boolean {
  return !kind || !parent || parent.tier <= kind.underTier;
}
