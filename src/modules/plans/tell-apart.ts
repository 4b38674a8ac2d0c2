/** A target as far as its sentence goes. */
interface Said {
  id: string;
  statement: string;
}

/**
 * What a target does not share with the others of its sentence ("90% of … and 65% of …"), of what is said of each in one
 * order: sectors, kinds of units, people, what is counted. Empty where the sentence is the target's own.
 */
export function tellApart<T extends Said>(
  target: T,
  targets: readonly T[],
  said: (target: T) => readonly string[],
): string {
  const others = targets.filter((other) => other.id !== target.id && other.statement === target.statement).map(said);
  return said(target)
    .filter((part, at) => part !== '' && others.some((other) => other[at] !== part))
    .join(' · ');
}
