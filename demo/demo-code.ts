import { createHmac } from 'node:crypto';
import { demoSecret } from './make-accounts.ts';

/** The code that an authenticator shows for the deciding accounts of the demonstration (RFC 6238: SHA-1, 30 s, 6 digits). */
export function demoCode(at: number = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', demoSecret).update(counter).digest();
  const offset = digest[19]! & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The same key as it is typed into an authenticator: in the letters of RFC 4648, of which each stands for five bits. */
export function demoKey(): string {
  const bits = [...Buffer.from(demoSecret)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{1,5}/g) ?? [];
  return letters.map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}
