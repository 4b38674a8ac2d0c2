import { sql } from 'kysely';
import { openApplication } from '#app/platform/application.ts';
import { readEnv } from '#app/platform/env.ts';
import { foundUnit } from '#app/modules/orgs/server/index.ts';
import { allJobs } from '../server/all-jobs.ts';

// Founds unions one after another and prints the id of each only once its transaction has been acknowledged.
const app = await openApplication(readEnv());
await app.services.jobs.prepare(allJobs);
const paper = { decisionNumber: '1/QĐ', decidedOn: '2026-01-01', effectiveOn: '2026-01-01' };
const { rows } = await sql<{ id: string }>`select id from org_unit where parent_id is null`.execute(
  app.services.database.db,
);
const parentId =
  rows[0]?.id ??
  (
    await foundUnit(app.system, {
      ...paper,
      parentId: null,
      kindId: 'provincial_federation',
      sectorId: 'mixed',
      name: 'LĐLĐ tỉnh',
    })
  ).founded[0]!.id;
for (let number = 0; ; number += 1) {
  const name = `CĐCS ${process.pid}-${number}`;
  const { founded } = await foundUnit(app.system, {
    ...paper,
    parentId,
    kindId: 'grassroots_union',
    sectorId: 'enterprise',
    name,
  });
  process.stdout.write(`${founded[0]!.id}\n`);
}
