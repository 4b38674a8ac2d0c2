import { sql } from 'kysely';
import { AppError } from '#app/platform/errors.ts';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { overError } from '#app/modules/orgs/unit-policy.ts';

/** What a unit's documents begin with, known before anybody types. */
export interface UnitDefaults {
  id: string;
  path: string;
  name: string;
  /** The unit above, for the first line of the heading. */
  superiorName: string;
  /** Of its last issued plan: the place in front of the date. */
  place: string;
  signerAuthority: string;
  signerBody: string;
  signerTitle: string;
  signerName: string;
}

/** A unit that can still make plans, with the words of its last plan. Throws not_found or orgs.ended. One query. */
export async function unitDefaults(tx: Tx, unitId: string): Promise<UnitDefaults> {
  const { rows } = await sql<UnitDefaults & { foundedOn: LocalDate; endedOn: LocalDate | null }>`
    select u.id, u.path, u.name, u.founded_on, u.ended_on,
           coalesce(above.name, '') as superior_name,
           coalesce(last.place, '') as place,
           coalesce(nullif(last.signer_authority, ''), 'TM.') as signer_authority,
           coalesce(nullif(last.signer_body, ''), 'BAN CHẤP HÀNH') as signer_body,
           coalesce(nullif(last.signer_title, ''), 'CHỦ TỊCH') as signer_title,
           coalesce(nullif(last.signer_name, ''), head.full_name, '') as signer_name
    from org_unit u
    left join org_unit above on above.id = u.parent_id
    left join lateral (
      select place, signer_authority, signer_body, signer_title, signer_name from plan
      where org_unit_id = u.id and status in ('issued', 'closed') order by issued_at desc limit 1
    ) last on true
    left join lateral (
      select p.full_name from person_position pp join person p on p.id = pp.person_id
      where pp.unit_id = u.id and pp.valid_to is null and lower(pp.title) = 'chủ tịch' limit 1
    ) head on true
    where u.id = ${unitId}`.execute(tx.db);
  const unit = rows[0];
  if (!unit) throw new AppError('not_found');
  const { foundedOn, endedOn, ...defaults } = unit;
  if (endedOn !== null && endedOn <= tx.today()) throw overError({ ...defaults, foundedOn, endedOn });
  return defaults;
}
