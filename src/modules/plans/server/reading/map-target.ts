import { toSearchKey } from '#app/platform/vietnamese.ts';
import type { Binding, Cadence, Comparator, Doubt, TargetShape } from '#app/modules/plans/plan-items.ts';
import { dueDateOf } from '#app/modules/plans/server/reading/due-date.ts';
import { namePopulation, type NamedPopulation } from '#app/modules/plans/server/reading/name-population.ts';
import { originOf, type ItemOrigin } from '#app/modules/plans/server/reading/read-item.ts';
import type { ReadTarget } from '#app/vanban/plan-document.ts';

/** A row of plan_target as the reader fills it. */
export interface MappedTarget extends ItemOrigin {
  statement: string;
  shape: TargetShape;
  measureId: string;
  populationId: string | null;
  populationText: string;
  sectorIds: string[];
  kindIds: string[];
  comparator: Comparator;
  value: number | null;
  unit: string;
  minPerUnit: number | null;
  cadence: Cadence;
  deadlineText: string;
  dueOn: string | null;
  binds: Binding;
}

// Folded words. What can be reached by an activity that people attend; everything else about people is declared.
const reaching =
  /\b(quan triet|hoc tap|tuyen truyen|pho bien|tiep nhan|tiep thu|tiep can|nam vung|nam ro|nam bat|biet|tham gia|tham du|tap huan|boi duong|tim hieu|thong tin|giao duc|van dong)\b/;
const conduct = /\b(thuc hien nghiem|ky luat|ky cuong|dao duc|guong mau|chap hanh nghiem|nghiem tuc)\b/;
const titles =
  /\b(dat chuan|dat danh hieu|dat tieu chuan|duoc cong nhan|cong nhan dat|xep loai|duoc khen|dat gia dinh|dat co quan|vung manh)\b/;
const distribution = /\b(phat hanh|cap phat|phan phoi|phat)\b.*\b(den|toi|cho)\b/;
const eachUnit = /\bmoi (don vi|cdcs|cong doan|nghiep doan|ldld|lien doan|to|co quan|ban|doanh nghiep|xa|phuong)\b/;

/**
 * The targets of a read plan in the shapes that can be counted (domain: coverage, unit rate with its minimum, own
 * count, count by each unit, declared rate, self-rating). "100% CĐCS … ít nhất 01 hoạt động" is read as two figures
 * of one clause and becomes one target: a rate of units with a minimum.
 */
export function mapTargets(targets: readonly ReadTarget[], year: number): MappedTarget[] {
  const minimums = new Map<ReadTarget, ReadTarget>();
  for (const target of targets) {
    if (target.unit !== 'percent' || !namePopulation(target.population, target.sector).isUnits) continue;
    const minimum = targets.find((other) => isMinimumOf(other, target) && ![...minimums.values()].includes(other));
    if (minimum) minimums.set(target, minimum);
  }
  const absorbed = new Set(minimums.values());
  return targets
    .filter((target) => !absorbed.has(target))
    .flatMap((target) => mapTarget(target, minimums.get(target) ?? null, year));
}

/** A count in the same clause that says how much each of the units must do. */
function isMinimumOf(count: ReadTarget, rate: ReadTarget): boolean {
  if (count.unit !== 'count' || (count.comparator !== '>=' && count.comparator !== '=')) return false;
  const isSameClause =
    count.quote === rate.quote || (count.span.start < rate.span.end && rate.span.start < count.span.end);
  // "01 hoạt động … cho đoàn viên" is done by the units, whoever it is for; "10 người" would be people.
  const isOfPeople = /\b(nguoi|luot)\b/.test(toSearchKey(count.unitText));
  return isSameClause && Number.isInteger(count.value) && count.value > 0 && !isOfPeople;
}

function mapTarget(target: ReadTarget, minimum: ReadTarget | null, year: number): MappedTarget[] {
  const population = populationOf(target);
  const shaped = target.unit === 'percent' ? shapeRate(target, population, minimum) : shapeCount(target, population);
  const rhythms = cadencesOf(target);
  const doubt = shaped.doubt ?? doubtOf(target, population, shaped.shape);
  return rhythms.map((cadence) => ({
    ...originOf(target, target.quote, doubt),
    statement: tidy(target.quote),
    shape: shaped.shape,
    measureId: measureOf(shaped.shape, minimum ?? target),
    populationId: shaped.shape === 'coverage' || shaped.shape === 'declared_rate' ? population.populationId : null,
    populationText: withRestOfList(target) ?? '',
    sectorIds: population.sectorIds,
    kindIds: shaped.shape === 'coverage' ? [] : population.kindIds,
    comparator: target.comparator,
    value: target.value,
    unit: target.unit === 'percent' ? 'percent' : target.unitText || 'count',
    minPerUnit: shaped.shape === 'unit_rate' ? (minimum?.value ?? 1) : null,
    cadence,
    deadlineText: target.deadlineText ?? target.periodText ?? '',
    dueOn: dueDateOf(target.deadline, year),
    binds: shaped.binds,
  }));
}

