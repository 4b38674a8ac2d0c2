import { listAudit } from '#app/modules/audit/server/index.ts';
import { workOfToday } from '#app/modules/home/server/index.ts';
import { listPeople } from '#app/modules/identity/server/index.ts';
import { listNotices, unreadNotices } from '#app/modules/notices/server/index.ts';
import {
  getUnitFigures,
  getUnitHead,
  getUnitHistory,
  getUnitPage,
  getUnitPeople,
  openUnitTree,
  searchUnits,
  unitChoices,
  unitWork,
} from '#app/modules/orgs/server/index.ts';
import { readPlanListFilter } from '#app/modules/plans/plan-list-filter.ts';
import {
  getBoard,
  getDeliveredPlan,
  getItemUnits,
  getPlan,
  getPlanHistory,
  getPlanItems,
  getPlanOverview,
  getPlanQuotas,
  getPlanTasks,
  listInbox,
  listPlans,
  listWaitingDecisions,
  plansToDo,
} from '#app/modules/plans/server/index.ts';
import { boardReaders } from './board-readers.ts';
import { inside, type Reader } from './reader.ts';

/** Every board and list of the workplace, as its route reads it. */
export const readers: readonly Reader[] = [
  { name: 'every page: what waits', run: inside(async (tx) => [await plansToDo(tx), await unreadNotices(tx)]) },
  { name: 'home', run: (ctx) => workOfToday(ctx) },
  { name: 'units: the tree', run: (ctx, at) => openUnitTree(ctx, [at.id]) },
  { name: 'units: search by words', run: (ctx) => searchUnits(ctx, 'may mac anh duong') },
  { name: 'units: search by one word', run: (ctx) => searchUnits(ctx, 'cong') },
  { name: 'units: search by code', run: (ctx) => searchUnits(ctx, 'CD0000200') },
  { name: 'unit', run: (ctx, at) => getUnitPage(ctx, at.id) },
  { name: 'unit: work of its own', run: (ctx, at) => unitWork(ctx, at.id) },
  {
    name: 'unit: others to choose from',
    run: async (ctx, at) => {
      const unit = await getUnitHead(ctx, at.id);
      for (const likely of ['receiver', 'beside', 'below'] as const) await unitChoices(ctx, unit, { find: '', likely });
    },
  },
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
  { name: 'plan: targets', run: async (ctx, { planId, isIssuer }) => (isIssuer ? getPlanItems(ctx, planId) : null) },
  { name: 'plan: tasks', run: async (ctx, { planId, isIssuer }) => (isIssuer ? getPlanTasks(ctx, planId) : null) },
  { name: 'plan: quotas', run: async (ctx, { planId, isIssuer }) => (isIssuer ? getPlanQuotas(ctx, planId) : null) },
  { name: 'plan: units', run: async (ctx, { planId, isIssuer }) => (isIssuer ? getItemUnits(ctx, planId) : null) },
  { name: 'plan: history', run: async (ctx, { planId, isIssuer }) => (isIssuer ? getPlanHistory(ctx, planId) : null) },
  { name: 'plans: of the unit alone', run: (ctx) => listPlans(ctx, readPlanListFilter(new URLSearchParams('of=own'))) },
  { name: 'plans: received', run: (ctx) => listPlans(ctx, readPlanListFilter(new URLSearchParams('of=received'))) },
  { name: 'plans: by a word', run: (ctx) => listPlans(ctx, readPlanListFilter(new URLSearchParams('q=nghi quyet'))) },
  { name: 'inbox', run: (ctx) => listInbox(ctx) },
  { name: 'inbox: decisions', run: (ctx) => listWaitingDecisions(ctx) },
  { name: 'notices', run: (ctx) => listNotices(ctx) },
  ...boardReaders,
  { name: 'people', run: (ctx, at) => listPeople(ctx, { unitId: at.id }) },
  { name: 'audit log', run: (ctx, at) => listAudit(ctx, { unitId: at.id }) },
];
