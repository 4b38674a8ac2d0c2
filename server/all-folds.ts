import type { Fold } from '#app/platform/folding.ts';
import { foldFacts } from '#app/modules/measures/server/index.ts';
import { tallyFold } from '#app/modules/progress/server/index.ts';

/** Every kept sum of every module; the web process and the worker fold them, one of them at a time. */
export const allFolds: readonly Fold[] = [foldFacts, tallyFold];
