import sharp from 'sharp';
import { AppError } from '#app/platform/errors.ts';

/** A picture made anew from what was uploaded: no EXIF, no place, no profile of the camera. */
export interface ProcessedImage {
  full: EncodedImage;
  thumb: EncodedImage;
}

export interface EncodedImage {
  bytes: Uint8Array;
  mime: 'image/jpeg';
  widthPx: number;
  heightPx: number;
}

/** Longest sides in pixels: enough for a report on A4, small enough for a slow line. */
export const imageSidesPx = { full: 1600, thumb: 320 } as const;

/** A picture of 60 million pixels unpacks to 240 MB; more is a trap or a mistake. */
const maxPixels = 60_000_000;

// Two pictures at a time: each holds its pixels in memory, and a phone sends ten at once.
sharp.concurrency(1);

/**
 * Decodes a picture and encodes it again, upright, as JPEG in two sizes. What the camera wrote beside the pixels
 * (place, device, owner) does not survive. Throws file.damaged or file.too_many_pixels.
 */
export async function processImage(bytes: Uint8Array): Promise<ProcessedImage> {
  let facts: { width?: number | undefined; height?: number | undefined };
  try {
    facts = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
  } catch {
    throw new AppError('file.damaged');
  }
  if ((facts.width ?? 0) * (facts.height ?? 0) > maxPixels)
    throw new AppError('file.too_many_pixels', { megapixels: maxPixels / 1e6 });
  try {
    const full = await encode(bytes, imageSidesPx.full, 82);
    // From the full one, which is already upright and small.
    const thumb = await encode(full.bytes, imageSidesPx.thumb, 76);
    return { full, thumb };
  } catch {
    throw new AppError('file.damaged');
  }
}

async function encode(bytes: Uint8Array, sidePx: number, quality: number): Promise<EncodedImage> {
  const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
    .autoOrient()
    .resize({ width: sidePx, height: sidePx, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality, mozjpeg: true })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, mime: 'image/jpeg', widthPx: info.width, heightPx: info.height };
}
