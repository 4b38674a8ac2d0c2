import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { mayStandUnder } from '#app/modules/orgs/kind-levels.ts';
import { orgReference } from '#app/modules/orgs/server/index.ts';

const db = testDatabase();

/** What stands under what in the federation as it is and was: articles 7 and 8 of the charter, and the lists in use. */
const fitting: [child: string, parents: string[]][] = [
  ['confederation', []],
  ['provincial_federation', ['confederation']],
  ['central_sector_union', ['confederation']],
  ['district_federation', ['confederation', 'provincial_federation', 'central_sector_union', 'department']],
  ['commune_union', ['confederation', 'provincial_federation', 'central_sector_union', 'department']],
];
const upper = ['confederation', 'provincial_federation', 'central_sector_union', 'department'];
const middle = [
  'district_federation',
  'local_sector_union',
  'industrial_zone_union',
  'commune_union',
  'corporation_union',
];
const grassroots = ['grassroots_union', 'grassroots_trade_union'];
const wanted = new Map([
  ...fitting,
  ...['local_sector_union', 'industrial_zone_union'].map((kind) => [kind, upper] as const),
  ['corporation_union', [...upper, ...middle]] as const,
  ...['department', ...grassroots].map((kind) => [kind, [...upper, ...middle, ...grassroots]] as const),
  ...['section_union', 'union_group'].map(
    (kind) => [kind, [...upper, ...middle, ...grassroots, 'section_union']] as const,
  ),
]);

test('each kind stands under the kinds of its levels and under no other', async () => {
  const { kinds } = await db.system.read(orgReference);
  const found = new Map(
    kinds.map((kind) => [kind.id, kinds.filter((parent) => mayStandUnder(kind, parent)).map((parent) => parent.id)]),
  );
  expect([...found.keys()].toSorted()).toEqual([...wanted.keys()].toSorted());
  for (const [kind, parents] of wanted) expect(found.get(kind)?.toSorted(), kind).toEqual(parents.toSorted());
});
