/** What an upload may be. Kinds are decided by content; the name's ending must not promise something else. */
export type FileUse = 'document' | 'image' | 'evidence' | 'list';

export interface FileKind {
  /** What `file-type` finds in the bytes; null for text, which has no signature. */
  found: readonly string[] | null;
  /** Endings that promise this kind, without the dot. */
  endings: readonly string[];
  /** Kept, and sent when the file is fetched. Never a type that a browser runs. */
  mime: string;
}

const docx: FileKind = {
  found: ['docx', 'docm', 'dotx'],
  endings: ['docx', 'docm', 'dotx'],
  mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
const oldOffice: FileKind = { found: ['cfb'], endings: ['doc', 'xls', 'dot'], mime: 'application/x-cfb' };
const pdf: FileKind = { found: ['pdf'], endings: ['pdf'], mime: 'application/pdf' };
const odt: FileKind = { found: ['odt'], endings: ['odt'], mime: 'application/vnd.oasis.opendocument.text' };
const rtf: FileKind = { found: ['rtf'], endings: ['rtf'], mime: 'application/rtf' };
// A page of HTML is kept as text, so that nobody's browser ever runs it from here.
const text: FileKind = { found: null, endings: ['txt', 'md', 'markdown', 'html', 'htm', 'csv'], mime: 'text/plain' };
const xlsx: FileKind = {
  found: ['xlsx', 'xlsm'],
  endings: ['xlsx', 'xlsm'],
  mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const jpeg: FileKind = { found: ['jpg'], endings: ['jpg', 'jpeg'], mime: 'image/jpeg' };
const png: FileKind = { found: ['png', 'apng'], endings: ['png'], mime: 'image/png' };
const webp: FileKind = { found: ['webp'], endings: ['webp'], mime: 'image/webp' };
const heic: FileKind = { found: ['heic', 'avif'], endings: ['heic', 'heif', 'avif'], mime: 'image/heic' };

// As phones and the screens count: 1 MB = 1,000,000 bytes.
const megabyte = 1_000_000;
const images = [jpeg, png, webp, heic];

/** The allow list and the largest size of each use. */
export const fileUses: Record<
  FileUse,
  {
    kinds: readonly FileKind[];
    maxBytes: number;
    /** A wrong ending is put right rather than refused: documents go from hand to hand under any name. */
    isNamedByContent?: boolean;
  }
> = {
  // Photographs too: what was printed and signed is often there as a picture only.
  document: {
    kinds: [docx, oldOffice, pdf, odt, rtf, jpeg, png, webp, text],
    maxBytes: 30 * megabyte,
    isNamedByContent: true,
  },
  image: { kinds: images, maxBytes: 20 * megabyte },
  evidence: { kinds: [...images, pdf, docx, xlsx, oldOffice], maxBytes: 20 * megabyte },
  list: { kinds: [xlsx, text], maxBytes: 10 * megabyte },
};

/** Kinds that a browser may show in place; the rest is always downloaded. */
export const shownInPlace: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** The ending of a file name in small letters, without the dot; empty when there is none. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** A name fit for a list and a download: no folders, no control characters, at most 150 characters. */
export function cleanFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last
    // eslint-disable-next-line no-control-regex -- control characters are what is removed
    .replace(/[\u0000-\u001f\u007f"<>|*?:]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (clean === '' || /^\.+$/.test(clean)) return 'tep';
  const ending = endingOf(clean);
  return clean.length <= 150 ? clean : `${clean.slice(0, 149 - ending.length)}.${ending}`;
}
