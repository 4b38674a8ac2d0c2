import { type NotPlanReason, type ReadNote, type ReadPlan } from '../plan-document.ts';
import { type SourceDocument } from '../source-document.ts';
import { readBasis, readReferences } from './basis/read-basis.ts';
import { type DateContext } from './deadlines/read-deadlines.ts';
import { readDuties } from './duties/read-duties.ts';
import { readCommemorations } from './facts/read-commemorations.ts';
import { readBudgetSources, readContacts, readEffective, readMilestones } from './facts/read-facts.ts';
import { buildFlow, type Flow } from './flow/build-flow.ts';
import { cleanRange } from './flow/clean-text.ts';
import { cutSource } from './flow/cut-source.ts';
import { readHeader, type Header } from './header/read-header.ts';
import {
  noteDisagreeingDates,
  noteEarlyDeadlines,
  noteImpossibleDates,
  noteNumbering,
  noteNumbers,
} from './notes/read-notes.ts';
import { allNodes, buildOutline, readSections, type OutlineNode } from './outline/build-outline.ts';
import { readMarker } from './outline/read-marker.ts';
import { readQuotas } from './quotas/read-quotas.ts';
import { readRecipients } from './recipients/read-recipients.ts';
import { readSignature } from './signature/read-signature.ts';
import { readTargets } from './targets/read-targets.ts';
import { readTableTasks } from './tasks/read-table-tasks.ts';
import { findOwner } from './tasks/find-owner.ts';
import { readTasks } from './tasks/read-tasks.ts';
import { uncapitalise } from './words/bodies.ts';
import { weighBySource } from './weigh-by-source.ts';
import { countWords } from './words/letters.ts';
import { workAnnexes } from './zones/part-annex.ts';
import { findZones, type Item, type Zones } from './zones/find-zones.ts';

/** An item-less plan, which the rooms fill. */
export function emptyPlan(): ReadPlan {
  return {
    isPlan: false,
    notPlanReason: null,
    title: null,
    docType: null,
    number: null,
    date: null,
    place: null,
    issuer: null,
    headerIssuer: null,
    parentIssuer: null,
    header: {},
    addressees: [],
    legalBasis: [],
    otherReferences: [],
    sections: [],
    targets: [],
    tasks: [],
    quotas: [],
    quotaTotals: [],
    reportingDuties: [],
    recipients: [],
    recipientLines: [],
    signer: null,
    effective: null,
    milestones: [],
    commemorations: [],
    budgetSources: [],
    contacts: [],
    notes: [],
  };
}

const isOutsideTables = (item: Item): boolean => item.cell === null;

/**
 * Reads a plan out of a document. Pure: the same document gives the same plan on any machine and any day.
 * Never throws on any text; a document that is no plan gives `isPlan: false`. A document longer than `documentLimits`
 * is read as far as that, and the note `source-cut` says how far.
 */
export function readPlan(whole: SourceDocument): ReadPlan {
  if (whole.text.trim() === '') return { ...emptyPlan(), notPlanReason: 'empty' };
  const source = cutSource(whole);
  const flow = buildFlow(source);
  const zones = findZones(flow);
  const slice = (range: { from: number; to: number }): Item[] => zones.items.slice(range.from, range.to);
  const header = readHeader(zones);
  const legalBasis = basisOf(slice({ from: zones.title.to, to: zones.preamble.to }), slice(zones.body), header.docType);
  const outlines = readOutlines(zones, flow);
  const { body } = outlines;
  const dates = dateContext(header, zones);
  const parts = readParts(outlines, dates, header, askedInPreamble(slice(zones.preamble), header.docType));
  const { recipients, rest } = readRecipients(slice(zones.tail));
  const signer = readSignature(rest) ?? readSignature(slice(zones.tail));
  const { items, isNumberBlank, ...fields } = header;
  const remembered = readCommemorations(zones.items.flatMap((item) => (item.para ? [item.para.piece] : [])));
  const plan: ReadPlan = {
    ...emptyPlan(),
    ...fields,
    header: items,
    ...parts,
    legalBasis,
    otherReferences: readReferences(slice(zones.body), legalBasis),
    issuer: fields.issuer ?? issuerOf(signer),
    recipients: recipients.map((r) => r.text),
    recipientLines: recipients,
    signer,
    effective: readEffective(body, dates, header.date),
    milestones: readMilestones(parts.tasks),
    commemorations: remembered.commemorations,
    budgetSources: readBudgetSources(body),
    contacts: readContacts(source.text),
  };
  plan.notes = [
    ...parts.notes,
    ...remembered.notes,
    ...readNotes(plan, zones, body, isNumberBlank),
    ...sourceNotes(source),
  ];
  plan.notPlanReason = whyNoPlan(plan, zones);
  return weighBySource({ ...plan, isPlan: plan.notPlanReason === null }, source.confidence ?? 1);
}

