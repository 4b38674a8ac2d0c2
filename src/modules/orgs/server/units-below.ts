import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { pathsAbove, type UnitPath } from '#app/modules/orgs/unit-path.ts';
import { activeOn, underPath } from '#app/modules/orgs/server/unit-scope.ts';

/** A unit as other subjects speak of it. */
export interface UnitSummary {
  id: string;
  path: UnitPath;
  parentId: string | null;
  name: string;
  shortName: string;
  /** What stands in the numbers of its documents. */
  symbol: string;
  kindId: string;
  /** 1 the confederation, 2 province, 3 direct superior, 4 grassroots, 5 and 6 inside a grassroots union. */
  tier: number;
  sectorId: string | null;
  foundedOn: LocalDate;
  endedOn: LocalDate | null;
}

export interface BelowWish {
  /** Only these kinds. */
  kinds?: readonly string[];
  /** Only these sectors. */
  sectors?: readonly string[];
  /** Only units that are there on this day; without it ended ones come too. */
  activeOn?: LocalDate;
  /** The unit at `path` itself too. */
  includeSelf?: boolean;
}

const summaryColumns = sql.raw(
  'u.id, u.path, u.parent_id, u.name, u.short_name, u.symbol, u.kind_id, k.tier, u.sector_id, u.founded_on, u.ended_on',
);

/** The units below `path` in today's tree, in the order of paths (parents before children). One query. */
export async function unitsBelow(tx: Tx, path: UnitPath, wish: BelowWish = {}): Promise<UnitSummary[]> {
  const { rows } = await sql<UnitSummary>`
    select ${summaryColumns} from org_unit u join unit_kind k on k.id = u.kind_id
    where ${underPath('u.path', path)}
      ${wish.includeSelf ? sql`` : sql`and u.path <> ${path}`}
      ${wish.kinds ? sql`and u.kind_id = any(${[...wish.kinds]}::text[])` : sql``}
      ${wish.sectors ? sql`and u.sector_id = any(${[...wish.sectors]}::text[])` : sql``}
      ${wish.activeOn ? sql`and ${activeOn('u', wish.activeOn)}` : sql``}
    order by u.path`.execute(tx.db);
  return rows;
}

/** The units of these ids, by id; ones that the actor may not see are left out. One query. */
export async function unitsById(tx: Tx, ids: readonly string[]): Promise<Map<string, UnitSummary>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<UnitSummary>`
    select ${summaryColumns} from org_unit u join unit_kind k on k.id = u.kind_id
    where u.id = any(${[...new Set(ids)]}::uuid[])`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The first so many of these units by name; ones that the actor may not see are left out. One query. */
export async function firstByName(tx: Tx, ids: readonly string[], most: number): Promise<UnitSummary[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<UnitSummary>`
    select ${summaryColumns} from org_unit u join unit_kind k on k.id = u.kind_id
    where u.id = any(${[...new Set(ids)]}::uuid[]) order by u.name_sort, u.id limit ${most}`.execute(tx.db);
  return rows;
}

/** The units above `path` in today's tree, from the root down, without the unit itself. One query. */
export async function unitsAbove(tx: Tx, path: UnitPath): Promise<UnitSummary[]> {
  const above = pathsAbove(path);
  if (above.length === 0) return [];
  const { rows } = await sql<UnitSummary>`
    select ${summaryColumns} from org_unit u join unit_kind k on k.id = u.kind_id
    where u.path = any(${above}::text[]) order by u.path`.execute(tx.db);
  return rows;
}
