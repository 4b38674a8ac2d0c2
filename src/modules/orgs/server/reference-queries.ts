import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';
import type { KindLevel } from '#app/modules/orgs/kind-levels.ts';

/** A line of a list that is data, in both languages. */
export interface ReferenceLine {
  id: string;
  nameVi: string;
  nameEn: string;
}

export type UnitKindLine = ReferenceLine & KindLevel;

export interface OrgReference {
  kinds: UnitKindLine[];
  sectors: ReferenceLine[];
  populations: ReferenceLine[];
}

/** Kinds of units, sectors and populations in their order. One query. */
export async function orgReference(tx: Tx): Promise<OrgReference> {
  const { rows } = await sql<
    ReferenceLine & { list: 'kind' | 'sector' | 'population'; tier: number; underTier: number }
  >`
    select 'kind' as list, id, name_vi, name_en, tier, under_tier, position from unit_kind
    union all select 'sector', id, name_vi, name_en, 0, 0, position from unit_sector
    union all select 'population', id, name_vi, name_en, 0, 0, position from population
    order by list, position`.execute(tx.db);
  const of = (list: string) => rows.filter((row) => row.list === list);
  const plain = (list: string): ReferenceLine[] => of(list).map(({ id, nameVi, nameEn }) => ({ id, nameVi, nameEn }));
  const kinds = of('kind').map(({ list: _, ...kind }) => kind);
  return { kinds, sectors: plain('sector'), populations: plain('population') };
}

/** The name of a line in the reader's language. */
export function nameOf(line: ReferenceLine, locale: 'vi' | 'en'): string {
  return locale === 'en' ? line.nameEn : line.nameVi;
}
