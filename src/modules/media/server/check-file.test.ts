import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkFile } from '#app/modules/media/server/check-file.ts';
import { contentDisposition } from '#app/modules/media/server/file-response.ts';
import { cleanFileName, fileUses, type FileUse } from '#app/modules/media/file-kinds.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const png = new Uint8Array([
  0x89,
  0x50,
  0x4e,
  0x47,
  0x0d,
  0x0a,
  0x1a,
  0x0a,
  0,
  0,
  0,
  13,
  0x49,
  0x48,
  0x44,
  0x52,
  0,
  0,
  0,
  1,
  0,
  0,
  0,
  1,
  8,
  2,
  0,
  0,
  0,
  0x90,
  0x77,
  0x53,
  0xde,
  0,
  0,
  0,
  12,
  0x49,
  0x44,
  0x41,
  0x54,
  ...deflateSync(new Uint8Array(4)),
]);
const pdf = bytes('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n');
const program = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, ...new Uint8Array(120)]);
const wideText = Buffer.from('\uFEFFHoi doc sach', 'utf16le');
const lockedOffice = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(512),
  Buffer.from('EncryptedPackage', 'utf16le'),
]);

const cases: [string, Uint8Array, FileUse, string][] = [
  ['ke-hoach.txt', bytes('KẾ HOẠCH\nTuyên truyền quý II'), 'document', 'text/plain'],
  ['ke-hoach.md', bytes('# KẾ HOẠCH'), 'document', 'text/plain'],
  ['khong-duoi', bytes('KẾ HOẠCH'), 'document', 'text/plain'],
  ['utf16.txt', wideText, 'document', 'text/plain'],
  ['trang.html', bytes('<!doctype html><p>KẾ HOẠCH</p>'), 'document', 'text/plain'],
  ['quyet-dinh.pdf', pdf, 'document', 'application/pdf'],
  ['anh.png', png, 'image', 'image/png'],
  ['anh.png', png, 'evidence', 'image/png'],
  ['bien-ban.pdf', pdf, 'evidence', 'application/pdf'],
  ['khong-dau-thu-tu.txt', wideText.subarray(2), 'document', 'text/plain'],
  ['ke-hoach.docx', png, 'evidence', 'file.kind_mismatch'],
  ['ke-hoach.pdf', bytes('không phải pdf'), 'evidence', 'file.kind_mismatch'],
  ['anh.jpg', png, 'image', 'file.kind_mismatch'],
  ['anh.png', bytes('<svg onload="alert(1)"/>'), 'image', 'file.kind_mismatch'],
  ['chay.exe', program, 'document', 'file.unsupported_kind'],
  ['ke-hoach.docx', program, 'document', 'file.kind_mismatch'],
  ['anh.svg', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image', 'file.unsupported_kind'],
  ['ke-hoach.docx', new Uint8Array(), 'document', 'file.empty'],
];

test.for(cases)('%s for %s', async ([name, content, use, expected]) => {
  const result = await checkFile({ name, bytes: content }, use).then(
    (checked) => checked.mime,
    (error: { code?: string }) => error.code,
  );
  expect(result).toBe(expected);
});

// A plan is read whatever its name says; it is kept under an ending that opens it.
test.for([
  ['ke-hoach.docx', png, 'ke-hoach.png', 'image/png'],
  ['ke-hoach.docx', bytes('không phải docx'), 'ke-hoach.txt', 'text/plain'],
  ['ke-hoach.txt', pdf, 'ke-hoach.pdf', 'application/pdf'],
  ['ke-hoach.PDF', pdf, 'ke-hoach.PDF', 'application/pdf'],
  ['ke-hoach.docx', lockedOffice, 'ke-hoach.docx', 'application/x-cfb'],
] as const)('the document %s is kept as what it is', async ([name, content, kept, mime]) => {
  expect(await checkFile({ name, bytes: content }, 'document')).toEqual({ name: kept, mime });
});

test('one byte over the limit is too much', async () => {
  const limit = fileUses.document.maxBytes;
  const check = checkFile({ name: 'a.txt', bytes: new Uint8Array(limit + 1).fill(97) }, 'document');
  await expect(check).rejects.toMatchObject({ code: 'file.too_large', params: { megabytes: 30 } });
});

const names: [string, string][] = [
  ['C:\\Users\\Lan\\Kế hoạch quý II.docx', 'Kế hoạch quý II.docx'],
  ['../../etc/passwd', 'passwd'],
  ['a\u0000b\n.docx', 'a b .docx'],
  ['..', 'tep'],
  [`${'a'.repeat(300)}.docx`, `${'a'.repeat(145)}.docx`],
];
test.for(names)('a name becomes fit for a list: %s', ([name, expected]) => {
  expect(cleanFileName(name)).toBe(expected);
});

test('a download keeps its Vietnamese name', () => {
  expect(contentDisposition('Kế hoạch "Đợt 1" (2).docx')).toBe(
    `attachment; filename="Ke hoach _Dot 1_ (2).docx"; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20%22%C4%90%E1%BB%A3t%201%22%20%282%29.docx`,
  );
});
