import { sql } from 'kysely';
import type { Tx } from '#app/platform/context.ts';

/** A line of a list that is data, in both languages. */
export interface ReferenceLine {
  id: string;
  nameVi: string;
  nameEn: string;
}

export interface UnitKindLine extends ReferenceLine {
  tier: number;
}

export interface OrgReference {
  kinds: UnitKindLine[];
  sectors: ReferenceLine[];
  populations: ReferenceLine[];
}

/** Kinds of units, sectors and populations in their order. One query. */
export async function orgReference(tx: Tx): Promise<OrgReference> {
  const { rows } = await sql<ReferenceLine & { list: 'kind' | 'sector' | 'population'; tier: number }>`
    select 'kind' as list, id, name_vi, name_en, tier, position from unit_kind
    union all select 'sector', id, name_vi, name_en, 0, position from unit_sector
    union all select 'population', id, name_vi, name_en, 0, position from population
    order by list, position`.execute(tx.db);
  const of = (list: string): UnitKindLine[] =>
    rows.filter((row) => row.list === list).map(({ id, nameVi, nameEn, tier }) => ({ id, nameVi, nameEn, tier }));
  const plain = (list: string): ReferenceLine[] => of(list).map(({ id, nameVi, nameEn }) => ({ id, nameVi, nameEn }));
  return { kinds: of('kind'), sectors: plain('sector'), populations: plain('population') };
}

/** The name of a line in the reader's language. */
export function nameOf(line: ReferenceLine, locale: 'vi' | 'en'): string {
  return locale === 'en' ? line.nameEn : line.nameVi;
}