/** A short letter names what it rests on in the sentence that asks: its first paragraph is both. */
function basisOf(preamble: Item[], body: Item[], docType: string | null): ReadPlan['legalBasis'] {
  const found = readBasis(preamble);
  if (found.length > 0 || docType !== 'CÔNG VĂN') return found;
  return readBasis(body.slice(0, 1).filter((item) => readMarker(item.text) === null));
}

/** Where letterhead and preamble name nobody, whoever signs issues. */
function issuerOf(signer: ReadPlan['signer']): string | null {
  const name = signer?.authorityBody ?? (signer?.authority ? null : (signer?.title ?? null));
  return name ? uncapitalise(name) : null;
}

/** Whom a letter asks to do all that its list says: "… đề nghị các đơn vị thực hiện các nội dung sau:". */
function askedInPreamble(items: readonly Item[], docType: string | null): string | null {
  const last = items.at(-1)?.text ?? '';
  if (docType === 'KẾ HOẠCH' || docType === 'CHƯƠNG TRÌNH' || !/:$/.test(last)) return null;
  const sentence = last.split(/(?<=[.;])\s+(?=\p{Lu})/u).at(-1) ?? '';
  const found = findOwner(sentence, false);
  return found?.by === 'assigned' ? found.owner : null;
}

interface Outlines {
  /** Read for targets in letters only, where it says what the request is to reach. */
  preamble: OutlineNode;
  body: OutlineNode;
  articles: OutlineNode;
  annex: OutlineNode;
  /** Those annexes that hand out work in lines. */
  workParts: OutlineNode[];
}

function readOutlines(zones: Zones, flow: Flow): Outlines {
  const slice = (range: { from: number; to: number }): Item[] => zones.items.slice(range.from, range.to);
  return {
    preamble: buildOutline(slice(zones.preamble).filter(isOutsideTables), flow),
    body: buildOutline(slice(zones.body), flow),
    articles: buildOutline(slice(zones.articles), flow),
    annex: buildOutline(slice(zones.annex), flow),
    workParts: workAnnexes(slice(zones.annex).filter(isOutsideTables)).map((part) => buildOutline(part, flow)),
  };
}

type Parts = Pick<ReadPlan, 'sections' | 'targets' | 'tasks' | 'quotas' | 'quotaTotals' | 'reportingDuties'> & {
  notes: ReadNote[];
};

