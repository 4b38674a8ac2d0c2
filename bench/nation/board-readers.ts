import type { Tx } from '#app/platform/context.ts';
import {
  activitiesSummary,
  activityReference,
  countUnserved,
  listActivities,
  listItems,
  listUnserved,
  newActivity,
} from '#app/modules/activities/server/index.ts';
import { yearSpan } from '#app/modules/measures/measure-year.ts';
import { factsBehind, measureCatalogue, measureValues, sumBoard } from '#app/modules/measures/server/index.ts';
import { readSumBoard } from '#app/modules/measures/sum-board-address.ts';
import { readBoardView, type BoardView } from '#app/modules/progress/board-address.ts';
import {
  branchHistory,
  branchMap,
  compareProgress,
  exportBoard,
  factsOfTarget,
  followedPlans,
  openBoard,
  planAtWork,
  progressOf,
  targetProgress,
  type OpenedBoard,
} from '#app/modules/progress/server/index.ts';
import { getReportCalendar, listOwnReports, listReportsBelow } from '#app/modules/reports/server/index.ts';
import type { Stand } from './open-nation.ts';
import { inside, type Reader } from './reader.ts';

const viewOf = (at: Stand, wish: Record<string, string> = {}): BoardView =>
  readBoardView(new URLSearchParams({ unit: at.id, ...wish }));

const boardOf = (tx: Tx, at: Stand, wish: Record<string, string> = {}): Promise<OpenedBoard> =>
  openBoard(tx, at.planId, viewOf(at, wish));

/** Boards of plans and measures, lists of work, reports: each as its route reads it. */
export const boardReaders: readonly Reader[] = [
  { name: 'progress: plans', run: inside((tx, at) => followedPlans(tx, at.id)) },
  { name: 'plan: at work', run: inside((tx, { planId }) => planAtWork(tx, planId)) },
  {
    name: 'progress: the page',
    run: inside(async (tx, at) => {
      const { progress } = await boardOf(tx, at);
      return [await branchHistory(tx, progress), await countUnserved(tx, { path: at.path, isOwnOnly: false })];
    }),
  },
  {
    name: 'progress: the page, in the tree of then',
    run: inside(async (tx, at) => branchHistory(tx, (await boardOf(tx, at, { tree: 'then' })).progress)),
  },
  {
    name: 'progress: the map',
    run: inside(async (tx, at) => {
      const { progress } = await boardOf(tx, at);
      return branchMap(tx, progress, progress.targets[0]!);
    }),
  },
  { name: 'progress: side by side', run: inside((tx, at) => compareProgress(tx, at.planId, viewOf(at))) },
  {
    name: 'progress: as a file',
    run: inside((tx, at) => exportBoard(tx, at.planId, new URLSearchParams({ unit: at.id }))),
  },
  { name: 'progress: today’s tree', run: inside((tx, { id, planId }) => progressOf(tx, { planId, unitId: id })) },
  {
    name: 'progress: a past day, the tree of then',
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
  {
    name: 'progress: facts of a target',
    run: inside(async (tx, at) => {
      const { progress } = await boardOf(tx, at);
      const targetId = progress.targets[0]!.id;
      return factsOfTarget(tx, await targetProgress(tx, { planId: at.planId, unitId: at.id, targetId }), 1);
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
  {
    name: 'activities: the page',
    run: inside(async (tx, at) => [
      await listActivities(tx, { path: at.path, pageSize: 30 }),
      await countUnserved(tx, { path: at.path, isOwnOnly: false }),
    ]),
  },
  ...(['activity', 'item', 'figure'] as const).map((kind): Reader => ({
    name: `work without a target: ${kind}`,
    run: inside((tx, at) => listUnserved(tx, { path: at.path, isOwnOnly: false, kind, page: 1, pageSize: 30 })),
  })),
  { name: 'items', run: inside((tx, at) => listItems(tx, at.id)) },
  { name: 'measures', run: inside((tx, at) => measureCatalogue(tx, at.id)) },
  {
    name: 'measures: a year of the branch',
    run: inside((tx, at) => measureValues(tx, { unitId: at.id, ...yearSpan(2026), withBranches: false })),
  },
  {
    name: 'measures: the board',
    run: inside(async (tx) => {
      const { view, unit, measures } = await sumBoard(tx, readSumBoard(new URLSearchParams(), tx.today()));
      return factsBehind(tx, { ...view, unitId: unit.id, measures: measures.map((one) => one.id) });
    }),
  },
  { name: 'activities: forms and topics', run: inside((tx) => activityReference(tx)) },
  { name: 'activity: a new one', run: inside((tx, at) => newActivity(tx, at.id)) },
  {
    name: 'report: what was held in a half-year',
    run: inside((tx, at) => activitiesSummary(tx, { unit: at, from: '2026-01-01', to: '2026-06-30' })),
  },
  { name: 'reports: the calendar', run: (ctx) => getReportCalendar(ctx) },
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
];
