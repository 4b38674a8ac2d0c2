import { measureName, type RuleNames } from '#app/modules/measures/measure-words.ts';

type Lines = readonly { id: string; nameVi: string; nameEn: string }[];

/** Names by id of all that a rule may speak of. Forms and topics both know an "other", which a rule names by its list. */
export function ruleNames(
  reference: { forms: Lines; topics: Lines; populations: Lines; costSources: Lines },
  groups: readonly { measures: Lines }[],
): RuleNames {
  const { forms, topics, populations, costSources } = reference;
  const lines = [...groups.flatMap((group) => group.measures), ...costSources, ...populations, ...topics, ...forms];
  return Object.fromEntries(lines.map((line) => [line.id, measureName(line)]));
}
