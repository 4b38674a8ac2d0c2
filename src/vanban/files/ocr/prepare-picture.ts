import sharp from 'sharp';
import { DocumentError } from '../document-error.ts';
import { readingLimits } from '../reading-limits.ts';

/** A4 at 200 dots an inch: letters of 13 points are well read at that, more only costs time. Of the shorter side. */
const wantedSide = 1700;
const mostSide = 2400;

/**
 * A picture made fit for recognition: turned as the camera held it, grey, evenly lit, letters neither too small nor
 * too large. Throws damaged, or too_large before the pixels are unpacked.
 */
export async function preparePicture(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    // Asked without a limit of its own, since the library's refusal looks like damage; nothing is unpacked for it.
    const { width, height } = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();
    const picture = sharp(bytes, { limitInputPixels: readingLimits.pixels, failOn: 'error', pages: 1 });
    if (width * height > readingLimits.pixels)
      throw new DocumentError('too_large', { limit: readingLimits.pixels, size: width * height });
    const side = Math.min(width, height);
    const target = side < wantedSide ? Math.min(wantedSide, side * 3) : Math.min(side, mostSide);
    // A strip of any length grows no longer than four sides.
    const scale = Math.min(target / side, (4 * mostSide) / Math.max(width, height));
    const size = {
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
      fit: 'fill' as const,
    };
    return await picture
      .flatten({ background: '#fff' })
      .greyscale()
      .resize(size)
      .normalise()
      .keepExif()
      .png({ compressionLevel: 1 })
      .toBuffer()
      .then(orient);
  } catch (cause) {
    if (cause instanceof DocumentError) throw cause;
    throw new DocumentError('damaged', { kind: 'image' }, { cause });
  }
}

async function orient(png: Buffer): Promise<Uint8Array> {
  return sharp(png).autoOrient().png({ compressionLevel: 1 }).toBuffer();
}

/** The prepared picture, turned clockwise by a multiple of 90 degrees. */
export async function turnPicture(png: Uint8Array, degrees: number): Promise<Uint8Array> {
  return sharp(png).rotate(degrees).png({ compressionLevel: 1 }).toBuffer();
}
