/** A field stands in the text as code, separator and result; only the result is printed. */
interface Field {
  code: string;
  isInResult: boolean;
}

/** Results that are not the document's own words: they repeat its headings, or change from page to page. */
const silentCodes = /^\s*(?:TOC|INDEX|TOA|RD|XE|TC)\b/i;
const pageCodes = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|FILENAME|PAGEREF)\b/i;

/** Follows nested fields and says whether text at this place is printed. */
export class FieldTracker {
  #open: Field[] = [];
  #isSilent: (code: string) => boolean;

  constructor(isRunningText: boolean) {
    this.#isSilent = (code) => silentCodes.test(code) || (isRunningText && pageCodes.test(code));
  }

  begin(): void {
    // A damaged file may open fields without end.
    if (this.#open.length < 200) this.#open.push({ code: '', isInResult: false });
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (field) field.isInResult = true;
  }

  end(): void {
    this.#open.pop();
  }

  addCode(code: string): void {
    const field = this.#open.at(-1);
    if (field && !field.isInResult && field.code.length < 1000) field.code += code;
  }

  isPrinted(): boolean {
    return this.#open.every((field) => field.isInResult && !this.#isSilent(field.code));
  }

  /** Whether the result of a field with this code is to be left out. */
  isSilentCode(code: string): boolean {
    return this.#isSilent(code);
  }
}
