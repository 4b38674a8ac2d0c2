import { sql } from 'kysely';
import { addDays, daysBetween, type LocalDate } from '#app/platform/clock.ts';
import { declareTarget } from '#app/modules/progress/server/index.ts';
import { actingFor } from './acting-for.ts';
import type { DemoTime } from './demo-clock.ts';
import type { Chance } from './even-chance.ts';
import type { Branch, Federation } from './found-federation.ts';
import type { Cast } from './make-accounts.ts';
import type { Happening, Kind } from './record-work.ts';

const study: Kind = {
  formId: 'conference',
  topicIds: ['resolutions', 'law_policy'],
  titles: ['Hội nghị học tập nghị quyết cho cán bộ công đoàn chủ chốt'],
  place: 'Hội trường phường',
  mode: 'in_person',
  turnout: [70, 100],
  costPerHead: 30_000,
};
const sportsDay: Kind = {
  formId: 'sport',
  topicIds: ['culture_life'],
  titles: ['Giải bóng chuyền hơi công đoàn', 'Hội diễn văn nghệ công đoàn', 'Giải cầu lông, bóng bàn công đoàn'],
  place: 'Nhà thi đấu',
  mode: 'in_person',
  turnout: [3, 8],
  costPerHead: 45_000,
};
const course: Kind = {
  formId: 'training',
  topicIds: ['resolutions'],
  titles: ['Lớp tập huấn nghiệp vụ tuyên truyền cho cán bộ công đoàn'],
  place: 'Nhà văn hóa lao động tỉnh',
  mode: 'in_person',
  turnout: [100, 100],
  costPerHead: 150_000,
};

/** About as many as the unions of the branch declare. */
const keyOfficersOf = (branch: Branch): number =>
  branch.unions.reduce((total, union) => total + Math.min(union.members, 3 + Math.floor(union.members / 60)), 0);

function ofBranch(branch: Branch, from: LocalDate, days: number, chance: Chance): Happening[] {
  const at = { unit: branch.unit, actor: `cb-${branch.key}`, recordedAfter: 2 };
  const { pace, members } = branch.unit;
  const happened: Happening[] = [];
  // A slow union holds its conference late, and its sports day is still to come.
  if (chance.happens(0.35 + pace * 0.6)) {
    const guests = { populationId: 'key_officers', count: keyOfficersOf(branch) };
    happened.push({ ...at, on: addDays(from, Math.round(days * (0.9 - pace * 0.7))), kind: study, guests });
  }
  if (chance.happens(pace)) {
    const on = addDays(from, Math.round(days * 0.3) + chance.between(0, 30));
    happened.push({ ...at, on, kind: sportsDay, guests: { populationId: 'members', count: members } });
  }
  return happened;
}

/** What the units above the grassroots do themselves from one day to another: conferences, sports days, courses. */
export function upperWork(
  { province, branches }: Federation,
  from: LocalDate,
  to: LocalDate,
  chance: Chance,
): Happening[] {
  const days = daysBetween(from, to);
  const guests = { populationId: 'officers', count: 60 };
  const held = [1 / 3, 0.8].map((share): Happening => ({
    unit: province,
    actor: 'canbo',
    on: addDays(from, Math.round(days * share)),
    recordedAfter: 2,
    kind: course,
    guests,
  }));
  return [...branches.flatMap((branch) => ofBranch(branch, from, days, chance)), ...held];
}

/** What units state for a target that no activity can count: so many families of so many. */
export async function stateShares(time: DemoTime, federation: Federation, cast: Cast, chance: Chance): Promise<void> {
  const { rows: asked } = await time.system.read((tx) =>
    sql<{ targetId: string; planId: string; unitId: string }>`
      select t.id as target_id, t.plan_id, d.unit_id
      from plan_target t
      join plan p on p.id = t.plan_id and p.status = 'issued'
      join plan_delivery d on d.plan_id = p.id and d.purpose = 'act'
      where t.shape = 'declared_rate' order by d.unit_id, t.id`.execute(tx.db),
  );
  const unions = new Map(
    federation.branches.flatMap(({ key, unions }) => unions.map((unit) => [unit.id, { key, unit }])),
  );
  for (const { unitId, targetId, planId } of asked) {
    const union = unions.get(unitId);
    if (!union || !chance.happens(union.unit.pace)) continue;
    const denominator = Math.max(1, Math.round(union.unit.members * 0.9));
    const numerator = Math.min(denominator, Math.round((denominator * chance.between(82, 100)) / 100));
    const ctx = time.as(actingFor(cast.get(`cb-${union.key}`)!, union.unit));
    const declaredOn = addDays(time.now(), -chance.between(5, 60));
    await declareTarget(ctx, { unitId, planId, targetId, declaredOn, numerator, denominator, note: '' });
  }
}
