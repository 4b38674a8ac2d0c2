import { sql, type RawBuilder } from 'kysely';

/** An SQL expression, written into the statement as it stands. */
export type Expression = string;

/**
 * A number from 0 up to, and without, 1, made from a whole number: the same on every run and on both databases. `salt`
 * tells independent choices about one number apart.
 */
export function chance(of: Expression, salt: number): Expression {
  return `((hashint8extended((${of})::bigint, ${salt}) & 1073741823)::double precision / 1073741824)`;
}

/** An id of the usual shape, made from a whole number and the sort of thing it is for. */
export function idOf(sort: string, of: Expression): Expression {
  return `(overlay(overlay(md5('${sort}' || (${of})) placing '4' from 13) placing '8' from 17))::uuid`;
}

export function raw<T = unknown>(text: string): RawBuilder<T> {
  return sql.raw<T>(text);
}
