/**
 * The sum of decimal numbers written as the database writes them (`-12`, `0.50`), to the last digit: added as binary
 * fractions, three times 0.1 would not be 0.3.
 */
export function addDecimals(texts: readonly string[]): number {
  if (texts.length === 1) return Number(texts[0]);
  let sum = 0;
  let isExact = true;
  for (const text of texts) {
    const value = Number(text);
    sum += value;
    isExact &&= Number.isSafeInteger(value) && Number.isSafeInteger(sum);
  }
  if (isExact) return sum;
  const digits = Math.max(...texts.map((text) => text.split('.')[1]?.length ?? 0));
  const total = texts.reduce((all, text) => all + asWhole(text, digits), 0n);
  return Number(`${total}e-${digits}`);
}

/** So many of the smallest places that a number has. */
function asWhole(text: string, digits: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(digits, '0'));
}
