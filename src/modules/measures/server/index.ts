export { emitFacts, type FactSource } from '#app/modules/measures/server/emit-facts.ts';
export type { Contribution } from '#app/modules/measures/fact-differences.ts';
export { countPast, countPastActivities } from '#app/modules/measures/server/count-past.job.ts';
export { countingMeasures, type UnitMeasure } from '#app/modules/measures/server/counting-measures.ts';
