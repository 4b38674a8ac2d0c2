import { documentLimits } from '../document-limits.ts';

/** What a walk through a file may still gather. Whatever leaves something behind costs, so that no file unfolds without end. */
export class ReadingBudget {
  #spent = 0;

  spend(characters: number): void {
    this.#spent += characters;
  }

  /** A paragraph, a cell or the beginning of a page, whatever is in it. */
  spendBlock(): void {
    this.#spent += documentLimits.paragraphCost;
  }

  isSpent(): boolean {
    return this.#spent > documentLimits.length;
  }
}
