import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError } from '#app/platform/errors.ts';
import type { Context, Services } from '#app/platform/context.ts';
import { log } from '#app/platform/log.ts';
import { pathOfBytes } from '#app/modules/media/server/keep-bytes.ts';
import type { KeptFile } from '#app/modules/media/server/store-file.ts';

export interface OpenedFile {
  id: string;
  name: string;
  mime: string;
  sizeBytes: number;
  sha256: string;
  /** Opens the bytes; call it once. */
  stream(): Readable;
  /** All bytes at once, for readers of documents. */
  bytes(): Promise<Uint8Array>;
}

/**
 * A file for whoever may read its unit. Absent and not for this person look alike: not_found. A row whose bytes have
 * gone (a restore without uploads) is told to the log and looks absent too.
 */
export async function openStoredFile(ctx: Context, fileId: string): Promise<OpenedFile & { orgUnitId: string }> {
  const file = await ctx.read((tx) =>
    tx.db
      .selectFrom('storedFile')
      .select(['id', 'orgUnitId', 'name', 'mime', 'sizeBytes', 'sha256'])
      .where('id', '=', fileId)
      .executeTakeFirst(),
  );
  if (!file) throw new AppError('not_found');
  return openKept(ctx.services, file);
}

/** Bytes that a row names, to whoever was let at the row. Throws not_found where they have gone. */
export async function openKept<F extends KeptFile & { id: string }>(
  services: Services,
  file: F,
): Promise<F & OpenedFile> {
  const path = pathOfBytes(services.uploadsDir, file.sha256);
  const sizeOnDisk = await stat(path).then(
    (facts) => facts.size,
    () => null,
  );
  if (sizeOnDisk !== file.sizeBytes) {
    log('error', 'media.bytes_missing', { file: file.id, sha256: file.sha256 });
    throw new AppError('not_found');
  }
  return { ...file, stream: () => createReadStream(path), bytes: () => readFile(path) };
}
