import { expect, test } from 'vitest';
import { testDatabase } from '#app/platform/testing/test-database.ts';
import * as activities from '#app/modules/activities/server/activity-table.ts';
import * as audit from '#app/modules/audit/server/audit-table.ts';
import * as identity from '#app/modules/identity/server/identity-table.ts';
import * as measures from '#app/modules/measures/server/measure-table.ts';
import * as sums from '#app/modules/measures/server/sum-table.ts';
import * as media from '#app/modules/media/server/file-table.ts';
import * as notices from '#app/modules/notices/server/notice-table.ts';
import * as folding from '#app/platform/folding-table.ts';
import * as mail from '#app/platform/mail-outbox-table.ts';
import * as orgs from '#app/modules/orgs/server/org-table.ts';
import * as unitImport from '#app/modules/orgs/server/unit-import-table.ts';
import * as plans from '#app/modules/plans/server/plan-table.ts';
import * as planItems from '#app/modules/plans/server/plan-item-table.ts';
import * as tallies from '#app/modules/progress/server/kept/tally-table.ts';
import * as reports from '#app/modules/reports/server/report-table.ts';

const db = testDatabase();

const tables = Object.entries({
  ...activities,
  ...audit,
  ...folding,
  ...identity,
  ...mail,
  ...measures,
  ...sums,
  ...media,
  ...notices,
  ...orgs,
  ...unitImport,
  ...plans,
  ...planItems,
  ...reports,
  ...tallies,
})
  .filter(([name]) => name.endsWith('Columns'))
  .map(([name, columns]) => [name.slice(0, -'Columns'.length), columns] as const);

// A column that the code does not know is read by nobody; one that the database does not have fails in production.
test.for(tables)('%s lists exactly the columns of its table', async ([table, columns]) => {
  expect(Object.keys(columns).toSorted()).toEqual(await db.columns(table));
});
