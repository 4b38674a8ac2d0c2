import { formatRoman } from '#app/vanban/write/format-official.ts';
import type { Block, OfficialDocument } from '#app/vanban/write/official-document.ts';
import { formatCount, formatShare } from '#app/modules/reports/paper-words.ts';

/** A report as its paper needs it; shapes of the page, without the server's. */
export interface PaperReport {
  unitName: string;
  superiorName: string | null;
  symbol: string;
  number: string | null;
  place: string;
  date: string | null;
  title: string;
  sections: { level: number; heading: string; text: string; figures: PaperFigure[] }[];
  signerTitle: string;
  signerName: string;
  receiverName: string | null;
}

export interface PaperFigure {
  label: string;
  value: number;
  of: number | null;
  needed: number | null;
  unitText: string;
}

/** Lays a report out as an administrative document: a report upward has "Kính gửi", and no basis paragraphs. */
export function reportDocument(report: PaperReport): OfficialDocument {
  let part = 0;
  let sub = 0;
  const body = report.sections.flatMap((section): Block[] => {
    if (section.level === 1) {
      part += 1;
      sub = 0;
    } else sub += 1;
    const numbering = section.level === 1 ? `${formatRoman(part)}.` : `${sub}.`;
    return [
      { kind: 'heading', level: section.level === 1 ? 1 : 2, numbering, text: section.heading },
      ...paragraphs(section.text),
      ...(section.figures.length > 0 ? [figuresTable(section.figures)] : []),
    ];
  });
  return {
    header: {
      superiorBody: report.superiorName,
      issuingBody: report.unitName,
      number: report.number,
      symbol: report.symbol,
      place: report.place,
      date: report.date,
    },
    subject: { form: 'named', kind: 'BÁO CÁO', title: report.title },
    addressees: report.receiverName ? [report.receiverName] : [],
    basis: [],
    body,
    signature: {
      authority: ['TM. BAN THƯỜNG VỤ'],
      title: report.signerTitle || 'CHỦ TỊCH',
      name: report.signerName || null,
    },
    recipients: {
      lines: report.receiverName ? [{ name: report.receiverName, purpose: 'report' }] : [],
      archive: { drafter: null },
    },
    annexes: [],
  };
}

function paragraphs(text: string): Block[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return [{ kind: 'paragraph', text: 'Không có.' }];
  return lines.map((line): Block => {
    const item = /^\s*([-+])\s+(.*)$/.exec(line);
    return item
      ? { kind: 'item', mark: item[1] ?? '-', text: item[2] ?? '' }
      : { kind: 'paragraph', text: line.trim() };
  });
}

function figuresTable(figures: PaperFigure[]): Block {
  return {
    kind: 'table',
    columns: [
      { label: 'TT', align: 'center' },
      { label: 'Chỉ tiêu' },
      { label: 'Cần đạt', align: 'right' },
      { label: 'Kết quả', align: 'right' },
      { label: 'Tỷ lệ', align: 'right' },
    ],
    rows: figures.map((figure, index) => ({
      cells: [
        index + 1,
        figure.label,
        figure.needed === null ? null : `${formatCount(figure.needed)}${figure.of === null ? '' : '%'}`,
        figure.of === null
          ? `${formatCount(figure.value)}${figure.unitText ? ` ${figure.unitText}` : ''}`
          : `${formatCount(figure.value)}/${formatCount(figure.of)}`,
        figure.of === null ? null : formatShare(figure.value, figure.of),
      ],
    })),
  };
}
