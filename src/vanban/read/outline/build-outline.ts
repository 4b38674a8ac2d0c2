import { type ReadSection } from '../../plan-document.ts';
import { slicePiece, spanOf, type Piece } from '../flow/clean-text.ts';
import { type Flow, type Table } from '../flow/build-flow.ts';
import { countWords, endsSentence, isMostlyCapitals } from '../words/letters.ts';
import { findPredicate, opensWithPredicate } from '../words/action-words.ts';
import { opensWithBody } from '../words/bodies.ts';
import { isCollective, ownerOfLabel } from '../tasks/find-owner.ts';
import { type Item } from '../zones/find-zones.ts';
import { findQuoted } from './find-quoted.ts';
import { findLabelEnd } from './split-label.ts';
import { isBullet, markerRanks, readMarker, type Marker, type MarkerKind } from './read-marker.ts';

/** A paragraph or a table in its place in the outline. */
export interface OutlineNode {
  item: Item;
  marker: Marker | null;
  /** Heading, or the words before the colon of a labelled line; null for plain text. */
  label: Piece | null;
  /** Text below or behind the label; the whole paragraph where there is no label. */
  content: Piece | null;
  /** The label counts as a section of the document. */
  isSection: boolean;
  /** Words of another document, cited at length. */
  isQuoted: boolean;
  table: Table | null;
  parent: OutlineNode | null;
  children: OutlineNode[];
  /** Place among the parent's children. */
  index: number;
  /** A numbered or bulleted brother stands before it. */
  followsMarked: boolean;
  /** Numberings from the outermost down, "IV.1.a". */
  path: string;
  level: number;
}

/** Puts the items of a document's body into a tree. Numbering may jump, repeat or change its style. */
export function buildOutline(items: readonly Item[], flow: Flow): OutlineNode {
  const root = makeNode({ para: null, table: null, text: '', cell: null }, null, null);
  const stack: OutlineNode[] = [root];
  const firstSeen: MarkerKind[] = [];
  const quoted = findQuoted(items);
  for (const item of items) {
    if (quoted.has(item)) {
      addQuoted(stack.at(-1)!, item);
      continue;
    }
    const marker = item.para ? readMarker(item.text, item.para.isStarred) : null;
    if (marker && !firstSeen.includes(marker.kind)) firstSeen.push(marker.kind);
    const plain = item.para && !marker ? plainKind(item, flow) : null;
    popTo(stack, marker, plain, item, firstSeen);
    const parent = stack.at(-1)!;
    const node = makeNode(item, marker, parent);
    const before = parent.children.at(-1);
    node.index = parent.children.length;
    node.followsMarked = before !== undefined && (before.followsMarked || before.marker !== null);
    parent.children.push(node);
    if (marker || plain === 'heading' || plain === 'date') stack.push(node);
  }
  forEachNode(root, (node) => setLabel(node, flow));
  forEachNode(root, followSiblings);
  setPaths(root, '', 0);
  return root;
}

/** A quotation stands under the line that announces it and parts nothing. */
function addQuoted(parent: OutlineNode, item: Item): void {
  const node = makeNode(item, null, parent);
  node.isQuoted = true;
  node.index = parent.children.length;
  parent.children.push(node);
}

function makeNode(item: Item, marker: Marker | null, parent: OutlineNode | null): OutlineNode {
  return {
    item,
    marker,
    label: null,
    content: item.para?.piece ?? null,
    isSection: false,
    isQuoted: false,
    table: item.table,
    parent,
    children: [],
    path: '',
    level: 0,
    index: 0,
    followsMarked: false,
  };
}

type PlainKind = 'heading' | 'closing' | 'date';

/** A line that is nothing but a day, or part of a day: "Sáng thứ Bảy, ngày 26/4/2026". */
const dayLine =
  /^(?:(?:sáng|chiều|tối|buổi\s+\p{L}+),?\s+)?(?:thứ\s+\p{L}+,?\s+|chủ\s+nhật,?\s+)?\(?ngày\s+\d{1,2}[\s/.-]+(?:tháng\s+)?\d{1,2}(?:[\s/.-]+(?:năm\s+)?\d{4})?\)?\s*:?$/iu;