/**
 * "đoàn viên, người lao động …", "các cơ quan, đơn vị hành chính sự nghiệp …": a list of people or places goes on behind
 * the comma, up to the next figure or to what they do.
 */
function withRestOfList(target: ReadTarget): string | null {
  const { population, measure } = target;
  if (population === null || !measure.startsWith(`${population},`)) return population;
  const rest = measure.slice(population.length, population.length + 120);
  const end = /\d|\s(?:được|đạt|tham gia|thực hiện|có|và hơn|và trên|và từ|và ít nhất)(?=\s|$)/iu.exec(rest);
  return `${population}${rest.slice(0, end?.index ?? 0)}`.replace(/[\s,;]+$/, '');
}

/** Where the reader names nobody, a count is of the units that the sentence begins with. */
function populationOf(target: ReadTarget): NamedPopulation {
  const named = namePopulation(withRestOfList(target), target.sector);
  if (target.population !== null || target.unit === 'percent') return named;
  const subject = namePopulation(target.quote.split(/\d/)[0] ?? '', null);
  return subject.isUnits ? subject : named;
}

interface Shaped {
  shape: TargetShape;
  binds: Binding;
  doubt?: Doubt;
}

function shapeRate(target: ReadTarget, population: NamedPopulation, minimum: ReadTarget | null): Shaped {
  const measure = toSearchKey(target.measure);
  const words = `${measure} ${toSearchKey(target.quote)}`;
  if (minimum) return { shape: 'unit_rate', binds: 'tree' };
  if (conduct.test(measure) && !reaching.test(measure.split(' ').slice(0, 4).join(' '))) {
    return { shape: 'qualitative', binds: 'tree' };
  }
  if (population.populationId === 'households') return { shape: 'declared_rate', binds: 'tree' };
  if (population.isUnits) {
    if (titles.test(measure)) return { shape: 'declared_rate', binds: 'tree' };
    if (distribution.test(words)) return { shape: 'distribution', binds: 'tree' };
    return { shape: 'unit_rate', binds: 'tree' };
  }
  if (population.populationId === null) return { shape: 'declared_rate', binds: 'tree', doubt: 'population' };
  return reaching.test(words) && !titles.test(measure)
    ? { shape: 'coverage', binds: 'tree' }
    : { shape: 'declared_rate', binds: 'tree' };
}

function shapeCount(target: ReadTarget, population: NamedPopulation): Shaped {
  const words = toSearchKey(`${target.population ?? ''} ${target.measure} ${target.quote}`);
  if (eachUnit.test(words)) return { shape: 'per_unit_count', binds: 'each_unit' };
  // "Các CĐCS …" are those below together; "Công đoàn ngành tổ chức …" is the issuer speaking of itself.
  const isBelow =
    /\b(cac|truc thuoc|toan)\b/.test(words) || population.kindIds.some((id) => id.startsWith('grassroots'));
  return { shape: 'count', binds: population.isUnits && population.kindIds.length > 0 && isBelow ? 'tree' : 'issuer' };
}

/** "hơn 65% trở lên" says both > and >=: a person decides. */
const isTwofold = (words: string | null): boolean =>
  words !== null && /\b(hon|tren)\b/.test(toSearchKey(words)) && /\btro len\b/.test(toSearchKey(words));

function doubtOf(target: ReadTarget, population: NamedPopulation, shape: TargetShape): Doubt | null {
  if (isTwofold(target.comparatorText)) return 'comparator';
  if (target.period === 'other' && cadencesOf(target).includes('other')) return 'cadence';
  return population.isMixed && shape !== 'qualitative' ? 'population' : null;
}

