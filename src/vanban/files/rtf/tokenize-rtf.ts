/** One step of an .rtf: a group's bounds, a control word with its number, a byte given in hex, or plain characters. */
export type RtfToken =
  | { kind: 'open' }
  | { kind: 'close' }
  | { kind: 'word'; word: string; value: number | undefined }
  | { kind: 'byte'; value: number }
  | { kind: 'text'; text: string };

/** Splits an .rtf, read as Latin-1, into its steps. Binary data is passed over. */
export function* tokenizeRtf(source: string): Generator<RtfToken> {
  const length = source.length;
  let at = 0;
  while (at < length) {
    const char = source[at];
    if (char === '{' || char === '}') {
      at += 1;
      yield char === '{' ? { kind: 'open' } : { kind: 'close' };
    } else if (char === '\\') {
      const step = readControl(source, at + 1);
      at = step.next;
      if (step.token) yield step.token;
    } else if (char === '\r' || char === '\n') at += 1;
    else {
      let end = at + 1;
      while (end < length && !'{}\\\r\n'.includes(source[end] ?? '')) end += 1;
      yield { kind: 'text', text: source.slice(at, end) };
      at = end;
    }
  }
}

const symbols: Record<string, string> = { '~': '\u00A0', _: '-', '-': '', '{': '{', '}': '}', '\\': '\\' };
const controlWord = /([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?/y;

function readControl(source: string, at: number): { token: RtfToken | null; next: number } {
  const char = source[at] ?? '';
  if (char === "'") {
    const value = Number.parseInt(source.slice(at + 1, at + 3), 16);
    return { token: Number.isNaN(value) ? null : { kind: 'byte', value }, next: at + 3 };
  }
  controlWord.lastIndex = at;
  const found = controlWord.exec(source);
  if (!found) {
    if (char === '*') return { token: { kind: 'word', word: '*', value: undefined }, next: at + 1 };
    if (char === '\r' || char === '\n') return { token: { kind: 'word', word: 'par', value: undefined }, next: at + 1 };
    const text = symbols[char] ?? '';
    return { token: text === '' ? null : { kind: 'text', text }, next: at + 1 };
  }
  const word = found[1] ?? '';
  const value = found[2] === undefined ? undefined : Number(found[2]);
  const next = at + found[0].length;
  if (word === 'bin') return { token: null, next: next + Math.max(0, value ?? 0) };
  return { token: { kind: 'word', word, value }, next };
}
