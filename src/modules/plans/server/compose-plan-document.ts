import { formatRoman } from '#app/vanban/write/format-official.ts';
import { quotaMark } from '#app/modules/plans/plan-items.ts';
import { composeQuotaTable } from '#app/modules/plans/server/compose-quota-table.ts';
import type { PlanHead } from '#app/modules/plans/server/get-plan.ts';
import type { PlanItems, RecipientRow, SectionRow } from '#app/modules/plans/server/plan-items-queries.ts';
import type { Block, OfficialDocument, Purpose } from '#app/vanban/write/official-document.ts';

type Head = Pick<
  PlanHead,
  | 'docType'
  | 'title'
  | 'numberText'
  | 'status'
  | 'place'
  | 'issuedOn'
  | 'superiorName'
  | 'issuerName'
  | 'opening'
  | 'closing'
  | 'signerAuthority'
  | 'signerBody'
  | 'signerTitle'
  | 'signerName'
>;

/**
 * A plan as the document that leaves the house. A plan that was read keeps its own text, with the table of quotas
 * printed from its rows; one that was written here is set from its items. Words are Vietnamese: it is paper.
 */
export function composePlanDocument(plan: Head, items: PlanItems, symbol: string): OfficialDocument {
  const { basis, rest } = splitOpening(plan.opening);
  const isOut = plan.status === 'issued' || plan.status === 'closed';
  const [number, printedSymbol] = isOut ? splitNumber(plan.numberText) : [null, symbol];
  return {
    header: {
      superiorBody: plan.superiorName || null,
      issuingBody: plan.issuerName,
      number,
      symbol: printedSymbol,
      place: plan.place,
      date: isOut ? plan.issuedOn : null,
    },
    subject:
      plan.docType === 'CÔNG VĂN'
        ? { form: 'letter', about: plan.title }
        : { form: 'named', kind: plan.docType, title: plan.title },
    addressees: [],
    basis: [...items.basis.filter((row) => row.spanStart === null).map((row) => asBasis(row.text)), ...basis],
    body: [...rest.map(asParagraph), ...bodyOf(items), ...closingOf(plan, items)],
    signature: {
      authority: [[plan.signerAuthority, plan.signerBody].filter(Boolean).join(' ')].filter(Boolean),
      title: plan.signerTitle,
      name: plan.signerName || null,
    },
    recipients: composeRecipients(items.recipient),
    annexes: [],
  };
}

/** "06/KH-LĐLĐ" is the number 06 and the symbol KH-LĐLĐ. */
function splitNumber(text: string): [string | null, string] {
  const at = text.indexOf('/');
  return at < 0 ? [null, text] : [text.slice(0, at).trim() || null, text.slice(at + 1).trim()];
}

/** Lines that begin with "Căn cứ" and end like a list are the basis; a preamble in one paragraph is text. */
function splitOpening(opening: string): { basis: string[]; rest: string[] } {
  const lines = opening.split('\n').filter((line) => line.trim() !== '');
  const basis = lines.filter((line) => /^căn cứ\s/iu.test(line.trim()) && /[;.]\s*$/.test(line));
  const clean = basis.map((line) => line.trim().replace(/[;.]\s*$/, ''));
  return { basis: clean, rest: lines.filter((line) => !basis.includes(line)) };
}

const asBasis = (text: string): string => (/^(căn cứ|thực hiện|theo)\s/iu.test(text.trim()) ? text : `Căn cứ ${text}`);

/** What was read stands in its sections; what was added here, and is in no section, follows under its own headings. */
function bodyOf(items: PlanItems): Block[] {
  const hasText = items.section.some((section) => section.spanStart !== null || section.body !== '');
  const sections = items.section.flatMap((section) => sectionBlocks(section, items));
  const added = composeAdded(items, hasText, items.section.length);
  const isTableSet = items.section.some((section) => section.body.includes(quotaMark));
  const quotas = isTableSet || items.quota.length === 0 ? [] : [composeQuotaTable(items.quota)];
  return [...sections, ...added, ...quotas];
}

function sectionBlocks(section: SectionRow, items: PlanItems): Block[] {
  const lines = section.body.split('\n').filter((line) => line.trim() !== '');
  return [
    {
      kind: 'heading',
      level: levelOf(section),
      numbering: section.numbering === '' ? null : punctuate(section.numbering),
      text: section.heading,
    },
    ...lines.flatMap((line): Block[] => {
      if (line.trim() !== quotaMark) return [asParagraph(line)];
      // A plan made from one above has its outline, and of its quotas those that are asked of it: maybe none.
      return items.quota.length > 0 ? [composeQuotaTable(items.quota)] : [];
    }),
  ];
}

/** I → 1, 1 → 2, 1.1 → 3, a → 4; without a number the depth in the outline decides. */
function levelOf(section: SectionRow): 1 | 2 | 3 | 4 {
  const numbering = section.numbering.replace(/[.)]$/, '');
  if (/^[IVXLC]+$/.test(numbering)) return 1;
  if (/^\d+$/.test(numbering)) return 2;
  if (/^\d+(\.\d+)+$/.test(numbering)) return 3;
  if (/^\p{Ll}$/u.test(numbering)) return 4;
  return Math.min(4, Math.max(1, section.level)) as 1 | 2 | 3 | 4;
}

