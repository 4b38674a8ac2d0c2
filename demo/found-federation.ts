import { addDays, type LocalDate } from '#app/platform/clock.ts';
import type { Context } from '#app/platform/context.ts';
import {
  declareFigure,
  foundUnit,
  unitsById,
  type Decision,
  type FoundUnitInput,
} from '#app/modules/orgs/server/index.ts';
import { evenChance, type Chance } from './even-chance.ts';
import { departments, middleUnits, province, trades, type MiddleUnit, type Trade } from './federation-data.ts';

/** A unit of the demonstration, with what its story needs. */
export interface DemoUnit {
  id: string;
  path: string;
  name: string;
  trade: Trade | null;
  members: number;
  /** Share of what it does on time, 0 to 1. */
  pace: number;
}

export interface Branch {
  key: string;
  unit: DemoUnit;
  unions: DemoUnit[];
}

export interface Federation {
  province: DemoUnit;
  branches: Branch[];
}

/** Founds a unit by a decision of its own number; returns its id. */
type Founder = (unit: Omit<FoundUnitInput, keyof Decision>) => Promise<string>;

/** Founds the province, its departments, the middle level and about 180 grassroots unions, with declared figures. */
export async function foundFederation(ctx: Context, on: LocalDate, say: (text: string) => void): Promise<Federation> {
  const chance = evenChance(20_290_728);
  const foundedOn = addDays(on, -400);
  let decision = 100;
  const found: Founder = async (unit) => {
    decision += 1;
    const paper = { decisionNumber: `${decision}/QĐ-LĐLĐ`, decidedOn: addDays(foundedOn, -10), effectiveOn: foundedOn };
    const { founded } = await foundUnit(ctx, { ...unit, ...paper });
    return founded[0]!.id;
  };

  const provinceId = await found({
    parentId: null,
    kindId: 'provincial_federation',
    sectorId: 'mixed',
    name: province.name,
    shortName: province.shortName,
    symbol: province.symbol,
    address: province.place,
  });
  for (const department of departments)
    await found({ parentId: provinceId, kindId: 'department', sectorId: 'mixed', ...department });
  const branches: Branch[] = [];
  for (const [at, middle] of middleUnits.entries()) {
    const middleId = await found({
      parentId: provinceId,
      kindId: middle.kindId,
      sectorId: 'mixed',
      name: middle.name,
      shortName: middle.shortName,
      symbol: middle.symbol,
      address: placeOf(middle),
      code: `LS${String(at + 1).padStart(2, '0')}`,
    });
    const unions = await foundUnions(ctx, middle, middleId, at, found, chance, foundedOn);
    branches.push({ key: middle.key, unit: await demoUnit(ctx, middleId, null, sum(unions), middle.pace), unions });
    say(`  ${middle.name}: ${unions.length} CĐCS`);
  }
  return { province: await demoUnit(ctx, provinceId, null, sum(branches.map((branch) => branch.unit)), 1), branches };
}

const sum = (units: readonly DemoUnit[]): number => units.reduce((total, unit) => total + unit.members, 0);
const placeOf = (middle: MiddleUnit): string =>
  middle.name.replace(/^Công đoàn (phường|xã) /, '').replace(/^Công đoàn .*/, province.place);

async function foundUnions(
  ctx: Context,
  middle: MiddleUnit,
  parentId: string,
  at: number,
  found: Founder,
  chance: Chance,
  foundedOn: LocalDate,
): Promise<DemoUnit[]> {
  const used = new Set<string>();
  const unions: DemoUnit[] = [];
  for (let index = 0; index < middle.unionCount; index += 1) {
    const trade = middle.mix[index % middle.mix.length]!;
    const name = freeName(trade, middle, used, at);
    const [least, most] = trades[trade].size;
    // Most unions are small: the square of an even chance leans to the low end.
    const members = least + Math.round((most - least) * (chance.between(0, 1000) / 1000) ** 2);
    const id = await found({
      parentId,
      kindId: 'grassroots_union',
      sectorId: trades[trade].sectorId,
      name,
      symbol: 'CĐCS',
      address: placeOf(middle),
      code: `LS${String(at + 1).padStart(2, '0')}${String(index + 1).padStart(3, '0')}`,
    });
    await declareFigure(ctx, {
      unitId: id,
      asOfOn: foundedOn,
      source: 'Sổ đoàn viên',
      values: figuresOf(members, chance),
    });
    unions.push(
      await demoUnit(ctx, id, trade, members, Math.min(1, Math.max(0.05, middle.pace + chance.between(-25, 20) / 100))),
    );
  }
  return unions;
}

function figuresOf(members: number, chance: Chance): Record<string, number> {
  const workers = Math.round(members * (1 + chance.between(0, 15) / 100));
  return {
    workers,
    members,
    members_and_workers: workers,
    women_members: Math.round((members * chance.between(35, 75)) / 100),
    key_officers: Math.min(members, 3 + Math.floor(members / 60)),
    officers: Math.min(members, 5 + Math.floor(members / 40)),
    households: Math.round(members * 0.9),
  };
}

/** A name that no other union of the branch has; a second one of a kind is told apart by its place. */
function freeName(trade: Trade, middle: MiddleUnit, used: Set<string>, at: number): string {
  const { names } = trades[trade];
  for (let turn = 0; ; turn += 1) {
    const base = names[(at * 3 + turn) % names.length]!;
    const name = turn < names.length ? `CĐCS ${base}` : `CĐCS ${base} số ${Math.floor(turn / names.length) + 1}`;
    const full = /số \d+$/.test(name) || middle.kindId !== 'commune_union' ? name : `${name} ${placeOf(middle)}`;
    if (used.has(full)) continue;
    used.add(full);
    return full;
  }
}

async function demoUnit(
  ctx: Context,
  id: string,
  trade: Trade | null,
  members: number,
  pace: number,
): Promise<DemoUnit> {
  const unit = await ctx.read(async (tx) => (await unitsById(tx, [id])).get(id));
  if (!unit) throw new Error('A unit that was just founded is there.');
  return { id, path: unit.path, name: unit.name, trade, members, pace };
}
