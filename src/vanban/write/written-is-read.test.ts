import { expect, test } from 'vitest';
import { readSource } from '../files/read-source.ts';
import { type ReadPlan } from '../plan-document.ts';
import { readPlan } from '../read/read-plan.ts';
import { type OfficialDocument } from './official-document.ts';
import { writePlainText } from './plain-text.ts';
import { sampleLetter, samplePlan, sampleReport } from './sample-documents-data.ts';
import { writeDocx } from './write-docx.ts';

// What one unit issues, the next one reads: both ends of this house must agree on the form.
const writers: Record<string, (document: OfficialDocument) => Promise<Uint8Array>> = {
  docx: writeDocx,
  txt: async (document) => new TextEncoder().encode(writePlainText(document)),
};

async function readBack(document: OfficialDocument, kind: string): Promise<ReadPlan> {
  return readPlan(await readSource(await writers[kind]!(document), { fileName: `a.${kind}` }));
}

test.for(Object.keys(writers))('a plan written as %s is read with its heading, outline and end', async (kind) => {
  const plan = await readBack(samplePlan, kind);
  expect(plan).toMatchObject({
    docType: 'KẾ HOẠCH',
    title: 'Tuyên truyền về an toàn lao động và Tháng Công nhân trong quý II năm 2026',
    number: '06/KH-LĐLĐ',
    date: '2026-03-05',
    place: 'Bình Sơn',
    signer: { authority: 'TM.', authorityBody: 'BAN THƯỜNG VỤ', title: 'PHÓ CHỦ TỊCH', name: 'Nguyễn Thị Hoài Thương' },
  });
  expect(plan.headerIssuer?.toLocaleLowerCase('vi')).toBe('liên đoàn lao động tỉnh bình sơn');
  expect(plan.parentIssuer?.toLocaleLowerCase('vi')).toBe('tổng liên đoàn lao động việt nam');
  expect(plan.legalBasis.map(({ number }) => number)).toEqual([null, '12/CTr-TLĐ']);
  const headings = samplePlan.body.flatMap((block) =>
    block.kind === 'heading' ? [[block.level, block.numbering?.replace(/[.)]$/, '')]] : [],
  );
  const lettered = headings.map(([level, numbering]) => [level === 4 ? 3 : level, numbering]);
  expect(plan.sections.map(({ level, numbering }) => [level, numbering])).toEqual(lettered);
  expect(plan.recipients).toContain('Công đoàn xã, phường; công đoàn cơ sở trực thuộc (th/h)');
  expect(plan.recipients.at(-1)).toBe('Lưu: VT, Ban TG (02)');
  expect(plan.targets[0]).toMatchObject({ comparator: '>=', value: 90, deadline: '2026-05-31' });
});

test.for(Object.keys(writers))(
  'a report written as %s keeps its addressee, its source and its mark of signature',
  async (kind) => {
    expect(await readBack(sampleReport, kind)).toMatchObject({
      docType: 'BÁO CÁO',
      number: '112/BC-CĐKCN',
      addressees: ['Liên đoàn Lao động tỉnh Bình Sơn'],
      legalBasis: [{ number: '06/KH-LĐLĐ', date: '2026-03-05' }],
      signer: { name: 'Trần Quốc Đạt', isMarkedSigned: true },
    });
  },
);

test.for(Object.keys(writers))('a letter written as %s is read with its matter as title', async (kind) => {
  expect(await readBack(sampleLetter, kind)).toMatchObject({
    number: '653/LĐLĐ-TG',
    title: 'đăng ký nội dung tuyên truyền quý II năm 2026',
    addressees: ['Công đoàn các xã, phường, đặc khu', 'Công đoàn cơ sở trực thuộc'],
  });
});
