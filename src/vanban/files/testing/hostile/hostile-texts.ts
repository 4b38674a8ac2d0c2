import { encodeText } from '../encode-text.ts';
import { fill, type HostileDocument, million, planParagraphs } from './hostile-document.ts';

const fifty = 50 * 1024 * 1024;
const head = 'KẾ HOẠCH\nTrồng cây năm 2026\n\nI. TỔ CHỨC THỰC HIỆN\n1. Ban Nữ công\n';
const after = (text: string, rest: Buffer): Buffer => Buffer.concat([Buffer.from(text), rest]);

/** Plain text, Markdown and web pages. */
export const hostileTexts: HostileDocument[] = [
  { name: 'txt: 200 pages', make: () => Buffer.from(planParagraphs(200).join('\n')), becomes: 'whole' },
  {
    name: 'txt: a million list items',
    make: () => Buffer.from(head + '- Tưới cây.\n'.repeat(million)),
    becomes: 'cut',
  },
  { name: 'txt: one line of 50 MB', make: () => after(head, fill(fifty - 1000, 'cây xanh ')), becomes: 'cut' },
  { name: 'txt: one word of 50 MB', make: () => after(head, fill(fifty - 1000, 'a')), becomes: 'cut' },
  {
    name: 'txt: 50 MB of bytes of a legacy font',
    make: () => fill(fifty, Buffer.from('KÕ ho¹ch ', 'latin1').toString('latin1')),
    becomes: 'cut',
  },
  { name: 'txt: 50 MB of blank lines', make: () => fill(fifty, ' \n'), becomes: 'empty' },
  {
    name: 'txt: 50 MB in UTF-16',
    make: () => encodeText('Tưới cây.\n'.repeat(2.6 * million), 'utf16le'),
    becomes: 'cut',
  },
  {
    name: 'txt: letters with a thousand marks',
    make: () => after(head, fill(4 * million, `a${'\u0301'.repeat(1000)}`)),
    becomes: 'cut',
  },
  { name: 'txt: tabs and heads of tables', make: () => after(head, fill(4 * million, '\tTT\n')), becomes: 'cut' },
  { name: 'txt: bars on lines of their own', make: () => after(head, fill(4 * million, '|\n')), becomes: 'cut' },
  { name: 'txt: page numbers', make: () => after(head, fill(4 * million, '\n2\n\n3\n')), becomes: 'cut' },
  { name: 'txt: form feeds', make: () => after(head, fill(4 * million, 'a\f')), becomes: 'cut' },
  { name: 'txt: open brackets', make: () => after(head, fill(4 * million, '(“[')), becomes: 'cut' },
  {
    name: 'txt: a sentence of fifty thousand figures',
    make: () => after(head.replace('I. TỔ CHỨC THỰC HIỆN', 'I. CHỈ TIÊU'), fill(0.8 * million, 'ít nhất 85% hộ, ')),
    becomes: 'whole',
  },
  { name: 'md: stars', make: () => after('# Kế hoạch\n', fill(4 * million, '**a ')), becomes: 'cut' },
  { name: 'md: open links', make: () => after('# Kế hoạch\n', fill(4 * million, '[a](')), becomes: 'cut' },
  {
    name: 'md: a table of a million rows',
    make: () => after('# Kế hoạch\n|a|b|\n|---|---|\n', fill(12 * million, '| 1 | việc |\n')),
    becomes: 'cut',
  },
  {
    name: 'md: a row of a million cells',
    make: () => after('# Kế hoạch\n|a|b|\n|---|---|\n', fill(4 * million, 'a|')),
    becomes: 'cut',
  },
  {
    name: 'html: a million list items',
    make: () => Buffer.from(`<!doctype html><ol>${'<li>Tưới cây.'.repeat(million)}`),
    becomes: 'cut',
  },
  { name: 'html: nested without end', make: () => fill(20 * million, '<div>'), becomes: 'damaged' },
  {
    name: 'html: 4,000 tables inside each other',
    make: () => Buffer.from(`<html>${'<table><tr><td>a'.repeat(1_600)}`),
    becomes: 'whole',
  },
  {
    name: 'html: cells that claim to be wide',
    make: () => fill(8 * million, '<table><tr><td colspan=9999 rowspan=9999>a'),
    becomes: 'damaged',
  },
  { name: 'html: 50 MB of empty paragraphs', make: () => fill(fifty, '<p></p>'), becomes: 'whole' },
  { name: 'html: a tag of 50 MB', make: () => after('<html><p ', fill(fifty - 1000, 'a=b ')), becomes: 'no_text' },
  {
    name: 'html: a script of 50 MB',
    make: () => after('<html><script>', fill(fifty - 1000, 'a<b;')),
    becomes: 'no_text',
  },
  {
    name: 'html: a picture inside of 40 MB',
    make: () => after('<html><p>Kế hoạch<img src="data:', fill(40 * million, 'QUFB')),
    becomes: 'whole',
  },
  {
    name: 'html: a million styles',
    make: () => fill(30 * million, '<span style="font-family:.VnTime">a</span>'),
    becomes: 'whole',
  },
  {
    name: 'html: 200 pages',
    make: () =>
      Buffer.from(
        `<html>${planParagraphs(200)
          .map((text) => `<p>${text}</p>`)
          .join('')}`,
      ),
    becomes: 'whole',
  },
];
