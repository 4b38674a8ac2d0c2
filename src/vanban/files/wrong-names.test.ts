import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { DocumentError } from './document-error.ts';
import { readSource } from './read-source.ts';
import { encodeText, textEncodings } from './testing/encode-text.ts';
import { makeDoc } from './testing/make-doc.ts';
import { makeDocx, p } from './testing/make-docx.ts';
import { makeSamples } from './testing/make-samples.ts';

/** Small letters only where tones are: ABC fonts have no capitals with tones. */
const plan = [
  'Kế hoạch tuần lễ đọc sách',
  'I. Mục tiêu',
  '- Mỗi tổ công đoàn chọn một người giữ tủ sách, ghi sổ mượn trả.',
  '- Phấn đấu 85% đoàn viên ở các xã vùng sâu đọc ít nhất ba quyển.',
].join('\n');
const names = ['a.docx', 'a.doc', 'a.pdf', 'a.rtf', 'a.odt', 'a.txt', 'a.xlsx', 'a.jpg', 'a'];

const webPage = `<!doctype html><html><body>${plan
  .split('\n')
  .map((line) => `<p>${line}</p>`)
  .join('\n')}</body></html>`;
const markdown = `# ${plan.replace('\n', '\n\n')}`;

test.for(
  textEncodings.flatMap((encoding) => [
    ['txt', encoding, plan] as const,
    ['md', encoding, markdown] as const,
    ['html', encoding, webPage] as const,
  ]),
)('%s in %s is read under any name', async ([format, encoding, text]) => {
  for (const fileName of names) {
    const source = await readSource(encodeText(text, encoding), { fileName });
    expect(source.format).toBe(format);
    for (const line of plan.split('\n')) expect(source.text).toContain(line.replace(/^- /, ''));
  }
});

const kinds: Record<string, string> = { txt: 'txt', utf16: 'txt', 'docx unpacked': 'docx' };

test.for(Object.entries(makeSamples()))('a .%s is known under any name', async ([kind, bytes]) => {
  for (const fileName of names) expect((await readSource(bytes, { fileName })).format).toBe(kinds[kind] ?? kind);
});

const container = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(600),
  ]);

/** A .doc whose head says that what follows is locked. */
function lockedDoc(): Uint8Array {
  const bytes = Buffer.from(makeDoc([{ text: plan }]));
  const head = bytes.indexOf(Buffer.from('eca5', 'hex'));
  bytes.writeUInt16LE(bytes.readUInt16LE(head + 10) | 0x0100, head + 10);
  return bytes;
}

const lockedPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n3 0 obj\n<< /Filter /Standard /V 1 /R 2 /O (' +
    'o'.repeat(32) +
    ') /U (' +
    'u'.repeat(32) +
    ') /P -4 >>\nendobj\ntrailer << /Root 1 0 R /Encrypt 3 0 R /ID [(a) (a)] /Size 4 >>\n%%EOF',
);

const lockedPart = (): Uint8Array => {
  const bytes = makeDocx({ body: p(plan) });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at + 46 < bytes.length; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
  return bytes;
};
const office = (part: string): Uint8Array =>
  zipSync({ '[Content_Types].xml': strToU8('<Types/>'), [part]: strToU8('<x/>') });
const program = Buffer.concat([
  Buffer.from('MZ'),
  Buffer.alloc(58),
  Buffer.from([64, 0, 0, 0]),
  Buffer.from('PE\0\0'),
  Buffer.alloc(400),
]);

test.for([
  ['a .docx with a password', container('EncryptedPackage'), 'encrypted', 'encrypted'],
  ['an archive with a password', lockedPart(), 'encrypted', 'encrypted'],
  ['a .doc with a password', lockedDoc(), 'encrypted', 'encrypted'],
  ['a .pdf with a password', lockedPdf, 'encrypted', 'encrypted'],
  ['a workbook', office('xl/workbook.xml'), 'unsupported_kind', 'kind_mismatch'],
  ['slides', office('ppt/presentation.xml'), 'unsupported_kind', 'kind_mismatch'],
  ['an old workbook', container('Workbook'), 'unsupported_kind', 'kind_mismatch'],
  ['an archive', zipSync({ 'a.jpg': new Uint8Array(9) }), 'unsupported_kind', 'kind_mismatch'],
  ['a program', program, 'unsupported_kind', 'kind_mismatch'],
] as const)('%s is refused with its own code', async ([, bytes, plain, asDocument]) => {
  const codeOf = (fileName: string) =>
    readSource(bytes, { fileName }).then(
      () => 'read',
      (error: unknown) => (error instanceof DocumentError ? error.code : String(error)),
    );
  expect(await codeOf('a.bin')).toBe(plain);
  expect(await codeOf('a.docx')).toBe(asDocument);
});
