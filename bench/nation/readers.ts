import type { Context, Tx } from '#app/platform/context.ts';
import {
  activitiesSummary,
  activityReference,
  listActivities,
  newActivity,
} from '#app/modules/activities/server/index.ts';
import { listAudit } from '#app/modules/audit/server/index.ts';
import { workOfToday } from '#app/modules/home/server/index.ts';
import { listPeople } from '#app/modules/identity/server/index.ts';
import { listNotices, unreadNotices } from '#app/modules/notices/server/index.ts';
import {
  getUnitFigures,
  getUnitHistory,
  getUnitPage,
  getUnitPeople,
  openUnitTree,
  searchUnits,
} from '#app/modules/orgs/server/index.ts';
import {
  getBoard,
  getDeliveredPlan,
  getPlan,
  getPlanOverview,
  listInbox,
  listPlans,
  plansToDo,
} from '#app/modules/plans/server/index.ts';
import { readPlanListFilter } from '#app/modules/plans/plan-list-filter.ts';
import { followedPlans, progressOf, targetProgress } from '#app/modules/progress/server/index.ts';
import { listOwnReports, listReportsBelow } from '#app/modules/reports/server/index.ts';
import type { Stand } from './open-nation.ts';

/** What a screen asks of the server, for someone who stands somewhere. */
export interface Reader {
  name: string;
  run(ctx: Context, at: Stand): Promise<unknown>;
}

/** The page is read in one transaction, as its route does. */
const inside =
  (work: (tx: Tx, at: Stand) => Promise<unknown>): Reader['run'] =>
  (ctx, at) =>
    ctx.read((tx) => work(tx, at));

/** Every board and list of the workplace, as its route reads it. */
export const readers: readonly Reader[] = [
  { name: 'every page: what waits', run: inside(async (tx) => [await plansToDo(tx), await unreadNotices(tx)]) },
  { name: 'home', run: (ctx) => workOfToday(ctx) },
  { name: 'units: the tree', run: (ctx, at) => openUnitTree(ctx, [at.id]) },
  { name: 'units: search by words', run: (ctx) => searchUnits(ctx, 'may mac anh duong') },
  { name: 'units: search by one word', run: (ctx) => searchUnits(ctx, 'cong') },
  { name: 'units: search by code', run: (ctx) => searchUnits(ctx, 'CD0000200') },
  { name: 'unit', run: (ctx, at) => getUnitPage(ctx, at.id) },
  { name: 'unit: figures', run: (ctx, at) => getUnitFigures(ctx, at.id) },
  { name: 'unit: people', run: (ctx, at) => getUnitPeople(ctx, at.id) },
  { name: 'unit: history', run: (ctx, at) => getUnitHistory(ctx, at.id) },
  { name: 'plans', run: (ctx) => listPlans(ctx, readPlanListFilter(new URLSearchParams())) },
  {
    name: 'plan',
    run: (ctx, { planId, isIssuer }) => (isIssuer ? getPlan(ctx, planId) : getDeliveredPlan(ctx, planId)),
  },
  {
    name: 'plan: overview',
    run: async (ctx, { planId, isIssuer }) => (isIssuer ? getPlanOverview(ctx, planId, false) : null),
  },
  {
    name: 'plan: who received it',
    run: async (ctx, { planId, isIssuer }) => (isIssuer ? getBoard(ctx, { planId }) : null),
  },
  { name: 'inbox', run: (ctx) => listInbox(ctx) },
  { name: 'notices', run: (ctx) => listNotices(ctx) },
  { name: 'progress: plans', run: inside((tx, at) => followedPlans(tx, at.id)) },
  { name: 'progress: today’s tree', run: inside((tx, { id, planId }) => progressOf(tx, { planId, unitId: id })) },
  {
    name: 'progress: the tree of then',
    run: inside((tx, { id, planId }) => progressOf(tx, { planId, unitId: id, tree: 'then', on: '2026-06-30' })),
  },
  {
    name: 'progress: one target',
    run: inside(async (tx, { id, planId }) => {
      const targets = await tx.db
        .selectFrom('planTarget')
        .select('id')
        .where('planId', '=', planId)
        .orderBy('position')
        .execute();
      return targetProgress(tx, { planId, unitId: id, targetId: targets[0]?.id ?? '' });
    }),
  },
  { name: 'activities', run: inside((tx, at) => listActivities(tx, { path: at.path, pageSize: 30 })) },
  {
    name: 'activities: without a target',
    run: inside((tx, at) => listActivities(tx, { path: at.path, isUnlinked: true, pageSize: 30 })),
  },
  {
    name: 'activities: by a word',
    run: inside((tx, at) => listActivities(tx, { path: at.path, query: 'so 77', pageSize: 30 })),
  },
  { name: 'activities: forms and topics', run: inside((tx) => activityReference(tx)) },
  { name: 'activity: a new one', run: inside((tx, at) => newActivity(tx, at.id)) },
  {
    name: 'report: what was held in a half-year',
    run: inside((tx, at) => activitiesSummary(tx, { path: at.path, from: '2026-01-01', to: '2026-06-30' })),
  },
  { name: 'reports: own', run: (ctx, at) => listOwnReports(ctx, at.id) },
  {
    name: 'reports: below',
    run: (ctx, at) =>
      listReportsBelow(ctx, {
        unitId: at.id,
        kind: 'half_year',
        year: 2026,
        index: 1,
        from: '2026-01-01',
        to: '2026-06-30',
      }),
  },
  { name: 'people', run: (ctx, at) => listPeople(ctx, { unitId: at.id }) },
  { name: 'audit log', run: (ctx, at) => listAudit(ctx, { unitId: at.id }) },
];
