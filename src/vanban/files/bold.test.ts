import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readPlan } from '../read/read-plan.ts';
import { makeDoc, property } from './testing/make-doc.ts';
import { makeDocx, p, run } from './testing/make-docx.ts';
import { readSource } from './read-source.ts';

const plain = 'Các tổ trồng cây theo lịch của vườn ươm, mỗi tổ một luống.';
const heading = '1. Trồng cây.';

const odtSpace = (name: string) => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`;
const odt = (body: string, styles: string): Uint8Array =>
  zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.text'),
    'content.xml': strToU8(
      `<office:document-content xmlns:office="${odtSpace('office')}" xmlns:text="${odtSpace('text')}" xmlns:style="${odtSpace('style')}" xmlns:fo="${odtSpace('xsl-fo-compatible')}"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ),
  });
const rtfText = (text: string) => text.replace(/[^\0-\x7f]/g, (c) => `\\u${String(c.charCodeAt(0))} ?`);

/** One bold paragraph above a plain one, by each way that a format has of saying so. */
const files: [string, Uint8Array][] = [
  ['docx, by run', makeDocx({ body: `<w:p>${run(heading, '<w:b/>')}</w:p>${p(plain)}` })],
  [
    'docx, by style',
    makeDocx({
      body: p(heading, '<w:pStyle w:val="Muc"/>') + p(plain),
      styles: '<w:style w:type="paragraph" w:styleId="Muc"><w:rPr><w:b/></w:rPr></w:style>',
    }),
  ],
  ['doc', makeDoc([{ text: heading, character: property.bold }, { text: plain }])],
  ['rtf', Buffer.from(`{\\rtf1\\ansi{\\b ${rtfText(heading)}}\\par ${rtfText(plain)}\\par}`, 'latin1')],
  [
    'odt',
    odt(
      `<text:p text:style-name="D">${heading}</text:p><text:p>${plain}</text:p>`,
      '<style:style style:name="D" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>',
    ),
  ],
  ['html', Buffer.from(`<html><body><p><strong>${heading}</strong></p><p>${plain}</p></body></html>`)],
  ['html, by style', Buffer.from(`<html><body><p style="font-weight:700">${heading}</p><p>${plain}</p></body></html>`)],
  ['md', Buffer.from(`# Vườn\n\n**1. Trồng\ncây.**\n\n${plain}\n`)],
];

test.for(files)('%s: a paragraph that is bold throughout is told', async ([, bytes]) => {
  const source = await readSource(bytes);
  const bold = (source.bold ?? []).map(({ start, end }) => source.text.slice(start, end)).join(' ');
  expect(bold).toBe(heading);
});

test('a word or two in bold, or a document that is all bold, tell nothing', async () => {
  const word = makeDocx({ body: `<w:p>${run('1. Trồng ')}${run('cây', '<w:b/>')}</w:p>${p(plain)}` });
  const all = makeDocx({ body: `<w:p>${run(heading, '<w:b/>')}</w:p><w:p>${run(plain, '<w:b/>')}</w:p>` });
  expect((await readSource(word)).bold).toBeUndefined();
  expect((await readSource(all)).bold).toBeUndefined();
});

test('a numbered line in bold is a heading though it ends in a full stop, unless nothing stands below it', () => {
  const text = 'KẾ HOẠCH\nChăm vườn\n\nI. NỘI DUNG\n1. Trồng cây.\nCác tổ trồng cây theo lịch.\n2. Tưới cây.\n';
  const at = (line: string) => ({ start: text.indexOf(line), end: text.indexOf(line) + line.length });
  const plan = readPlan({ text, bold: [at('1. Trồng cây.'), at('2. Tưới cây.')] });
  expect(plan.sections.map((section) => section.heading)).toEqual(['NỘI DUNG', 'Trồng cây']);
});
