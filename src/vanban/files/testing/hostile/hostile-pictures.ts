import { deflateSync } from 'node:zlib';
import { crc32 } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import { makePdf } from '../make-pdf.ts';
import type { HostileDocument } from './hostile-document.ts';

/** A grey .png of any size, of one colour: a few kilobytes whatever it claims. */
function makePng(width: number, height: number, rows = height): Buffer {
  const chunk = (name: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = Buffer.alloc((width + 1) * rows, 0xff);
  for (let row = 0; row < rows; row += 1) pixels[row * (width + 1)] = 0;
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array()),
  ]);
}

function makeJpeg(width: number, height: number): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  return canvas.toBuffer('image/jpeg', 80);
}

/** Pictures whose letters are to be recognised. */
export const hostilePictures: HostileDocument[] = [
  {
    name: 'picture: 60,000 by 60,000 dots, by its own word',
    make: () => makePng(60_000, 60_000, 10),
    becomes: 'too_large',
  },
  { name: 'picture: a strip of 100,000 by 4 dots', make: () => makePng(100_000, 4), becomes: 'no_text' },
  { name: 'picture: one dot', make: () => makePng(1, 1), becomes: 'no_text' },
  { name: 'picture: 8,000 by 6,000 dots', make: () => makePng(8000, 6000), becomes: 'no_text' },
  { name: 'picture: a photo of 8,000 by 6,000 dots', make: () => makeJpeg(8000, 6000), becomes: 'no_text' },
  {
    name: 'pdf: a scan of 8,000 by 6,000 dots',
    make: () => makePdf([{ texts: [], picture: { jpeg: makeJpeg(8000, 6000), width: 8000, height: 6000 } }]),
    becomes: 'too_much_memory',
  },
];
