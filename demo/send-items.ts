import { addDays, type LocalDate } from '#app/platform/clock.ts';
import { itemKinds } from '#app/modules/activities/item-kinds.ts';
import { deliverItems } from '#app/modules/activities/server/index.ts';
import { declareMeasure } from '#app/modules/measures/server/index.ts';
import { actingFor } from './acting-for.ts';
import type { DemoTime } from './demo-clock.ts';
import type { Chance } from './even-chance.ts';
import type { DemoUnit, Federation } from './found-federation.ts';
import type { Cast } from './make-accounts.ts';

const stories = [
  'Ra quân thi đua liên kết sản xuất',
  'Bữa cơm công đoàn giữa ca đêm',
  'Trao mái ấm công đoàn cho đoàn viên khó khăn',
  'Người thợ may mười năm không lỗi một đường kim',
  'Phiên chợ không đồng ở khu trọ',
] as const;

/** News, articles and pictures that the units above the grassroots sent, and some of the unions below them. */
export async function sendDemoItems(time: DemoTime, federation: Federation, cast: Cast, chance: Chance): Promise<void> {
  const send = async (actor: string, unit: DemoUnit, daysAgo: number): Promise<void> => {
    const kind = chance.pick(itemKinds.slice(0, 3));
    const title = chance.pick(stories);
    const deliveredOn = addDays(time.now(), -daysAgo);
    const sent = { unitId: unit.id, kind, itemCount: kind === 'photos' ? chance.between(2, 6) : 1, title, link: '' };
    await deliverItems(time.as(actingFor(cast.get(actor)!, unit)), {
      ...sent,
      deliveredOn,
      requestKey: `demo-${unit.id}-${daysAgo}`,
    });
  };
  await send('canbo', federation.province, 3);
  await send('canbo', federation.province, 8);
  for (const { key, unit, unions } of federation.branches) {
    for (const daysAgo of [6, 20, 60]) if (chance.happens(unit.pace)) await send(`cb-${key}`, unit, daysAgo);
    for (const union of unions.slice(0, 3)) if (chance.happens(0.4)) await send(`cb-${key}`, union, 10);
  }
}

/** Figures that units state and no activity yields: followers of their pages, their speakers, their bookcases. */
export async function stateDemoFigures(
  time: DemoTime,
  federation: Federation,
  cast: Cast,
  chance: Chance,
): Promise<void> {
  const state = async (actor: string, unit: DemoUnit, measureId: string, asOfOn: LocalDate, value: number) =>
    declareMeasure(time.as(actingFor(cast.get(actor)!, unit)), {
      ...{ unitId: unit.id, measureId, asOfOn, value, denominator: null, note: '' },
    });
  await state('canbo', federation.province, 'followers', addDays(time.now(), -40), 5_120);
  await state('canbo', federation.province, 'followers', addDays(time.now(), -9), 5_480);
  for (const { key, unit, unions } of federation.branches) {
    if (!chance.happens(unit.pace)) continue;
    await state(`cb-${key}`, unit, 'speakers', addDays(time.now(), -30), chance.between(1, 4));
    await state(`cb-${key}`, unit, 'followers', addDays(time.now(), -12), chance.between(3, 20) * 50);
    for (const union of unions.slice(0, 4))
      if (chance.happens(0.5)) await state(`cb-${key}`, union, 'law_bookcases', addDays(time.now(), -20), 1);
  }
}