function punctuate(numbering: string): string {
  if (/[.)]$/.test(numbering)) return numbering;
  return /^\p{Ll}$/u.test(numbering) ? `${numbering})` : `${numbering}.`;
}

function asParagraph(line: string): Block {
  const item = /^\s*([-–+•*])\s*(?=\S)(.*)$/su.exec(line);
  if (!item) return { kind: 'paragraph', text: line.trim() };
  return { kind: 'item', mark: item[1] === '+' ? '+' : '-', text: item[2] ?? '' };
}

/** Items that no section of the text holds. In a plan written here these are all of them. */
function composeAdded(items: PlanItems, hasText: boolean, sectionCount: number): Block[] {
  const isOutside = (row: { spanStart: number | null; rule: string }): boolean =>
    row.spanStart === null && (!hasText || row.rule !== 'copy');
  const groups: [string, string[]][] = [
    ['Chỉ tiêu', items.target.filter(isOutside).map((row) => row.statement)],
    ['Nhiệm vụ', items.task.filter(isOutside).map(taskWords)],
    ['Chế độ báo cáo', items.duty.filter(isOutside).map((row) => withDay(row.statement, row.deadlineText, row.dueOn))],
  ];
  const first = items.section.filter((section) => /^[IVXLC]+\.?$/.test(section.numbering)).length;
  return groups
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([heading, lines], at): Block[] => [
      {
        kind: 'heading',
        level: 1,
        numbering: sectionCount > 0 && first === 0 ? null : `${formatRoman(first + at + 1)}.`,
        text: heading,
      },
      ...lines.map((line): Block => ({ kind: 'item', mark: '-', text: line })),
    ]);
}

function taskWords(task: { statement: string; ownerText: string; deadlineText: string; dueOn: string | null }): string {
  const owner = task.ownerText === '' || task.statement.includes(task.ownerText) ? '' : `${task.ownerText}: `;
  return withDay(`${owner}${task.statement}`, task.deadlineText, task.dueOn);
}

/** A day that the sentence itself does not say stands behind it. */
function withDay(text: string, deadlineText: string, dueOn: string | null): string {
  if (deadlineText !== '' && text.includes(deadlineText)) return text;
  if (deadlineText !== '') return `${text} (${deadlineText})`;
  if (dueOn === null) return text;
  const [year, month, day] = dueOn.split('-');
  const written = `${day}/${month}/${year}`;
  return text.includes(written) || text.includes(`${Number(day)}/${Number(month)}/${year}`)
    ? text
    : `${text} (trước ngày ${written})`;
}

function closingOf(plan: Head, items: PlanItems): Block[] {
  const written = plan.closing.split('\n').filter((line) => line.trim() !== '');
  if (written.length > 0) return written.map(asParagraph);
  if (items.section.some((section) => /trên đây là/iu.test(section.body))) return [];
  const kind = plan.docType.charAt(0) + plan.docType.slice(1).toLocaleLowerCase('vi');
  const text = `Trên đây là ${kind} ${plan.title.charAt(0).toLocaleLowerCase('vi')}${plan.title.slice(1)}; ${plan.issuerName} đề nghị các đơn vị triển khai thực hiện.`;
  return [{ kind: 'paragraph', text: text.replace(/\s+/g, ' ') }];
}

const marks: readonly [RegExp, Purpose][] = [
  [/\((?:b\/c|để b\/c|để báo cáo)\)/iu, 'report'],
  [/\((?:t\/h|th\/h|để th\/h|để thực hiện)\)/iu, 'carry-out'],
  [/\((?:p\/h|để phối hợp)\)/iu, 'coordinate'],
  [/\((?:để biết)\)/iu, 'know'],
];

function composeRecipients(rows: readonly RecipientRow[]): OfficialDocument['recipients'] {
  const archive = rows.find((row) => row.purpose === 'archive')?.label ?? '';
  const copies = /\((\d{1,3})\)/.exec(archive)?.[1];
  const drafter = archive
    .replace(/^lưu\s*:?\s*/iu, '')
    .replace(/\(\d{1,3}\)/, '')
    .split(/[,;]\s*/)
    .filter((part) => part.trim() !== '' && !/^VT\.?$/iu.test(part.trim()))
    .join(', ')
    .trim();
  return {
    lines: rows
      .filter((row) => row.purpose !== 'archive')
      .map((row) => {
        const purpose = purposeOf(row);
        return { name: row.label, ...(purpose ? { purpose } : {}) };
      }),
    archive: { drafter: drafter || null, ...(copies ? { copies: Number(copies) } : {}) },
  };
}

/** As printed where it was read; a line that was added here says what its purpose says. */
function purposeOf(row: RecipientRow): Purpose | undefined {
  const read = marks.find(([pattern]) => pattern.test(row.quote))?.[1];
  if (read || row.spanStart !== null) return read;
  return row.purpose === 'act' ? 'carry-out' : undefined;
}
