import { toSearchKey } from '#app/platform/vietnamese.ts';
import type { Purpose, RecipientRule } from '#app/modules/plans/plan-items.ts';
import { kindsIn } from '#app/modules/plans/server/reading/name-population.ts';
import { originOf, type ItemOrigin } from '#app/modules/plans/server/reading/read-item.ts';
import type { ReadPlan, ReadRecipient } from '#app/vanban/plan-document.ts';

/** A row of plan_recipient as the reader fills it; named units are looked up afterwards. */
export interface MappedRecipient extends ItemOrigin {
  label: string;
  purpose: Purpose;
  ruleKind: RecipientRule;
  ruleKindIds: string[];
}

// Folded words of bodies that stand above or outside the tree of the issuer: they are told on paper.
const outside =
  /\b(tong ldld|tong lien doan|tinh uy|thanh uy|huyen uy|dang uy|uy ban nhan dan|ubnd|hdnd|mttq|mat tran|ban dan van|ban tuyen giao|so |bao |dai )/;
const own = /\b(thuong truc|tt (ldld|lien doan)|lanh dao|ban thuong vu|bch|ban chap hanh|thuong vu)\b/;

/** The lines of "Nơi nhận" (and of "Kính gửi", for a letter) with their purpose and the rule that finds their units. */
export function mapRecipients(plan: Pick<ReadPlan, 'recipientLines' | 'addressees' | 'header'>): MappedRecipient[] {
  const place = plan.header.addressees;
  const addressed = place
    ? plan.addressees.map((label) => ({ ...originOf(place, label), ...ruleOf(label, 'act') }))
    : [];
  return [...addressed, ...plan.recipientLines.map(mapLine)];
}

function mapLine(line: ReadRecipient): MappedRecipient {
  if (line.isArchive) {
    return {
      ...originOf(line, line.text),
      label: tidy(line.text),
      purpose: 'archive',
      ruleKind: 'none',
      ruleKindIds: [],
    };
  }
  const marked: Purpose | null = line.purpose === null ? null : line.purpose === 'act' ? 'act' : 'inform';
  const rule = ruleOf(line.name, marked);
  // "Các tổ cộng tác viên": nobody in the tree, yet no body above either. A person says who that is.
  const isUnknown = rule.ruleKind === 'none' && !outside.test(key(line.name)) && !own.test(key(line.name));
  return { ...originOf(line, line.text, isUnknown ? 'recipient' : null), ...rule };
}

/** From the words of a line or of a row of quotas: who below the issuer is meant, and whether they are to act. */
export function ruleOf(
  label: string,
  marked: Purpose | null,
): Pick<MappedRecipient, 'label' | 'purpose' | 'ruleKind' | 'ruleKindIds'> {
  const words = key(label);
  const named = outside.test(words) ? [] : kindsIn(label);
  const isAllBelow = /\b(cac cap cong doan|cong doan cac cap|cac don vi truc thuoc)\b/.test(words);
  if (isAllBelow) return { label: tidy(label), purpose: marked ?? 'act', ruleKind: 'descendants', ruleKindIds: [] };
  if (named.length === 0) return { label: tidy(label), purpose: marked ?? 'inform', ruleKind: 'none', ruleKindIds: [] };
  const isDepartmentsOnly = named.every((kind) => kind === 'department');
  // "CĐCS trực thuộc" are the issuer's own; "các CĐCS" are all in its tree.
  const isDirect =
    /\btruc thuoc\b/.test(words) || isDepartmentsOnly || !named.some((kind) => kind.startsWith('grassroots'));
  return {
    label: tidy(label),
    purpose: marked ?? (isDepartmentsOnly ? 'inform' : 'act'),
    ruleKind: isDirect ? 'children' : 'kind',
    ruleKindIds: named,
  };
}

const key = (text: string): string => toSearchKey(text);
const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[-–•]\s*/, '')
    .replace(/[;,.\s]+$/, '');
