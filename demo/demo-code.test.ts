import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { demoCode, demoKey } from './demo-code.ts';

/** What an authenticator does with a key that is typed into it (RFC 4648, RFC 6238), written on its own. */
function authenticatorCode(typed: string, at: number): string {
  let bits = '';
  for (const letter of typed) bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest[19]! & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('the key that the start prints gives, in an authenticator, the codes that the accounts ask for', () => {
  for (const at of [0, 1_800_000_000_000, 1_800_000_031_000])
    expect(authenticatorCode(demoKey(), at)).toBe(demoCode(at));
});
