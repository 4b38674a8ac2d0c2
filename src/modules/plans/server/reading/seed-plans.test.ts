import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSource } from '#app/vanban/files/read-source.ts';
import { readPlan } from '#app/vanban/read/read-plan.ts';
import { mapReadPlan, type MappedPlan } from '#app/modules/plans/server/reading/map-read-plan.ts';

// Real documents lie beside the repository where they are at hand; the same shapes are tested with our own texts.
const folder = '../shared/corpus/seeds';
const seed = test.runIf(existsSync(folder));

async function map(name: string): Promise<MappedPlan> {
  const source = await readSource(readFileSync(`${folder}/${name}.txt`), { fileName: `${name}.txt` });
  return mapReadPlan(readPlan(source), source);
}

seed('004: 58 tin and 17 bài in rows and in total, 60 ảnh in total without rows', async () => {
  const { quota } = (await map('004')).items;
  const sum = (item: string): number =>
    quota.filter((row) => !row.isTotal && row.item === item).reduce((all, row) => all + (row.count ?? 0), 0);
  const totals = quota.filter((row) => row.isTotal).map((row) => [row.item, row.count]);
  expect([sum('tin'), sum('bài'), sum('ảnh')]).toEqual([58, 17, 0]);
  expect(totals).toEqual([
    ['tin', 58],
    ['bài', 17],
    ['ảnh', 60],
  ]);
  const minimums = quota.filter((row) => row.perUnitMin !== null).map((row) => [row.item, row.count, row.perUnitMin]);
  expect(minimums).toEqual([
    ['tin', 20, 2],
    ['tin', 6, 2],
    ['bài', 3, 1],
  ]);
});

seed('000: the yearly activity of each grassroots union is a rate of units, not of people', async () => {
  const { target } = (await map('000')).items;
  const rate = target.filter((row) => row.shape === 'unit_rate');
  expect(rate).toMatchObject([
    {
      value: 100,
      minPerUnit: 1,
      cadence: 'yearly',
      kindIds: ['grassroots_union'],
      populationId: null,
      measureId: 'activities',
    },
  ]);
  expect(target.map((row) => row.shape)).toEqual(['coverage', 'coverage', 'qualitative', 'unit_rate']);
});

seed('002: two thresholds of one sentence are kept apart by sector', async () => {
  const { target } = (await map('002')).items;
  const split = target.filter((row) => row.value === 90 || row.value === 65);
  expect(split).toMatchObject([
    { shape: 'coverage', comparator: '>', value: 90, sectorIds: ['administrative', 'public_service'] },
    {
      shape: 'coverage',
      comparator: '>=',
      value: 65,
      sectorIds: ['enterprise', 'state_enterprise'],
      doubt: 'comparator',
    },
  ]);
});
