export { emitFacts, type FactSource } from '#app/modules/measures/server/emit-facts.ts';
export type { Contribution } from '#app/modules/measures/fact-differences.ts';
