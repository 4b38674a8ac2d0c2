import { randomUUID } from 'node:crypto';
import type { Services, Tx } from '#app/platform/context.ts';
import type { FileUse } from '#app/modules/media/file-kinds.ts';
import { checkFile, type Upload } from '#app/modules/media/server/check-file.ts';
import { keepBytes } from '#app/modules/media/server/keep-bytes.ts';

/** Bytes that are safe on the disk, and what they are; not yet anybody's. */
export interface KeptFile {
  sha256: string;
  name: string;
  mime: string;
  sizeBytes: number;
  widthPx?: number | undefined;
  heightPx?: number | undefined;
}

/**
 * Checks an upload and writes its bytes to the disk. Done before the transaction that uses it: a slow disk must not
 * hold the database. Bytes that no row names afterwards are swept in a week.
 * Throws file.empty, file.too_large, file.unsupported_kind, file.kind_mismatch or disk_full.
 */
export async function keepFile(services: Services, upload: Upload, use: FileUse): Promise<KeptFile> {
  const { name, mime } = await checkFile(upload, use);
  return keepMade(services, { name, mime, bytes: upload.bytes });
}

/** The same for bytes that the application made itself (a picture encoded anew). Throws disk_full. */
export async function keepMade(
  services: Services,
  made: { name: string; mime: string; bytes: Uint8Array; widthPx?: number; heightPx?: number },
): Promise<KeptFile> {
  const sha256 = await keepBytes(services.uploadsDir, made.bytes);
  const { name, mime, widthPx, heightPx } = made;
  return { sha256, name, mime, sizeBytes: made.bytes.length, widthPx, heightPx };
}

/**
 * Gives kept bytes to a unit: whoever reads the unit can fetch the file. Part of the caller's use case, which decides
 * who may do it and writes the audit entry. Returns the file's id.
 */
export async function addStoredFile(tx: Tx, orgUnitId: string, file: KeptFile): Promise<string> {
  const id = randomUUID();
  await tx.db
    .insertInto('storedFile')
    .values({
      id,
      orgUnitId,
      sha256: file.sha256,
      name: file.name,
      mime: file.mime,
      sizeBytes: file.sizeBytes,
      widthPx: file.widthPx ?? null,
      heightPx: file.heightPx ?? null,
      uploadedBy: tx.actor.userId,
    })
    .execute();
  return id;
}
