interface Reviewed {
  id: string;
  review: string;
}

/**
 * For each unsure item the one to look at once it is decided: the next unsure one as the screen shows them, group after
 * group, or from the last the first that is left. What is decided leaves its place, and a list that is walked by
 * decisions would begin anew each time. An only one has none.
 */
export function followUnsure(groups: readonly (readonly Reviewed[])[]): Map<string, string> {
  const unsure = groups.flat().filter((row) => row.review === 'unsure');
  return new Map(
    unsure.flatMap((row, at) => {
      const next = unsure[(at + 1) % unsure.length];
      return next && next !== row ? [[row.id, next.id]] : [];
    }),
  );
}
