import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { DocumentError } from './document-error.ts';
import { readSource } from './read-source.ts';
import { item, level, makeDocx, p } from './testing/make-docx.ts';

const bytesOf = (text: string) => Buffer.from(text);
const codeOf = async (bytes: Uint8Array, fileName?: string) => {
  const error = await readSource(bytes, fileName === undefined ? {} : { fileName }).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(DocumentError);
  const { code, params } = error as DocumentError;
  return { code, params };
};

test.for([
  ['plain text', bytesOf('Kế hoạch số 1\n- Mở lớp\n'), 'txt'],
  ['Markdown', bytesOf('# Kế hoạch\n\nMở **hai lớp** và **một hội thi**.\n'), 'md'],
  ['HTML', bytesOf('<!doctype html><p>Kế hoạch'), 'html'],
  ['.docx', makeDocx({ body: p('Kế hoạch') }), 'docx'],
] as const)('%s is known by content, under any name', async ([, bytes, format]) => {
  for (const fileName of ['x.docx', 'x.pdf', 'x.txt', 'x'])
    expect((await readSource(bytes, { fileName })).format).toBe(format);
});

test.for([
  ['no bytes', new Uint8Array(), undefined, { code: 'empty', params: {} }],
  ['white space', bytesOf(' \n\t \n'), 'a.txt', { code: 'empty', params: {} }],
  ['a .docx without words', makeDocx({ body: p('') }), 'a.docx', { code: 'no_text', params: { kind: 'docx' } }],
  [
    'a spreadsheet',
    zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }),
    undefined,
    { code: 'unsupported_kind', params: { found: 'xlsx' } },
  ],
  [
    'a spreadsheet named .docx',
    zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }),
    'a.docx',
    { code: 'kind_mismatch', params: { named: 'docx', found: 'xlsx' } },
  ],
  [
    'a program',
    Buffer.concat([bytesOf('\u007FELF'), new Uint8Array(4000)]),
    'a.doc',
    { code: 'kind_mismatch', params: { named: 'doc', found: 'elf' } },
  ],
  [
    'noise',
    Uint8Array.from({ length: 5000 }, (_, index) => ((index * 7919) % 251) % 32),
    undefined,
    { code: 'unsupported_kind', params: { found: 'binary' } },
  ],
  [
    'half an archive',
    makeDocx({ body: p('Kế hoạch') }).subarray(0, 1200),
    'a.docx',
    { code: 'damaged', params: { kind: 'zip' } },
  ],
  [
    'an archive of other things',
    zipSync({ 'a.txt': strToU8('x') }),
    undefined,
    { code: 'unsupported_kind', params: { found: 'zip' } },
  ],
] as const)('%s is refused with a code', async ([, bytes, fileName, expected]) => {
  expect(await codeOf(bytes, fileName)).toEqual(expected);
});

const bomb = zipSync({ 'word/document.xml': new Uint8Array(160 * 1024 * 1024) }, { level: 1 });

test('an archive that unfolds beyond all measure is refused before it is unfolded', async () => {
  expect(bomb.length).toBeLessThan(1024 * 1024);
  expect(await codeOf(bomb)).toMatchObject({ code: 'archive_bomb' });
});

test('the limit also holds where the archive lies about its sizes', async () => {
  const liar = bomb.slice();
  const view = new DataView(liar.buffer, liar.byteOffset);
  for (let at = 0; at + 46 < liar.length; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
  expect(await codeOf(liar)).toMatchObject({ code: 'archive_bomb' });
});

test('an encrypted part is told apart from a damaged one', async () => {
  const bytes = makeDocx({ body: p('x') });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at + 46 < bytes.length; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
  expect(await codeOf(bytes)).toMatchObject({ code: 'encrypted' });
});

test('nesting without end is refused, in .docx and in HTML', async () => {
  const deep = '<w:p>'.repeat(200_000);
  expect(await codeOf(makeDocx({ body: deep }))).toMatchObject({ code: 'damaged' });
  expect(await codeOf(bytesOf(`<html>${'<div>'.repeat(200_000)}`))).toMatchObject({ code: 'damaged' });
});

test('a million list items are cut at the limit, and the cut is told', async () => {
  const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;
  const source = await readSource(makeDocx({ body: item('việc', 1).repeat(600_000), numbering }));
  expect(source.text.length).toBeLessThan(2_100_000);
  expect(source.repairs).toContain('truncated');
  const lines = await readSource(bytesOf('- việc\n'.repeat(1_000_000)));
  expect(lines.repairs).toContain('truncated');
});
