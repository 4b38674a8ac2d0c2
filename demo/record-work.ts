import { randomUUID } from 'node:crypto';
import { addDays, daysBetween, type LocalDate } from '#app/platform/clock.ts';
import { planActivity, recordActivity, type ActivityInput } from '#app/modules/activities/server/index.ts';
import { actingFor } from './acting-for.ts';
import type { DemoTime } from './demo-clock.ts';
import type { Chance } from './even-chance.ts';
import type { DemoUnit, Federation } from './found-federation.ts';
import type { Cast } from './make-accounts.ts';

/** A kind of work, as it is recorded again and again. */
export interface Kind {
  formId: string;
  topicIds: string[];
  titles: readonly string[];
  place: string;
  mode: ActivityInput['mode'];
  /** Share of the members who come, in percent. */
  turnout: readonly [number, number];
  costPerHead: number;
}

const kinds: readonly [Kind, ...Kind[]] = [
  {
    formId: 'oral_session',
    topicIds: ['resolutions'],
    titles: ['Sinh hoạt công đoàn về Nghị quyết', 'Sinh hoạt chuyên đề đổi mới hoạt động công đoàn'],
    place: 'Phòng họp đơn vị',
    mode: 'in_person',
    turnout: [40, 85],
    costPerHead: 0,
  },
  {
    formId: 'conference',
    topicIds: ['resolutions', 'law_policy'],
    titles: ['Hội nghị học tập Nghị quyết', 'Hội nghị phổ biến chính sách mới'],
    place: 'Hội trường',
    mode: 'in_person',
    turnout: [55, 95],
    costPerHead: 15_000,
  },
  {
    formId: 'heritage_trip',
    topicIds: ['history'],
    titles: ['Hành trình về nguồn', 'Thăm khu di tích của tỉnh'],
    place: 'Khu di tích',
    mode: 'in_person',
    turnout: [20, 55],
    costPerHead: 120_000,
  },
  {
    formId: 'law_education',
    topicIds: ['law_policy'],
    titles: ['Nói chuyện pháp luật lao động', 'Hỏi đáp về bảo hiểm xã hội'],
    place: 'Nhà ăn ca',
    mode: 'in_person',
    turnout: [30, 70],
    costPerHead: 8_000,
  },
  {
    formId: 'talk',
    topicIds: ['history', 'anniversaries'],
    titles: ['Gặp mặt truyền thống công đoàn', 'Tọa đàm về truyền thống đơn vị'],
    place: 'Hội trường',
    mode: 'in_person',
    turnout: [25, 60],
    costPerHead: 20_000,
  },
  {
    formId: 'sport',
    topicIds: ['culture_life'],
    titles: ['Giải cầu lông đoàn viên', 'Giải bóng chuyền hơi'],
    place: 'Nhà đa năng',
    mode: 'in_person',
    turnout: [15, 40],
    costPerHead: 35_000,
  },
  {
    formId: 'visual',
    topicIds: ['workers_month', 'safety'],
    titles: ['Treo băng rôn Tháng Công nhân', 'Bảng tin an toàn lao động'],
    place: 'Cổng đơn vị',
    mode: 'documents',
    turnout: [0, 0],
    costPerHead: 0,
  },
  {
    formId: 'online_post',
    topicIds: ['good_examples'],
    titles: ['Đăng bài gương người tốt, việc tốt', 'Phát trực tuyến buổi hỏi đáp'],
    place: '',
    mode: 'online',
    turnout: [0, 0],
    costPerHead: 0,
  },
];

function details(
  { kind, unit, on, guests }: Pick<Happening, 'kind' | 'unit' | 'on' | 'guests'>,
  chance: Chance,
): ActivityInput {
  const [least, most] = kind.turnout;
  const { populationId, count } = guests ?? { populationId: 'members', count: unit.members };
  const attendance = Math.round((count * chance.between(least, most)) / 100);
  const cost = attendance * kind.costPerHead;
  return {
    unitId: unit.id,
    requestKey: randomUUID(),
    isAutoLinked: true,
    isConfirmed: true,
    quantities: [],
    formId: kind.formId,
    title: chance.pick(kind.titles),
    startsOn: on,
    endsOn: on,
    place: kind.place,
    mode: kind.mode,
    audience: 'Đoàn viên, người lao động',
    partners: chance.happens(0.3) ? 'Chuyên môn đồng cấp' : '',
    summary: '',
    topicIds: kind.topicIds,
    attendance:
      attendance > 0
        ? [
            {
              populationId,
              attendanceCount: attendance,
              personCount: Math.round((attendance * chance.between(60, 100)) / 100),
            },
          ]
        : [],
    costs: cost > 0 ? [{ costSourceId: chance.pick(['union_budget', 'employer', 'mobilised']), amountDong: cost }] : [],
    links: [],
  };
}

export interface Happening {
  unit: DemoUnit;
  /** User name of whoever records it. */
  actor: string;
  on: LocalDate;
  recordedAfter: number;
  kind: Kind;
  /** Who is asked to come, where that is not the unit's members. */
  guests?: { populationId: string; count: number };
}

/** About three activities of a lively union in half a year, none of a slow one. */
function howMany(unit: DemoUnit, days: number, chance: Chance): number {
  const expected = (unit.pace * 3 * Math.max(0, days)) / 182;
  return Math.floor(expected) + (chance.happens(expected % 1) ? 1 : 0);
}

/** What every unit did from one day to another: eager ones much and early, slow ones little and late, a few nothing. */
function happenings(federation: Federation, from: LocalDate, to: LocalDate, chance: Chance): Happening[] {
  const days = daysBetween(from, to);
  return federation.branches.flatMap((branch) =>
    branch.unions.flatMap((unit) =>
      Array.from({ length: howMany(unit, days, chance) }, (): Happening => ({
        unit,
        actor: `cb-${branch.key}`,
        on: addDays(from, chance.between(0, days)),
        recordedAfter: chance.between(0, 6),
        kind: chance.pick(kinds),
      })),
    ),
  );
}

/**
 * Records the work of a stretch of days, day by day: of the grassroots unions, and what of `above` falls into it.
 * Returns how many activities there were.
 */
export async function recordWork(
  time: DemoTime,
  { federation, cast, above }: { federation: Federation; cast: Cast; above: readonly Happening[] },
  from: LocalDate,
  to: LocalDate,
  chance: Chance,
): Promise<number> {
  const all = [
    ...happenings(federation, from, to, chance),
    ...above.filter((one) => one.on >= from && one.on <= to),
  ].toSorted((a, b) => a.on.localeCompare(b.on));
  for (const one of all) {
    time.goTo(addDays(one.on, one.recordedAfter));
    await recordActivity(time.as(actingFor(cast.get(one.actor)!, one.unit)), details(one, chance));
  }
  return all.length;
}

/** A few things that are still to come. */
export async function planWork(time: DemoTime, federation: Federation, cast: Cast, chance: Chance): Promise<void> {
  for (const branch of federation.branches) {
    for (const unit of branch.unions.slice(0, 2)) {
      const on = addDays(time.now(), chance.between(3, 30));
      await planActivity(time.as(cast.get(`cb-${branch.key}`)!), {
        ...details({ kind: chance.pick(kinds), unit, on }, chance),
        attendance: [],
        costs: [],
      });
    }
  }
}
