import { AppError } from '#app/platform/errors.ts';
import type { Services } from '#app/platform/context.ts';
import { checkFile, type Upload } from '#app/modules/media/server/check-file.ts';
import { processImage } from '#app/modules/media/server/process-image.ts';
import { keepMade, type KeptFile } from '#app/modules/media/server/store-file.ts';

/** A file ready to be given to a unit; a picture comes with a small copy. */
export interface PreparedEvidence {
  full: KeptFile;
  thumb: KeptFile | null;
}

/**
 * Checks what was uploaded by its content and keeps it: pictures encoded anew without what the camera wrote beside
 * them, documents as they are. One after the other, since each picture fills memory. Throws file.… or disk_full.
 */
export async function prepareEvidence(services: Services, uploads: readonly Upload[]): Promise<PreparedEvidence[]> {
  const prepared: PreparedEvidence[] = [];
  for (const upload of uploads) {
    const { name, mime } = await checkFile(upload, 'evidence');
    if (!mime.startsWith('image/')) {
      prepared.push({ full: await keepMade(services, { name, mime, bytes: upload.bytes }), thumb: null });
      continue;
    }
    const image = await processImage(upload.bytes).catch((error: unknown) => {
      // HEVC inside HEIC is patented and not in the decoder; phones convert it when the form asks for JPEG.
      throw mime === 'image/heic' ? new AppError('file.unsupported_kind', { name, found: 'heic' }) : error;
    });
    const jpegName = name.replace(/\.[^.]+$/, '') + '.jpg';
    prepared.push({
      full: await keepMade(services, { name: jpegName, ...image.full }),
      thumb: await keepMade(services, { name: jpegName, ...image.thumb }),
    });
  }
  return prepared;
}
