import { sql } from 'kysely';

/**
 * The end of a statement that adds to kept sums what its `change` holds (part, unit_number, half, line, value,
 * fact_count; several rows may be of one sum): to the half-month, its quarter and its year. For whoever holds the
 * folder's lock, since nobody else may.
 */
export const addToSums = sql`
  , bucketed as (
    select part, unit_number, b as bucket, line, sum(value) as value, sum(fact_count)::integer as fact_count
    from change cross join lateral sum_buckets_of(half) b
    group by 1, 2, 3, 4 having sum(value) <> 0 or sum(fact_count) <> 0
    order by 3, 2, 1, 4
  )
  insert into kept_sum as k (part, unit_number, bucket, lines, amounts, fact_counts)
  select part, unit_number, bucket, array_agg(line), array_agg(value), array_agg(fact_count)
  from bucketed group by bucket, unit_number, part order by bucket, unit_number, part
  on conflict (bucket, unit_number, part) do update set (lines, amounts, fact_counts) = (
    select a.lines, a.amounts, a.fact_counts
    from add_sums(k.lines, k.amounts, k.fact_counts, excluded.lines, excluded.amounts, excluded.fact_counts) a)`;
