import { expect, test } from 'vitest';
import { isAskedOf, quotaShare, type BranchUnit } from '#app/modules/plans/delivery-adoption.ts';

const ward: BranchUnit = { id: 'ward', kindId: 'commune_union', sectorId: null };
const school: BranchUnit = { id: 'school', kindId: 'grassroots_union', sectorId: 'public_service' };
const factory: BranchUnit = { id: 'factory', kindId: 'grassroots_union', sectorId: 'enterprise' };

test.for([
  ['no scope asks everybody', { binds: 'tree', kindIds: [], sectorIds: [] }, [factory], true],
  ['the issuer’s own', { binds: 'issuer', kindIds: [], sectorIds: [] }, [ward, school], false],
  ['the unit’s own kind', { binds: 'each_unit', kindIds: ['grassroots_union'], sectorIds: [] }, [school], true],
  ['a kind below it', { binds: 'each_unit', kindIds: ['grassroots_union'], sectorIds: [] }, [ward, school], true],
  ['another kind', { binds: 'each_unit', kindIds: ['commune_union'], sectorIds: [] }, [school], false],
  ['its sector', { binds: 'tree', kindIds: [], sectorIds: ['enterprise'] }, [factory], true],
  ['another sector', { binds: 'tree', kindIds: [], sectorIds: ['enterprise'] }, [school], false],
  ['a sector below it', { binds: 'tree', kindIds: [], sectorIds: ['enterprise'] }, [ward, school, factory], true],
  ['no sector known', { binds: 'tree', kindIds: [], sectorIds: ['enterprise'] }, [ward], false],
  [
    'kind of one, sector of another',
    { binds: 'tree', kindIds: ['commune_union'], sectorIds: ['enterprise'] },
    [ward, factory],
    false,
  ],
] as const)('asked of: %s', ([, target, branch, expected]) => {
  expect(isAskedOf(target, branch)).toBe(expected);
});

const row = (count: number | null, perUnitMin: number | null, unitIds: string[], isTotal = false) => ({
  count,
  perUnitMin,
  unitIds,
  isTotal,
});
test.for([
  ['the unit’s own row', row(8, null, ['ward']), { count: 8, unitIds: ['ward'] }],
  ['all of the row’s units below it', row(6, 2, ['school', 'factory']), { count: 6, unitIds: ['school', 'factory'] }],
  ['some of them: what each owes', row(58, 2, ['school', 'away']), { count: 2, unitIds: ['school'] }],
  ['some of them, nothing for each', row(58, null, ['school', 'away']), { count: null, unitIds: ['school'] }],
  ['each owes, no total', row(null, 3, ['school', 'factory']), { count: 6, unitIds: ['school', 'factory'] }],
  ['others’ row', row(4, null, ['away']), null],
  ['the total of the table', row(60, null, ['ward'], true), null],
  ['a row that names nobody', row(60, null, []), null],
] as const)('quota: %s', ([, above, expected]) => {
  expect(quotaShare(above, new Set(['ward', 'school', 'factory']))).toEqual(expected);
});
