import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
GlobalFonts.registerFromPath(require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'), 'Tinos');

/** A picture of a printed page: A4 at 150 dots an inch, lines of text and rules ([x0, y0, x1, y1]) at places in points. */
export function drawPage(
  lines: { x: number; y: number; text: string }[],
  type: 'png' | 'jpeg' = 'png',
  rules: [number, number, number, number][] = [],
): { bytes: Buffer; width: number; height: number } {
  const [width, height, scale] = [1240, 1754, 150 / 72];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#111';
  context.font = `${14 * scale}px Tinos`;
  for (const { x, y, text } of lines) context.fillText(text, x * scale, y * scale);
  context.lineWidth = 2;
  for (const [x0, y0, x1, y1] of rules) {
    context.beginPath();
    context.moveTo(x0 * scale, y0 * scale);
    context.lineTo(x1 * scale, y1 * scale);
    context.stroke();
  }
  return { bytes: type === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', 90), width, height };
}
