import { Readable } from 'node:stream';
import type { OpenedFile } from '#app/modules/media/server/open-stored-file.ts';
import { shownInPlace } from '#app/modules/media/file-kinds.ts';

/**
 * A file as an answer: downloaded under its name, pictures shown in place; never guessed at, never run, never kept by
 * shared caches. The hash is its tag, so that a second look costs nothing.
 */
export function fileResponse(file: OpenedFile, ifNoneMatch: string | null): Response {
  const tag = `"${file.sha256}"`;
  const headers = new Headers({
    etag: tag,
    'cache-control': 'private, max-age=0, must-revalidate',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  if (ifNoneMatch === tag) return new Response(null, { status: 304, headers });
  headers.set('content-type', file.mime);
  headers.set('content-length', String(file.sizeBytes));
  headers.set('content-disposition', contentDisposition(file.name, shownInPlace.includes(file.mime)));
  return new Response(Readable.toWeb(file.stream()) as ReadableStream, { headers });
}

/** What this product makes for download, by the ending of its name. */
const madeKinds = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** A file that was made for this request: downloaded under its name (.docx, .xlsx, .csv) and kept by nobody. */
export function downloadResponse(file: { name: string; bytes: Uint8Array }): Response {
  const ending = file.name.slice(file.name.lastIndexOf('.') + 1) as keyof typeof madeKinds;
  return new Response(file.bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': madeKinds[ending],
      'content-disposition': contentDisposition(file.name),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}

/** RFC 6266: a plain name for old programs, the real one in UTF-8 beside it. */
export function contentDisposition(name: string, isShown = false): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${isShown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
