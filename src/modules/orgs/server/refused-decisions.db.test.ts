import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { fieldWords, errorWords } from '#app/platform/error-words.ts';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import { decideByForm, declareFigure, stageDecisions, carryOutDecisions } from '#app/modules/orgs/server/index.ts';
import { givenActor, givenUnit } from '#app/modules/orgs/server/testing/given.ts';
import { unitChangeForm } from '#app/modules/orgs/unit-forms.ts';

const db = testDatabase();
const decision = { decisionNumber: '15/QĐ-LĐLĐ', decidedOn: '2026-03-01', effectiveOn: '2026-03-10' };

async function givenBranch() {
  const root = await givenUnit(db, { name: 'LĐLĐ tỉnh' });
  const north = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Bắc' });
  const south = await givenUnit(db, { parent: root, kind: 'commune_union', name: 'Công đoàn phường Nam' });
  const school = await givenUnit(db, { parent: north, name: 'CĐCS Trường Hoa Ban' });
  await sql`insert into org_unit_code (unit_id, code, valid_from) values (${south.id}, 'P2', '2020-01-01')`.execute(
    db.services.database.db,
  );
  const ctx = db.as(await givenActor(db, 'officer', root));
  await declareFigure(ctx, { unitId: north.id, asOfOn: '2026-01-01', values: { members: 100 } });
  return { root, north, south, school, ctx };
}

type Branch = Awaited<ReturnType<typeof givenBranch>>;
type Case = [what: string, at: 'north' | 'south' | 'root', input: (b: Branch) => object, code: string, field: string];
const merge = { change: 'merge', name: 'Công đoàn phường Mới', kindId: 'commune_union' };
const parts = { 0: { name: 'A', kindId: 'commune_union' }, 1: { name: 'B', kindId: 'commune_union' } };

const cases: Case[] = [
  ['merged with itself', 'north', (b) => ({ ...merge, unitIds: [b.north.id] }), 'orgs.too_few_units', 'unitIds'],
  ['merged with one below it', 'north', (b) => ({ ...merge, unitIds: [b.school.id] }), 'orgs.nested_units', 'unitIds'],
  ['absorbs itself', 'north', (b) => ({ change: 'absorb', unitIds: [b.north.id] }), 'orgs.same_unit', 'unitIds'],
  [
    'moved below itself',
    'north',
    (b) => ({ change: 'transfer', version: 1, toParentId: b.school.id }),
    'orgs.cycle',
    'toParentId',
  ],
  [
    'effective before founding',
    'north',
    (b) => ({ change: 'transfer', version: 1, toParentId: b.south.id, effectiveOn: '2019-01-01' }),
    'orgs.before_founding',
    'effectiveOn',
  ],
  [
    'dissolved with units below left',
    'north',
    () => ({ change: 'dissolve', version: 1 }),
    'orgs.has_children',
    'childrenToId',
  ],
  [
    'named as one beside it',
    'root',
    (b) => ({ change: 'found', name: b.south.name, kindId: 'commune_union' }),
    'orgs.name_taken',
    'name',
  ],
  [
    'with a code that another has',
    'root',
    () => ({ change: 'found', name: 'Công đoàn phường Ba', kindId: 'commune_union', code: 'P2' }),
    'orgs.code_taken',
    'code',
  ],
  [
    'a federation of a province under a ward',
    'north',
    () => ({ change: 'found', name: 'LĐLĐ tỉnh khác', kindId: 'provincial_federation' }),
    'orgs.wrong_level',
    'kindId',
  ],
  [
    'a ward moved under a grassroots union',
    'south',
    (b) => ({ change: 'transfer', version: 1, toParentId: b.school.id }),
    'orgs.wrong_level',
    'toParentId',
  ],
  [
    'wards merged into a group, with a grassroots union below',
    'north',
    (b) => ({ ...merge, kindId: 'union_group', unitIds: [b.south.id] }),
    'orgs.wrong_level',
    'kindId',
  ],
  [
    'a part of a ward that is a confederation',
    'north',
    (b) => ({
      ...{ change: 'split', version: 1, isEnding: 'yes', children: { [b.school.id]: '0' } },
      parts: { ...parts, 1: { name: 'B', kindId: 'confederation' } },
    }),
    'orgs.wrong_level',
    'parts.0.kindId',
  ],
  [
    'figures that do not add up',
    'north',
    (b) => ({
      change: 'split',
      version: 1,
      isEnding: 'yes',
      parts,
      children: { [b.school.id]: '0' },
      isSharing: 'yes',
      figures: { members: { 0: '60', 1: '41' } },
    }),
    'orgs.shares_differ',
    'figures.members',
  ],
];

test.for(cases)(
  '%s: refused with a sentence, at its field, and nothing is done',
  async ([, at, input, code, field]) => {
    const branch = await givenBranch();
    const audited = await db.audited();
    const form = unitChangeForm.parse({ ...decision, ...input(branch) });
    const error = await decideByForm(branch.ctx, branch[at].id, form).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code, problems: { [field]: expect.stringMatching(/^field_/) as string } });
    const { params, problems } = error as { params: Record<string, string>; problems: Record<string, string> };
    for (const locale of ['vi', 'en'] as const) {
      expect(errorWords(code, params, locale)).not.toBe(errorWords('unexpected', {}, locale));
      expect(fieldWords(problems[field] ?? '', locale)).not.toBe(fieldWords('field_invalid', locale));
    }
    expect(await db.count('reorganisation')).toBe(0);
    expect(await db.audited()).toEqual(audited);
  },
);

test.for([
  [{ figures: { members: { 0: '-1' } } }, 'figures.members.0'],
  [{ shares: { 0: '-2' } }, 'shares.0'],
  [{ effectiveOn: '2026-02-30' }, 'effectiveOn'],
] as const)('%j is refused by the form', ([typed, field]) => {
  const parsed = unitChangeForm.safeParse({ change: 'split', ...decision, version: 1, parts, ...typed });
  expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
});

test('a list that founds a unit with a taken code names the row', async () => {
  const { ctx, root, south } = await givenBranch();
  await givenUnit(db, { parent: root });
  const elsewhere = await givenUnit(db);
  await sql`insert into org_unit_code (unit_id, code, valid_from) values (${elsewhere.id}, 'XA', '2020-01-01'),
    (${root.id}, 'T', '2020-01-01')`.execute(db.services.database.db);
  const listId = await stageDecisions(ctx, {
    ...decision,
    rootId: root.id,
    fileName: 'a.csv',
    bytes: new TextEncoder().encode(
      'Mã,Hình thức,Nơi nhận,Tên mới\nP2,Đổi tên,,Phường Hai\nXA,Thành lập,T,Công đoàn xã A',
    ),
  });
  await expect(carryOutDecisions(ctx, listId)).rejects.toMatchObject({
    code: 'orgs.row_code_taken',
    params: { row: 3, code: 'XA' },
  });
  expect(await db.row('orgUnit', south.id)).toMatchObject({ name: south.name });
});
