import { toSearchKey } from '#app/platform/vietnamese.ts';

/** Who a figure is of, as the tables know them. */
export interface NamedPopulation {
  /** Row of `population`; null for units and for people that the table does not know. */
  populationId: string | null;
  /** The figure is of units, not of people. */
  isUnits: boolean;
  /** People and units in one breath ("các CĐCS, đoàn viên"). */
  isMixed: boolean;
  kindIds: string[];
  sectorIds: string[];
}

// Keys are folded texts (`toSearchKey`), so that đ, tone marks and their places make no difference.
const people: readonly [RegExp, string][] = [
  [/\bgia dinh\b/, 'households'],
  [/\bcan bo (cong doan )?(co so )?chu chot\b|\bcan bo chu chot\b/, 'key_officers'],
  [/\b(bao cao vien|tuyen truyen vien)\b/, 'rapporteurs'],
  [/\bnu (doan vien|cnvcld|cnld|cong nhan|can bo)/, 'women_members'],
  [/\b(dv ?nld|doan vien nld|dvcd nld)\b/, 'members_and_workers'],
  [/\bdoan vien\b.*\b(nguoi lao dong|nld|cnvcld|cnld|cnvc|cbngnld|cong nhan|lao dong)\b/, 'members_and_workers'],
  [/\bcan bo\b.*\b(nguoi lao dong|nld|cnvcld|cnld)\b/, 'members_and_workers'],
  [/\bdoan vien\b/, 'members'],
  [/\bcan bo cong doan\b/, 'officers'],
  [/\b(nguoi lao dong|nld|cnvcld|cnvc ld|cnld|cnvc|cbngnld|cong nhan|nha giao)\b/, 'workers'],
];

const upperKinds = [
  'district_federation',
  'local_sector_union',
  'industrial_zone_union',
  'commune_union',
  'corporation_union',
];
const kinds: readonly [RegExp, readonly string[]][] = [
  [/\b(cdcs|cong doan co so)\b/, ['grassroots_union']],
  [/\bnghiep doan\b/, ['grassroots_trade_union']],
  [/\b(cong doan )?(cap tren (truc tiep )?co so|ctttcs|cap tren truc tiep)\b/, upperKinds],
  [/\b(ldld|lien doan lao dong)( cac)? (huyen|thi xa|thanh pho|tx|tp)\b/, ['district_federation']],
  [/\b(cong doan|cd) (cac )?nganh\b|\bcdn\b/, ['local_sector_union']],
  [/\b(cong doan|cd)( cac)? (xa|phuong|dac khu)\b/, ['commune_union']],
  [/\b(cong doan|cd)( cac)? (khu cong nghiep|kcn|khu kinh te)\b/, ['industrial_zone_union']],
  [/\b(cong doan|cd) (vien chuc|giao duc|y te)\b|\bcdvc\b|\bcdgd\b/, ['local_sector_union']],
  [/\b(cong doan|cd) (tong cong ty|tap doan)\b/, ['corporation_union']],
  [/\bcac ban\b|\bvan phong\b/, ['department']],
];

const sectors: readonly [RegExp, readonly string[]][] = [
  [/\bhanh chinh su nghiep\b|\bhcsn\b/, ['administrative', 'public_service']],
  [/\bco quan hanh chinh\b|\bkhoi hanh chinh\b/, ['administrative']],
  [/\bdon vi su nghiep\b|\bsu nghiep cong lap\b/, ['public_service']],
  [/\bdoanh nghiep nha nuoc\b/, ['state_enterprise']],
  [/\bngoai (khu vuc )?nha nuoc\b|\bdoanh nghiep tu nhan\b|\bdau tu nuoc ngoai\b|\bfdi\b/, ['enterprise']],
  [/\bdoanh nghiep\b/, ['enterprise', 'state_enterprise']],
];

/** Kinds of units that a text names, each once, in the order of the table. */
export function kindsIn(text: string): string[] {
  const key = toSearchKey(text);
  // "Cán bộ công đoàn cơ sở" are people.
  const ofUnits = key.replace(/\bcan bo cong doan( co so)?\b/g, 'can bo');
  return [...new Set(kinds.flatMap(([pattern, ids]) => (pattern.test(ofUnits) ? ids : [])))];
}

/** Sectors that a text narrows its subject to: "hành chính sự nghiệp" is two of the table, "doanh nghiệp" too. */
export function sectorsIn(text: string): string[] {
  let key = toSearchKey(text);
  const found = new Set<string>();
  for (const [pattern, ids] of sectors) {
    if (!pattern.test(key)) continue;
    for (const id of ids) found.add(id);
    // A narrower word must not be met again by a wider one ("doanh nghiệp nhà nước" is not every "doanh nghiệp").
    key = key.replace(new RegExp(pattern, 'g'), ' ');
  }
  return [...found];
}

/** Names the population of a figure from its words; "đoàn viên trong các đơn vị …" is of people, not of units. */
export function namePopulation(text: string | null, sector: string | null): NamedPopulation {
  const whole = toSearchKey(text ?? '');
  const head = whole.split(/ (?:trong|o|tai|thuoc) (?:cac|doanh|don|co|khu|toan|khoi|nhung|moi|tung)\b/)[0] ?? '';
  const populationId = people.find(([pattern]) => pattern.test(head))?.[1] ?? null;
  const units = head.replace(/\b(doan vien|can bo) cong doan\b/g, '$1');
  const isUnitsNamed =
    kindsIn(head).length > 0 || /\b(don vi|co quan|cong doan|cap cong doan|ldld|to chuc)\b/.test(units);
  return {
    populationId: populationId,
    isUnits: isUnitsNamed && populationId === null,
    isMixed: isUnitsNamed && populationId !== null,
    kindIds: isUnitsNamed ? kindsIn(head) : [],
    sectorIds: sectorsIn(`${sector ?? ''} ${text ?? ''}`),
  };
}
