import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { declareFigure, latestFigures, splitUnit, undoReorganisation } from '#app/modules/orgs/server/index.ts';
import type { FigureShares } from '#app/modules/orgs/server/share-figures.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';

const db = testDatabase();
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-03-01', effectiveOn: '2026-03-16' };
const noShares: FigureShares = { weights: [], typed: {} };

async function givenDeclared() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const ward = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Bắc' });
  const ctx = db.as(await givenActor(db, 'officer', root));
  await declareFigure(ctx, { unitId: ward.id, asOfOn: '2026-01-01', values: { members: 1001, workers: 1200 } });
  const split = (shares: FigureShares | undefined, isEnding = true, mode: 'do' | 'preview' = 'do') =>
    splitUnit(
      ctx,
      {
        ...decision,
        unitId: ward.id,
        version: 1,
        isEnding,
        shares,
        parts: ['Thượng', 'Hạ'].map((name) => ({ name, kindId: 'commune_union', childIds: [] })),
      },
      mode,
    );
  const valuesOn = async (unitIds: readonly string[], on: string): Promise<Record<string, number>[]> => {
    const figures = await ctx.read((tx) => latestFigures(tx, unitIds, on));
    return unitIds.map((id) =>
      Object.fromEntries(figures.filter((one) => one.unitId === id).map((one) => [one.populationId, one.value])),
    );
  };
  return { root, ward, ctx, split, valuesOn };
}

test('a unit that ends in a split: its parts declare what it had, to the digit, and its own past stays', async () => {
  const { ward, split, valuesOn } = await givenDeclared();
  const outcome = await split({ weights: [2, 1], typed: { workers: [700, null] } });
  const parts = outcome.founded.map(({ id }) => id);
  expect(outcome.shared).toEqual({
    columns: ['Thượng', 'Hạ'],
    rows: [
      { populationId: 'members', total: 1001, values: [667, 334] },
      { populationId: 'workers', total: 1200, values: [700, 500] },
    ],
  });
  expect(await valuesOn(parts, '2026-03-16')).toEqual([
    { members: 667, workers: 700 },
    { members: 334, workers: 500 },
  ]);
  expect(await valuesOn(parts, '2026-03-15')).toEqual([{}, {}]);
  expect(await valuesOn([ward.id], '2026-03-15')).toEqual([{ members: 1001, workers: 1200 }]);
});

test('a unit that goes on keeps the rest from that day on', async () => {
  const { ward, split, valuesOn } = await givenDeclared();
  const outcome = await split(
    { weights: [], typed: { members: [300, 200, null], workers: [null, null, null] } },
    false,
  );
  expect(outcome.shared?.columns).toEqual(['Thượng', 'Hạ', ward.name]);
  expect(await valuesOn([ward.id], '2026-03-16')).toEqual([{ members: 501, workers: 400 }]);
  expect(await valuesOn([ward.id], '2026-03-15')).toEqual([{ members: 1001, workers: 1200 }]);
});

test('an undo takes the shares back, and nothing is left of them', async () => {
  const { ctx, ward, split, valuesOn } = await givenDeclared();
  await split({ weights: [1, 1, 1], typed: {} }, false);
  const { rows } = await sql<{ id: string }>`select id from reorganisation`.execute(db.services.database.db);
  await undoReorganisation(ctx, rows[0]?.id ?? '');
  expect(await valuesOn([ward.id], '2026-03-16')).toEqual([{ members: 1001, workers: 1200 }]);
  const left = await sql`select 1 from org_figure where as_of_on = '2026-03-16'`.execute(db.services.database.db);
  expect(left.rows).toEqual([]);
});

test('figures are shared out only where it was decided, and a preview writes none', async () => {
  const { split, valuesOn } = await givenDeclared();
  expect((await split(noShares, true, 'preview')).shared?.rows[0]?.values).toEqual([501, 500]);
  const outcome = await split(undefined);
  expect(outcome.shared).toBeNull();
  expect(
    await valuesOn(
      outcome.founded.map(({ id }) => id),
      '2026-03-16',
    ),
  ).toEqual([{}, {}]);
});

test('shares that do not add up are refused at their rows, and nothing is done', async () => {
  const { ward, split } = await givenDeclared();
  await expect(split({ weights: [], typed: { members: [500, 502], workers: [1200, null] } })).rejects.toMatchObject({
    code: 'orgs.shares_differ',
    params: { total: 1001 },
    problems: { 'figures.members': 'field_shares_differ' },
  });
  expect(await db.row('orgUnit', ward.id)).toMatchObject({ endedOn: null });
});
