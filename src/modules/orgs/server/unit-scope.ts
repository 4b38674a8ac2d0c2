import { sql, type RawBuilder } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import { rangeOf, type UnitPath } from '#app/modules/orgs/unit-path.ts';

/** `column` (a path of org_unit) lies at or under `path`; served by the index on org_unit.path. */
export function underPath(column: string, path: UnitPath): RawBuilder<boolean> {
  const { from, before } = rangeOf(path);
  return sql<boolean>`(${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${before})`;
}

/** The unit of this table alias is there on that day: founded by then, and not yet ended. */
export function activeOn(alias: string, on: LocalDate): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${alias}.foundedOn`)} <= ${on} and (${sql.ref(`${alias}.endedOn`)} is null or ${sql.ref(`${alias}.endedOn`)} > ${on}))`;
}

/** The unit of this table alias was there at all: its founding was not undone (`isWithdrawn` of a unit that is read). */
export function everThere(alias: string): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${sql.ref(`${alias}.endedOn`)} > ${sql.ref(`${alias}.foundedOn`)}, true)`;
}
