import { sql, type Kysely } from 'kysely';

// Which unit may stand under which, as data like the kinds themselves: the lowest level under whose units a kind may
// stand. Levels are those of article 8 of the Trade Union Law (tier 1 to 4), and what a grassroots union has inside (5, 6).
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table unit_kind add column under_tier smallint`.execute(db);
  await sql`
    update unit_kind set under_tier = case id
      when 'confederation' then 0
      when 'provincial_federation' then 1
      when 'central_sector_union' then 1
      -- No level: any union has committees and offices.
      when 'department' then 4
      -- The union of a corporation stands under one of a group of corporations.
      when 'corporation_union' then 3
      -- A company's union has those of its branches below it.
      when 'grassroots_union' then 4
      when 'grassroots_trade_union' then 4
      when 'section_union' then 5
      when 'union_group' then 5
      else 2 end`.execute(db);
  await sql`alter table unit_kind alter column under_tier set not null`.execute(db);
}