/** Paragraphs without a number: a line in capitals or a Markdown heading opens a part, "Trên đây là …" closes the plan. */
function plainKind(item: Item, flow: Flow): PlainKind | null {
  const { text, para } = item;
  if (
    /^(?:Trên đây là|Trên đây|Yêu cầu các (?:đơn vị|cơ quan|địa phương).*Kế hoạch này|Nhận được)(?![\p{L}])/iu.test(
      text,
    ) &&
    countWords(text) > 8
  )
    return 'closing';
  if (dayLine.test(text)) return 'date';
  const words = countWords(text);
  if (words < 2 || words > 22 || (endsSentence(text) && !/:$/.test(text))) return null;
  if (isMostlyCapitals(text) && !/\p{Ll}{3}/u.test(text)) return 'heading';
  return (para?.hashes ?? 0) > 0 && boldShare(item, flow) >= 0 && words <= 18 ? 'heading' : null;
}

const rankOf = (kind: MarkerKind): number => markerRanks.indexOf(kind);

/** Leaves on the stack only those under which the next item belongs. */
function popTo(
  stack: OutlineNode[],
  marker: Marker | null,
  plain: PlainKind | null,
  item: Item,
  firstSeen: readonly MarkerKind[],
): void {
  if (plain === 'date') {
    while (stack.length > 1 && (isBulletNode(stack.at(-1)!) || dayLine.test(stack.at(-1)!.item.text))) stack.pop();
    return;
  }
  if (plain) {
    stack.length = 1;
    return;
  }
  if (!marker) {
    // Text and tables go with the last numbered line, not with its last bullet.
    if (isDetailLine(item.text) || item.table) return;
    while (stack.length > 1 && isBulletNode(stack.at(-1)!)) stack.pop();
    return;
  }
  const depth = (kind: MarkerKind): number => {
    // "A." inside "I." where the document began with "I.", and the other way round.
    if (
      kind === 'capital' &&
      firstSeen.indexOf('roman') >= 0 &&
      firstSeen.indexOf('roman') < firstSeen.indexOf('capital')
    )
      return rankOf('roman') + 0.5;
    return rankOf(kind);
  };
  while (stack.length > 1) {
    const top = stack.at(-1)!;
    if (!top.marker ? false : depth(top.marker.kind) < depth(marker.kind)) break;
    if (!top.marker) {
      if (dayLine.test(top.item.text) && !isBullet(marker.kind) && marker.kind !== 'letter') {
        stack.pop();
        continue;
      }
      if (rankOf(marker.kind) > rankOf('roman') || top.children.length > 0 || top.item.para?.hashes === 0) break;
    }
    stack.pop();
  }
}

function isBulletNode(node: OutlineNode): boolean {
  return node.marker !== null && isBullet(node.marker.kind);
}

/** "Thời gian hoàn thành: …", "Đơn vị phối hợp: …": says more about the task just above. */
export function isDetailLine(text: string): boolean {
  return /^[-–—•+*\s]*(?:Thời\s+(?:gian|hạn)|Tiến\s+độ|Đơn\s+vị|Cơ\s+quan|Bộ\s+phận|(?:Chủ\s+trì|Phối\s+hợp)(?=(?:\s+(?:thực|tổ|tham|triển|chính|cùng|chung)\s*\p{L}*){0,2}\s*:)|Người|Sản\s+phẩm|Kinh\s+phí|Địa\s+điểm|Hình\s+thức|Lộ\s+trình)(?:\s+\p{L}+){0,6}\s*:/iu.test(
    text,
  );
}

function forEachNode(node: OutlineNode, visit: (node: OutlineNode) => void): void {
  const queue = [node];
  for (let next = queue.pop(); next; next = queue.pop()) {
    visit(next);
    for (let i = next.children.length - 1; i >= 0; i--) queue.push(next.children[i]!);
  }
}

