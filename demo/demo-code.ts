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
