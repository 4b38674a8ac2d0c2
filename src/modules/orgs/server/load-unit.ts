import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { UnitPath } from '#app/modules/orgs/unit-path.ts';

/** A unit's own columns, as operations decide on them. */
export interface LoadedUnit {
  id: string;
  path: UnitPath;
  parentId: string | null;
  name: string;
  shortName: string;
  symbol: string;
  address: string;
  email: string;
  phone: string;
  kindId: string;
  sectorId: string | null;
  foundedOn: LocalDate;
  endedOn: LocalDate | null;
  version: number;
}

/** Units by id, in the order asked for; undefined where there is none that the actor may see. One query. */
export async function loadUnits(tx: Tx, ids: readonly string[]): Promise<(LoadedUnit | undefined)[]> {
  // An address may hold anything; what is no id names no unit.
  const real = [...new Set(ids)].filter((id) => isUuid(id));
  if (real.length === 0) return ids.map(() => undefined);
  const { rows } = await sql<LoadedUnit>`
    select id, path, parent_id, name, short_name, symbol, address, email, phone, kind_id, sector_id, founded_on,
           ended_on, version
    from org_unit where id = any(${real}::uuid[])`.execute(tx.db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id));
}

export async function loadUnit(tx: Tx, id: string): Promise<LoadedUnit | undefined> {
  return (await loadUnits(tx, [id]))[0];
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}
