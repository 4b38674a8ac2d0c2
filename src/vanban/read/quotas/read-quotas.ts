import { type ReadQuota } from '../../plan-document.ts';
import { type Piece } from '../flow/clean-text.ts';
import { type OutlineNode } from '../outline/build-outline.ts';
import { allNodes } from '../outline/build-outline.ts';
import { sectionKind } from '../tasks/section-kinds.ts';
import { readQuotaTable, type Quotas } from './read-quota-table.ts';
import { readNamedLine, readProseQuotas } from './read-prose-quotas.ts';

/** Allotments: tables of who owes how many of what, and lists of the same in a sentence. */
export function readQuotas(root: OutlineNode, period: string | null): Quotas {
  const all: Quotas = { quotas: [], totals: [], notes: [] };
  for (const node of allNodes(root)) {
    if (node.table && !isInMoney(node) && !isInState(node)) {
      const read = readQuotaTable(node.table, period);
      all.quotas.push(...read.quotas);
      all.totals.push(...read.totals);
      all.notes.push(...read.notes);
    } else if (node.item.para) all.quotas.push(...readLine(node, node.item.para.piece, period));
  }
  return all;
}

/** A line that allots one thing to one name counts among lines that do the same; alone it may be a target. */
function readLine(node: OutlineNode, piece: Piece, period: string | null): ReadQuota[] {
  const inSentence = readProseQuotas(piece, period);
  if (inSentence.length) return inSentence;
  const own = readNamedLine(piece, period);
  const beside = [node.index - 1, node.index + 1].map((at) => node.parent?.children[at]?.item.para?.piece);
  return own.length && beside.some((other) => other && readNamedLine(other, period).length) ? own : [];
}

/** "Đơn vị: Triệu đồng" above a table: its figures are money. */
function isInMoney(node: OutlineNode): boolean {
  const above = node.parent?.children[node.index - 1]?.item.text ?? node.parent?.item.text ?? '';
  return /^\(?(?:Đơn\s+vị(?:\s+tính)?|ĐVT)\s*:\s*[^.]{0,20}(?:đồng|%)/iu.test(above);
}

/** A table in a part that tells how things stand. */
function isInState(node: OutlineNode): boolean {
  for (let up = node.parent; up; up = up.parent) {
    const kind = up.label ? sectionKind(up.label.text) : null;
    if (kind) return kind === 'state';
  }
  return false;
}