function readParts(
  { preamble, body, articles, annex, workParts }: Outlines,
  dates: DateContext,
  header: Header,
  asked: string | null,
): Parts {
  const isRequest = header.docType === 'TỜ TRÌNH';
  const opening = { owner: asked, isRequest };
  const lines = [...readTasks(articles, dates, { owner: null, isRequest }), ...readTasks(body, dates, opening)];
  const tables = (root: OutlineNode, isAnnex: boolean): ReadPlan['tasks'] =>
    readTableTasks(
      allNodes(root).flatMap(({ table, path }) => (table ? [{ table, path }] : [])),
      dates,
      isAnnex,
    );
  const tasks = [
    ...lines,
    ...workParts.flatMap((part) => readAnnexLines(part, dates)),
    ...tables(body, false),
    ...tables(annex, true),
  ].sort((a, b) => a.span.start - b.span.start);
  const period = periodOf(header.title);
  const quotas = [readQuotas(body, period), readQuotas(annex, period)];
  const allotted = quotas.flatMap((q) => q.quotas);
  return {
    sections: readSections(body),
    targets: withoutRepeats([
      ...readTargets(header.docType === 'CÔNG VĂN' ? preamble : aimOf(preamble), dates),
      ...readTargets(body, dates),
      ...readTargets(tablesOnly(annex), dates),
    ]).filter((target) => !isAllotted(target, allotted)),
    tasks,
    quotas: allotted,
    quotaTotals: quotas.flatMap((q) => q.totals),
    reportingDuties: [...readDuties(articles, tasks, dates), ...readDuties(body, tasks, dates)],
    notes: quotas.flatMap((q) => q.notes),
  };
}

/** Lines of an annex count where they say who or when; its other lines explain. */
function readAnnexLines(part: OutlineNode, dates: DateContext): ReadPlan['tasks'] {
  return readTasks(part, dates, { owner: null, isRequest: false })
    .filter((task) => task.owner !== null || task.deadline !== null)
    .map((task) => ({ ...task, kind: 'appendix', confidence: Math.min(task.confidence, 0.75) }));
}

/** An annex that assigns the targets of the body names each a second time. */
function withoutRepeats(targets: ReadPlan['targets']): ReadPlan['targets'] {
  const key = (t: ReadPlan['targets'][number]): string =>
    `${t.value} ${t.quote
      .slice(0, 200)
      .toLowerCase()
      .replace(/[^\p{L}\d]/gu, '')
      .slice(0, 60)}`;
  const seen = new Map<string, string>();
  return targets.filter((target) => {
    const first = seen.get(key(target));
    seen.set(key(target), first ?? target.quote);
    return first === undefined || first === target.quote;
  });
}

/** "Để giảm ít nhất 20% …, Chủ tịch yêu cầu:": of what stands before the list only the aim sets targets. */
function aimOf(preamble: OutlineNode): OutlineNode {
  return {
    ...preamble,
    children: preamble.children.slice(-1).filter((node) => /^(?:Để|Nhằm)\s/u.test(node.item.text)),
  };
}

/** "Giao: thôn 1: 80 cây, thôn 2: 70 cây": a bare count that is somebody's share is no target of the plan. */
function isAllotted({ rule, value, span }: ReadPlan['targets'][number], quotas: ReadPlan['quotas']): boolean {
  return (
    (rule === 'targets.count-after-colon' || rule === 'targets.count-listed') &&
    quotas.some(
      (quota) =>
        quota.rule !== 'quotas.table' &&
        quota.count === value &&
        quota.span.start >= span.start &&
        quota.span.end <= span.end,
    )
  );
}

/** Of an annex only the tables are read for targets: its text explains forms. */
function tablesOnly(root: OutlineNode): OutlineNode {
  return { ...root, children: allNodes(root).filter((node) => node.table !== null) };
}

/** The year that a date without one belongs to: the title's, else the document's. */
function dateContext(header: Header, zones: Zones): DateContext {
  const title = header.title ?? '';
  const span = /(\d{4})\s*[-–]\s*(\d{4})/.exec(title);
  const own = header.date ? Number(header.date.slice(0, 4)) : null;
  const named = yearOfTitle(title);
  const inText =
    named ??
    own ??
    yearOfTitle(
      zones.items
        .slice(0, zones.preamble.to)
        .map((item) => item.text)
        .join(' '),
    );
  const until = /(?:đến|tầm\s+nhìn)\s+(?:hết\s+)?năm\s+(20\d{2})/iu.exec(title)?.[1];
  const isLong = span !== null ? Number(span[2]) - Number(span[1]) > 1 : Number(until ?? 0) - (own ?? 9999) > 1;
  return { year: inText, isLongTerm: named === null && isLong, isOneYear: named !== null };
}

