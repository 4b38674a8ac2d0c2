import { sql } from 'kysely';
import { hasRole } from '#app/platform/actor.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { DecidedUnit, DecisionFacts } from '#app/modules/orgs/decisions/plan-decisions.ts';
import { readDecisions, type DecisionMapping } from '#app/modules/orgs/decisions/read-decisions.ts';
import type { Sheet } from '#app/modules/orgs/import/import-plan.ts';
import type { UnitPath } from '#app/modules/orgs/unit-path.ts';
import { canUnit } from '#app/modules/orgs/unit-policy.ts';
import { orgReference } from '#app/modules/orgs/server/reference-queries.ts';
import { underPath } from '#app/modules/orgs/server/unit-scope.ts';

/** Everything that the plan of a set is made from: only units that a row names, and what stands directly below. Three queries. */
export async function loadDecisionFacts(
  tx: Tx,
  root: { path: UnitPath },
  input: { sheet: Sheet; mapping: DecisionMapping; effectiveOn: LocalDate },
): Promise<DecisionFacts> {
  const rows = readDecisions(input.sheet, input.mapping);
  const codes = [...new Set(rows.flatMap((row) => [row.code, row.target]).filter((code) => code !== ''))];
  const { rows: units } = await sql<Omit<DecidedUnit, 'mayDecide' | 'mayReceive'>>`
    select u.id, c.code, u.name, u.path, u.kind_id, u.founded_on,
           greatest((select max(valid_from) from org_unit_name where unit_id = u.id),
                    (select max(greatest(valid_from, valid_to)) from org_relation
                     where child_id = u.id and type = 'direct_parent')) as changed_on
    from org_unit_code c join org_unit u on u.id = c.unit_id
    where c.code = any(${codes}::text[]) and c.scheme = 'unit' and c.valid_to is null and u.ended_on is null
      and ${underPath('u.path', root.path)}`.execute(tx.db);
  const { rows: children } = await sql<DecisionFacts['children'][number]>`
    select id, parent_id, path, kind_id from org_unit
    where parent_id = any(${units.map((unit) => unit.id)}::uuid[]) and ended_on is null`.execute(tx.db);
  return {
    rows,
    units: units.map((unit) => ({
      ...unit,
      mayDecide: canUnit(tx.actor, 'reorganise', { path: unit.path, endedOn: null }),
      mayReceive: hasRole(tx.actor, ['administrator', 'officer'], unit.path),
    })),
    children,
    kinds: (await orgReference(tx)).kinds,
    effectiveOn: input.effectiveOn,
  };
}