/** Nodes in reading order, the root left out. */
export function allNodes(root: OutlineNode): OutlineNode[] {
  const nodes: OutlineNode[] = [];
  forEachNode(root, (node) => {
    if (node !== root) nodes.push(node);
  });
  return nodes;
}

function setLabel(node: OutlineNode, flow: Flow): void {
  const piece = node.item.para?.piece;
  if (!piece || node.isQuoted) return;
  const text = slicePiece(piece, node.marker?.length ?? 0, piece.text.length);
  node.content = text;
  if (!text.text) return;
  if (!node.marker && !node.children.length && !isDetailLine(text.text)) {
    if (plainKind(node.item, flow) !== 'heading') return labelPlain(node, text);
  }
  const colon = findLabelEnd(text.text, 45) ?? findNamesEnd(text.text);
  const isNumbered = node.marker !== null && !isBullet(node.marker.kind) && node.marker.kind !== 'paren';
  if (colon !== null && colon < text.text.length - 1) {
    const label = slicePiece(text, 0, colon);
    if (countWords(label.text) > 12 || (isCollective(text.text, colon) && findPredicate(text.text) > colon)) return;
    node.label = label;
    node.content = slicePiece(text, colon + 1, text.text.length);
    node.isSection = isNumbered && countWords(label.text) <= 9;
    return;
  }
  if (isHeading(node, text.text, flow)) makeHeading(node, text, isNumbered);
}

/** "LĐLĐ huyện, thành phố; công đoàn ngành: xây dựng …": names may be parted by semicolons before their colon. */
function findNamesEnd(text: string): number | null {
  const names = /^[^:.]{5,160};[^:.;]{3,80}(?=:\s)/u.exec(text)?.[0];
  return names && opensWithBody(names) && findPredicate(names) < 0 ? names.length : null;
}

function makeHeading(node: OutlineNode, text: Piece, isSection: boolean): void {
  node.label = slicePiece(text, 0, text.text.replace(/[\s:.;]+$/u, '').length);
  node.content = null;
  node.isSection = isSection;
}

/** A numbered line that ends in a full stop is a heading still where its brothers are and text stands below it. */
function followSiblings(parent: OutlineNode): void {
  const counts = new Map<MarkerKind, { all: number; headings: number }>();
  for (const { marker, isSection, content, children } of parent.children) {
    if (!marker) continue;
    const count = counts.get(marker.kind) ?? { all: 0, headings: 0 };
    count.all++;
    if (isSection && content === null && children.length > 0) count.headings++;
    counts.set(marker.kind, count);
  }
  for (const node of parent.children) {
    const text = node.content?.text ?? '';
    if (node.label && isLongName(node)) node.isSection ||= isAmongSections(node, parent);
    if (node.label || !node.marker || isBullet(node.marker.kind) || !node.children.some((child) => child.marker))
      continue;
    if (!/^[^.;:]{10,330}\.?$/u.test(text.replace(/;(?=\s\p{Ll})/gu, ',')) || countWords(text) > 50) continue;
    const { all, headings } = counts.get(node.marker.kind)!;
    if (headings >= 2 && headings >= 0.6 * (all - 1)) makeHeading(node, node.content!, true);
  }
}

/** "8. Ngân hàng Nhà nước - Chi nhánh Khu vực 2: Chủ trì …": longer than most labels, but a name. */
function isLongName(node: OutlineNode): boolean {
  return node.marker !== null && !isBullet(node.marker.kind) && !node.isSection && opensWithBody(node.label!.text);
}

/** Most brothers that are numbered alike count as sections. */
function isAmongSections(node: OutlineNode, parent: OutlineNode): boolean {
  const beside = parent.children.filter((other) => other !== node && other.marker?.kind === node.marker!.kind);
  return beside.length >= 2 && beside.filter((other) => other.isSection).length >= 0.6 * beside.length;
}

function hasTextBelow(node: OutlineNode): boolean {
  return node.children.some((child) => !isDetailLine(child.item.text));
}