/** "Tuyên truyền năm 2026"; a year that a programme runs to ("đến năm 2030") is not the year of its dates. */
function yearOfTitle(title: string): number | null {
  const years = [...title.matchAll(/(?<!(?:đến|hết|tới|tầm\s+nhìn|từ)\s)năm\s+(20\d{2})(?!\s*[-–]\s*\d)/giu)];
  return years.length ? Number(years.at(-1)![1]) : null;
}

/** "quý II năm 2020" → "quý II/2020": the period that allotments of the plan belong to. */
function periodOf(title: string | null): string | null {
  const m = /(quý\s+(?:IV|I{1,3}|[1-4])|tháng\s+\d{1,2})\s*(?:năm|\/)?\s*(\d{4})/iu.exec(title ?? '');
  if (m) return `${m[1]!.toLowerCase().replace(/[ivx]+$/, (n) => n.toUpperCase())}/${m[2]}`;
  const year = yearOfTitle(title ?? '');
  return year ? `năm ${year}` : null;
}

function readNotes(plan: ReadPlan, zones: Zones, body: OutlineNode, isNumberBlank: boolean): ReadNote[] {
  const start = { start: 0, end: 0 };
  const notes = [
    ...noteNumbering(body),
    ...noteNumbers([...plan.legalBasis, ...plan.otherReferences]),
    ...noteImpossibleDates(zones.items),
    ...noteEarlyDeadlines(plan.tasks, plan.date),
    ...noteDisagreeingDates(zones.items, plan.date, yearOfTitle(plan.title ?? '')),
  ];
  if (isNumberBlank && plan.number === null) notes.push({ code: 'number-blank', span: start, params: {} });
  if (plan.date && plan.date.length < 10)
    notes.push({ code: 'date-blank', span: plan.header.date?.span ?? start, params: { date: plan.date } });
  if (plan.title === null) notes.push({ code: 'title-missing', span: start, params: {} });
  if (plan.signer?.name == null) notes.push({ code: 'signer-missing', span: plan.signer?.span ?? start, params: {} });
  return notes;
}

function sourceNotes(source: SourceDocument): ReadNote[] {
  return (source.repairs ?? []).map((repair) =>
    repair === 'truncated'
      ? noteCut(source)
      : { code: 'source-repaired', span: { start: 0, end: 0 }, params: { repair } },
  );
}

/** How far a document was read that is too long: to which page, or to which words. */
function noteCut({ text, pagesRead }: SourceDocument): ReadNote {
  const end = text.trimEnd().length;
  const last = cleanRange(text, Math.max(0, end - 200), end).text;
  const words = last.split(' ').slice(-10).join(' ');
  return {
    code: 'source-cut',
    span: { start: end, end },
    params: { characters: text.length, words, pages: pagesRead?.read ?? null, of: pagesRead?.of ?? null },
  };
}

/** Reasons to say that a document is no plan: no form of an administrative document, or nothing of one in it. */
function whyNoPlan(plan: ReadPlan, zones: Zones): NotPlanReason | null {
  const text = zones.items.map((item) => item.text).join(' ');
  const words = countWords(text);
  const marks = text.match(/[ăâđêôơưàảãạáằẳẵặắầẩẫậấèẻẽẹéềểễệếìỉĩịíòỏõọóồổỗộốờởỡợớùủũụúừửữựứỳỷỹỵý]/giu)?.length ?? 0;
  if (words < 25) return 'too-short';
  if (marks < 0.25 * words) return 'no-vietnamese';
  const form = [
    plan.docType !== null,
    plan.recipients.length > 0,
    plan.signer !== null,
    plan.legalBasis.length > 0,
    // A short plan pinned to a board has a title and its parts, and nothing else.
    plan.sections.length >= (plan.docType ? 2 : 3),
    plan.number !== null,
  ].filter(Boolean).length;
  const substance = plan.tasks.some((task) => task.owner !== null || task.deadline !== null) || plan.targets.length > 0;
  return form >= 2 && (substance || plan.sections.length > 0) ? null : 'no-administrative-form';
}