// What is counted, from the words behind the number; the nearest words first. A word that may mean anything ("cuộc",
// "hoạt động") names no measure: then every activity that is linked to the target counts.
const measures: readonly [RegExp, string][] = [
  [/\b(lop|khoa) (tap huan|boi duong|dao tao)\b|\btap huan\b/, 'training_courses'],
  [/\bhoi nghi bao cao vien\b/, 'speakers_conferences'],
  [/\bhoi nghi (quan triet|hoc tap|trien khai|tuyen truyen)\b/, 'study_conferences'],
  [/\btuyen truyen mieng\b/, 'oral_sessions'],
  [/\b(tuyen truyen|pho bien|giao duc) (chinh sach )?phap luat\b/, 'law_sessions'],
  [/\btu van phap luat\b/, 'advice_attendances'],
  [/\btu sach\b/, 'law_bookcases'],
  [/\b(pano|pa no)\b/, 'panels'],
  [/\b(bang ron|khau hieu|bang zon)\b/, 'banners'],
  [/\bap phich\b/, 'posters'],
  [/\b(to roi|to gap)\b/, 'leaflets'],
  [/\b(so tay|cam nang)\b/, 'handbooks'],
  [/\bban tin\b/, 'bulletin_issues'],
  [/\b(video|clip)\b/, 'videos'],
  [/\b(do hoa|infographic)\b/, 'graphics'],
  [/\b(cuoc thi|hoi thi)\b/, 'contests'],
  [/\b(hoi dien|hoi dien van nghe|lien hoan van nghe|buoi van nghe)\b/, 'performances'],
  [/\b(giai the thao|hoi thao|giai (bong|cau long|dien kinh|viet da))/, 'sport_events'],
  [/\b(chuyen|dot) (ve nguon|tham quan di tich)\b|\bve nguon\b/, 'heritage_trips'],
  [/\bdoi thoai\b/, 'dialogues'],
  [/\btin\b(?! hoc| nhan| tuong| cay)|\bdua tin\b/, 'news'],
  [/\bbai( viet| bao)?\b/, 'articles'],
  [/\b(anh|hinh anh)\b/, 'photos'],
  [/\bluot( nguoi)?\b/, 'attendances'],
  [/\bnguoi\b/, 'persons'],
];

function measureOf(shape: TargetShape, target: ReadTarget): string {
  if (shape === 'coverage') return 'persons';
  if (shape === 'declared_rate') return 'declared_numerator';
  if (shape === 'qualitative') return 'self_rating';
  if (shape === 'distribution') return /\bke hoach\b/.test(toSearchKey(target.measure)) ? 'acknowledged' : 'received';
  const counted = target.unit === 'count' ? toSearchKey(target.unitText) : '';
  const named = measures.find(([pattern]) => pattern.test(counted))?.[1];
  return named ?? (isVague(counted) ? behindNumber(target) : undefined) ?? 'activities';
}

/** "05 cuộc", "02 buổi": what kind of them is said by the words that follow. */
const isVague = (counted: string): boolean => /^(cuoc|buoi|lop|dot|chuyen|lan|giai|tam|to)$/.test(counted);

/** The measure that the few words behind the number name: "03 buổi tuyên truyền miệng". */
function behindNumber(target: ReadTarget): string | undefined {
  const key = toSearchKey(target.quote);
  const at = key.indexOf(` ${toSearchKey(target.unitText)} `);
  if (at < 0) return undefined;
  const near = key
    .slice(at + 1)
    .split(' ')
    .slice(0, 6)
    .join(' ');
  return measures.find(([pattern]) => pattern.test(near))?.[1];
}

/** "định kỳ 2 năm và 5 năm" is two windows, so two targets. */
function cadencesOf(target: ReadTarget): Cadence[] {
  const plain: Partial<Record<ReadTarget['period'], Cadence>> = {
    yearly: 'yearly',
    quarterly: 'quarterly',
    monthly: 'monthly',
    term: 'term',
    once: target.deadline === null ? 'once' : 'by_date',
    'by-date': 'by_date',
  };
  const known = plain[target.period];
  if (known) return [known];
  const words = toSearchKey(target.periodText ?? '');
  const found: Cadence[] = [];
  if (/\b0?2 nam\b|\bhai nam\b/.test(words)) found.push('two_yearly');
  if (/\b0?5 nam\b|\bnam nam\b/.test(words)) found.push('five_yearly');
  if (/\b0?6 thang\b/.test(words)) found.push('half_yearly');
  return found.length > 0 ? found : ['other'];
}

const tidy = (quote: string): string =>
  quote
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[;,.\s]+$/, '');