/** An unnumbered line may be labelled too: "Sở Y tế: chủ trì …". */
function labelPlain(node: OutlineNode, text: Piece): void {
  const colon = findLabelEnd(text.text, 12);
  if (colon === null || colon === text.text.length - 1) return;
  node.label = slicePiece(text, 0, colon);
  node.content = slicePiece(text, colon + 1, text.text.length);
}

function isHeading(node: OutlineNode, text: string, flow: Flow): boolean {
  const words = countWords(text.replace(/\([^()]*\)/gu, ''));
  const kind = node.marker?.kind;
  if (words === 0 || words > 70 || kind === 'article') return false;
  const hasBelow = hasTextBelow(node);
  if (node.marker && isBullet(node.marker.kind))
    return hasBelow && words <= 20 && (!endsSentence(text) || /:$/.test(text));
  if (!node.marker) return hasBelow || isMostlyCapitals(text);
  if (
    kind === 'part' ||
    kind === 'chapter' ||
    (kind === 'roman' && words <= 40 && (isMostlyCapitals(text) || !/[.;,]$/.test(text)))
  )
    return true;
  if (/(?:sau|sau đây|cụ thể|trong đó|gồm)\s*:$/iu.test(text) && words > 8) return false;
  if (/:$/.test(text))
    return (
      words <= 14 ||
      (words <= 50 && (opensWithBody(text) || ownerOfLabel(text.replace(/:$/, ''), false) !== null)) ||
      boldShare(node.item, flow) > 0.8
    );
  const isBold = boldShare(node.item, flow) > 0.8;
  // A bold sentence with nothing below it is emphasis, not a heading.
  if (isBold) return words <= 60 && (hasBelow || !endsSentence(text));
  if (isShortHeading(node, text, words)) return true;
  if (endsSentence(text) || /,$/.test(text)) return false;
  if (kind === 'paren') return false;
  if ((node.item.para?.hashes ?? 0) > 0) return words <= 40;
  return hasBelow && words <= 45;
}

/** "1. Nội dung công việc." over bullets: a few words about a thing, though a full stop ends them. */
function isShortHeading({ children, marker }: OutlineNode, text: string, words: number): boolean {
  return (
    marker?.kind === 'arabic' &&
    /^[^.;:,]+\.$/u.test(text) &&
    words <= 6 &&
    children.filter((child) => child.marker).length >= 2 &&
    !opensWithPredicate(text)
  );
}

/** Share of a paragraph's letters, number left out, that are bold. */
export function boldShare(item: Item, flow: Flow): number {
  const piece = item.para?.piece;
  if (!piece) return 0;
  const from = readMarker(piece.text)?.length ?? 0;
  let letters = 0;
  let bold = 0;
  for (let i = from; i < piece.text.length; i++) {
    if (!/\p{L}/u.test(piece.text[i]!)) continue;
    letters++;
    if (flow.bold[piece.at[i]!]) bold++;
  }
  return letters ? bold / letters : 0;
}

function setPaths(node: OutlineNode, path: string, level: number): void {
  const stack: { node: OutlineNode; path: string; level: number }[] = [{ node, path, level }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const own = next.node.marker?.numbering ?? '';
    next.node.path = [next.path, own].filter(Boolean).join('.');
    next.node.level = next.level + (own ? 1 : 0);
    for (const child of next.node.children) stack.push({ node: child, path: next.node.path, level: next.node.level });
  }
}

/** The outline as it is shown and scored. */
export function readSections(root: OutlineNode): ReadSection[] {
  return allNodes(root).flatMap((node) => {
    if (!node.isSection || !node.label || !node.marker) return [];
    return [
      {
        numbering: node.marker.numbering,
        heading: node.label.text,
        level: node.level,
        path: node.path,
        span: spanOf(node.label),
        confidence: node.content ? 0.8 : 0.93,
        rule: node.content ? 'outline.labelled' : 'outline.heading',
      },
    ];
  });
}
