import sharp from 'sharp';
import { expect, test } from 'vitest';
import { processImage } from '#app/modules/media/server/process-image.ts';

/** A photograph as a phone writes it: lying on its side, with place and owner beside the pixels. */
async function photograph(widthPx: number, heightPx: number, orientation = 1): Promise<Buffer> {
  return sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: '#3a6' } })
    .withMetadata({ orientation })
    .withExifMerge({
      IFD0: { Make: 'Phone Maker', Artist: 'Nguyen Thi Chup' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 23/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '103/1 1/1 0/1' },
    })
    .jpeg()
    .toBuffer();
}

test('a photograph with its place and owner comes out without both, in either size', async () => {
  const input = await photograph(2400, 1200);
  const before = await sharp(input).metadata();
  expect(before.exif?.includes('Nguyen Thi Chup')).toBe(true);
  expect(before.exif?.length).toBeGreaterThan(100);

  const { full, thumb } = await processImage(input);

  for (const image of [full, thumb]) {
    const after = await sharp(image.bytes).metadata();
    expect(after.exif).toBeUndefined();
    expect(after.xmp).toBeUndefined();
    expect(after.iptc).toBeUndefined();
    expect(Buffer.from(image.bytes).includes('Exif')).toBe(false);
    expect(Buffer.from(image.bytes).includes('Nguyen')).toBe(false);
  }
  expect([full.widthPx, full.heightPx]).toEqual([1600, 800]);
  expect([thumb.widthPx, thumb.heightPx]).toEqual([320, 160]);
});

test('a picture held sideways is stored upright, because the mark that said so is gone', async () => {
  const { full } = await processImage(await photograph(400, 200, 6));
  expect([full.widthPx, full.heightPx]).toEqual([200, 400]);
});

test('a small picture is not blown up', async () => {
  const { full, thumb } = await processImage(await photograph(100, 50));
  expect([full.widthPx, thumb.widthPx]).toEqual([100, 100]);
});

test('half a picture is refused', async () => {
  const whole = await photograph(800, 800);
  await expect(processImage(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ code: 'file.damaged' });
});

test('a picture of far too many pixels is refused before it is unpacked', async () => {
  // 9,000 × 9,000 of one colour is a file of some kilobytes and 243 MB of pixels.
  const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  expect(bomb.length).toBeLessThan(2_000_000);
  await expect(processImage(bomb)).rejects.toMatchObject({ code: 'file.too_many_pixels' });
});
