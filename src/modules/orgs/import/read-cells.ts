import { isLocalDate, type LocalDate } from '#app/platform/clock.ts';
import { toSearchKey } from '#app/platform/vietnamese.ts';

/** A line of a list that is data: kinds and sectors. */
export interface ListLine {
  id: string;
  nameVi: string;
  nameEn: string;
}

/** A whole number as people write it: 1234, 1.234, 1,234, "1 234". Null for anything else, also for less than nothing. */
export function readCount(text: string): number | null {
  const plain = text.replace(/[\s\u00a0]/g, '');
  const grouped = /^\d{1,3}(?:[.,]\d{3})+$/.test(plain) ? plain.replace(/[.,]/g, '') : plain.replace(/[.,]0+$/, '');
  if (!/^\d{1,9}$/.test(grouped)) return null;
  return Number(grouped);
}

/** A date as people write it: 2025-07-01, 1/7/2025, 01.07.2025, 1-7-2025; a year alone is its first day. */
export function readDate(text: string): LocalDate | null {
  const plain = text.trim();
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(plain);
  const iso = written
    ? `${written[3]}-${written[2]?.padStart(2, '0')}-${written[1]?.padStart(2, '0')}`
    : /^\d{4}$/.test(plain)
      ? `${plain}-01-01`
      : plain.slice(0, 10);
  return isLocalDate(iso) ? iso : null;
}

const kindWords: readonly (readonly [RegExp, string])[] = [
  [/^(nghiep doan)\b/, 'grassroots_trade_union'],
  [/^(cdcs thanh vien|cong doan co so thanh vien|cong doan bo phan|cdbp)\b/, 'section_union'],
  [/^(to cong doan|to nghiep doan|to cd)\b/, 'union_group'],
  [/^(cong doan co so|cdcs|cd co so)\b/, 'grassroots_union'],
  [/^(cong doan|cd) (phuong|xa|dac khu|thi tran)\b/, 'commune_union'],
  [/^(cong doan|cd) (cac )?(khu|kcn|kkt)\b/, 'industrial_zone_union'],
  [/^(cong doan|cd) (tap doan|tong cong ty)\b/, 'corporation_union'],
  [/^(cong doan|cd) nganh\b/, 'local_sector_union'],
  [/^(lien doan lao dong|ldld) (huyen|thi xa|quan)\b/, 'district_federation'],
  [/^(lien doan lao dong|ldld) (tinh|thanh pho|tp)\b/, 'provincial_federation'],
  [/^tong lien doan\b/, 'confederation'],
];
const sectorWords: Record<string, string> = {
  'hanh chinh': 'administrative',
  hc: 'administrative',
  'su nghiep': 'public_service',
  'su nghiep cong lap': 'public_service',
  sn: 'public_service',
  'doanh nghiep nha nuoc': 'state_enterprise',
  dnnn: 'state_enterprise',
  'doanh nghiep': 'enterprise',
  'ngoai nha nuoc': 'enterprise',
  dn: 'enterprise',
  fdi: 'enterprise',
  'nhieu loai hinh': 'mixed',
};

/** A kind by its id, by its name in either language with or without accents, or by the words people use for it. */
export function readKind(text: string, kinds: readonly ListLine[]): string | null {
  return readLine(text, kinds) ?? known(guessByWords(toSearchKey(text)), kinds);
}

/** The kind that a unit's name tells; most units of a list are grassroots unions. */
export function guessKind(name: string, kinds: readonly ListLine[]): string {
  return known(guessByWords(toSearchKey(name)), kinds) ?? 'grassroots_union';
}

/** A sector by its id, by its name in either language with or without accents, or by the usual short words. */
export function readSector(text: string, sectors: readonly ListLine[]): string | null {
  return readLine(text, sectors) ?? known(sectorWords[toSearchKey(text)] ?? null, sectors);
}

function guessByWords(key: string): string | null {
  return kindWords.find(([words]) => words.test(key))?.[1] ?? null;
}

function readLine(text: string, list: readonly ListLine[]): string | null {
  const key = toSearchKey(text);
  const line = list.find(
    (one) => one.id === text.trim() || [one.id, one.nameVi, one.nameEn].map(toSearchKey).includes(key),
  );
  return line?.id ?? null;
}

function known(id: string | null, list: readonly ListLine[]): string | null {
  return id !== null && list.some((line) => line.id === id) ? id : null;
}
