import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { roles, type Actor } from '#app/platform/actor.ts';
import { makeContext, systemContext, type Context, type Services } from '#app/platform/context.ts';
import type { JobQueue } from '#app/platform/jobs.ts';
import type { OpenDatabase } from '#app/db/connect.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';
import { nationNow } from './nation-size.ts';

/** A unit of the nation with someone who may do everything there; row-level security applies to what they read. */
export interface Stand {
  id: string;
  path: string;
  name: string;
  /** Units of the branch, itself included. */
  unitCount: number;
  /** The plan that the unit issued; where it issued none, the one that it was given. */
  planId: string;
  isIssuer: boolean;
  ctx: Context;
}

export interface OpenNation {
  services: Services;
  system: Context;
  /** The confederation, its largest province, that province's largest union of communes, and a grassroots union there. */
  root: Stand;
  province: Stand;
  commune: Stand;
  grassroots: Stand;
  /** An ordinary union of communes, with about a hundred units below it. */
  ordinary: Stand;
}

/** Jobs are put nowhere: nobody would work at them here. */
const noJobs: JobQueue = {
  async prepare() {},
  async enqueue(_db, job, data) {
    job.data.parse(data);
  },
  async work() {},
  async stop() {},
};

/** The made nation with people at four heights, on its own last day. */
export async function openNation(database: OpenDatabase): Promise<OpenNation> {
  // As every beginning of the application does: without them a unit has no work to ask for.
  registerWorkKeepers();
  const services: Services = {
    database,
    jobs: noJobs,
    clock: { now: () => nationNow },
    uploadsDir: tmpdir(),
    mail: null,
    appUrl: 'http://localhost:3000',
  };
  const largest = async (tier: number, under: string, by = sql`b.count desc`): Promise<Stand> => {
    const { rows } = await sql<Omit<Stand, 'ctx'>>`
      select u.id, u.path, u.name, b.count as unit_count, coalesce(p.id, d.plan_id) as plan_id, p.id is not null as is_issuer
      from org_unit u join unit_kind k on k.id = u.kind_id
      left join plan p on p.org_unit_id = u.id left join plan_delivery d on d.unit_id = u.id
      cross join lateral (select count(*) as count from org_unit d where d.path >= u.path and d.path < left(u.path, -1) || '/' collate "C") b
      where k.tier = ${tier} and u.kind_id in ('confederation', 'provincial_federation', 'commune_union', 'grassroots_union')
        and u.ended_on is null and coalesce(p.id, d.plan_id) is not null and u.path >= ${under} and u.path < ${`${under.slice(0, -1)}/`}
      order by ${by}, u.path limit 1`.execute(database.db);
    const [unit] = rows;
    if (!unit) throw new Error(`No unit of tier ${tier} under ${under}: is this a made nation?`);
    return { ...unit, ctx: makeContext(services, actorAt(unit)) };
  };
  const root = await largest(1, '.1.');
  const province = await largest(2, root.path);
  const commune = await largest(3, province.path);
  const grassroots = await largest(4, commune.path);
  const ordinary = await largest(3, root.path, sql`abs(b.count - 101)`);
  return { services, system: systemContext(services), root, province, commune, grassroots, ordinary };
}

function actorAt(unit: { id: string; path: string; name: string }): Actor {
  return {
    // Nobody's account: what is written is recorded without a person.
    userId: null,
    name: unit.name,
    grants: roles.map((role) => ({ role, unitId: unit.id, path: unit.path })),
    unitId: unit.id,
    unitPath: unit.path,
  };
}
