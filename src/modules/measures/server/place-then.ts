import { sql, type RawBuilder } from 'kysely';

/** All paths (`p`: unit_id, path, valid_from, valid_to) by which facts of these units count in the tree of then. */
export function placesThen(unitIds: readonly string[]): RawBuilder<unknown> {
  const ids = sql`${[...unitIds]}::uuid[]`;
  return sql`(
    select unit_id, path, valid_from, valid_to from unit_place where unit_id = any(${ids})
    union all
    select unit_id, path, valid_from, valid_to from places_after(${ids})) p`;
}

/** Joins the place (`p`) of a fact's unit on the fact's day; none from the end of the unit on. For `pathThen`. */
export function placeThen(fact: string): RawBuilder<unknown> {
  const [unit, day] = [sql.ref(`${fact}.org_unit_id`), sql.ref(`${fact}.happened_on`)];
  return sql`left join unit_place p on p.unit_id = ${unit} and p.valid_from <= ${day} and (p.valid_to is null or p.valid_to > ${day})`;
}

/**
 * The path by which a fact counts in the tree of then: its unit's on that day; where the unit had ended by then, the path
 * through whatever it stands under today. Facts come so when a decision is carried out, or entered, after its day.
 */
export function pathThen(fact: string): RawBuilder<string> {
  return sql`coalesce(p.path, place_after(${sql.ref(`${fact}.org_unit_id`)}, ${sql.ref(`${fact}.happened_on`)}))`;
}
