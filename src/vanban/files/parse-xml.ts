import { Parser } from 'htmlparser2';
import { DocumentError } from './document-error.ts';
import { readingLimits } from './reading-limits.ts';

export type Attributes = Record<string, string>;

/** What a reader of XML does on the way; names carry the agreed prefix, whatever the file calls it. */
export interface XmlVisitor {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text?(data: string): void;
  /** Asked after each piece of the file: true ends the reading early. */
  isDone?(): boolean;
}

const pieceBytes = 256 * 1024;

/**
 * Walks an XML file without building a tree, so that memory does not depend on its size. Namespaces are known by
 * address and given the prefixes in `prefixes`; a file may call them what it likes. Entities of a document type are
 * never resolved, so they cannot grow.
 */
export function parseXml(bytes: Uint8Array, prefixes: Map<string, string>, visitor: XmlVisitor): void {
  const renamed = new Map<string, string>();
  const known = new Map<string, string>();
  let depth = 0;
  const nameOf = (name: string) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const agreed = renamed.get(prefix) ?? prefix;
    const local = name.slice(colon + 1);
    const full = agreed === '' ? local : `${agreed}:${local}`;
    known.set(name, full);
    return full;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > readingLimits.depth) throw new DocumentError('damaged', { kind: 'xml-depth' });
        if (learnPrefixes(attributes, prefixes, renamed)) known.clear();
        visitor.open(nameOf(name), attributes);
      },
      onclosetag(name) {
        depth -= 1;
        visitor.close(nameOf(name));
      },
      ontext(data) {
        visitor.text?.(data);
      },
    },
    { xmlMode: true },
  );
  feed(parser, bytes, visitor);
}

function feed(parser: Parser, bytes: Uint8Array, visitor: XmlVisitor): void {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (visitor.isDone?.()) return;
    const piece = bytes.subarray(at, at + pieceBytes);
    parser.write(decoder.decode(piece, { stream: at + pieceBytes < bytes.length }));
  }
  parser.end();
}

/** True where the element declares a namespace under a prefix that was not known so far. */
function learnPrefixes(attributes: Attributes, prefixes: Map<string, string>, renamed: Map<string, string>): boolean {
  let hasLearned = false;
  for (const key in attributes) {
    if (!key.startsWith('xmlns')) continue;
    const declared = key === 'xmlns' ? '' : key.slice(6);
    const agreed = prefixes.get(attributes[key] ?? '');
    if (agreed === undefined || renamed.get(declared) === agreed) continue;
    renamed.set(declared, agreed);
    hasLearned = true;
  }
  return hasLearned;
}

/** An attribute by its local name: `val` finds `w:val`, whatever the prefix. */
export function attribute(attributes: Attributes, prefixed: string): string | undefined {
  const direct = attributes[prefixed];
  if (direct !== undefined) return direct;
  const local = prefixed.slice(prefixed.indexOf(':') + 1);
  for (const key in attributes) if (key === local || key.endsWith(`:${local}`)) return attributes[key];
  return undefined;
}
