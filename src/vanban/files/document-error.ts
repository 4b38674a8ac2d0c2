/** Why a document cannot be read. Codes only: words are chosen at the edge, in the reader's language. */
export type DocumentErrorCode =
  | 'empty' // no bytes, or only white space
  | 'too_large' // the file itself, or what it unfolds to, is over a limit: `limit`, `size`
  | 'unsupported_kind' // the content is of a kind that holds no document: `found`
  | 'kind_mismatch' // the same, though the name promised a document: `named`, `found`
  | 'archive_bomb' // an archive that unfolds to far more than it is: `limit`
  | 'encrypted' // needs a password
  | 'damaged' // the container or its content cannot be followed: `kind`
  | 'no_text' // read to the end, and there was nothing to read: `kind`
  | 'too_slow' // given up after `timeoutMs`
  | 'too_much_memory' // given up over `memoryMb`
  | 'failed'; // the reader itself failed

export type DocumentErrorParams = Record<string, string | number>;

/** Thrown by everything that turns bytes into a document. */
export class DocumentError extends Error {
  readonly code: DocumentErrorCode;
  readonly params: DocumentErrorParams;

  constructor(code: DocumentErrorCode, params: DocumentErrorParams = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'DocumentError';
    this.code = code;
    this.params = params;
  }
}
