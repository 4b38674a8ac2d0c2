import { sql } from 'kysely';
import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import { AppError } from '#app/platform/errors.ts';
import type { RecountScope } from '#app/modules/measures/measure-forms.ts';
import { canSeeSums } from '#app/modules/measures/measure-policy.ts';
import { deadAfterMinutes, mayRecount } from '#app/modules/measures/server/run-recount.job.ts';
import type { SumPart } from '#app/modules/measures/server/sum-table.ts';

/** A kept sum found not to be what its facts add up to, not put right yet. */
export interface OpenAlarm {
  unitId: string;
  unitName: string;
  part: SumPart;
  /** The measure's. */
  nameVi: string;
  nameEn: string;
  fromOn: LocalDate;
  toOn: LocalDate;
  kept: number;
  counted: number;
}

/** The latest counting anew. */
export interface SumRun {
  scope: RecountScope;
  askedAt: Date;
  percent: number;
  endedAt: Date | null;
  /** Rows of sums put right; null unless it went through. */
  wrongCount: number | null;
  /** Code of an error; null unless it failed. */
  failure: string | null;
}

export interface SumState {
  alarms: OpenAlarm[];
  alarmCount: number;
  run: SumRun | null;
  /** May have sums counted anew. */
  mayRecount: boolean;
}

const shownAlarms = 50;

/** How kept sums stand: alarms of units in sight, and how far a counting anew is. Throws not_found unless an administrator asks. */
export async function sumState(tx: Tx): Promise<SumState> {
  if (!canSeeSums(tx.actor)) throw new AppError('not_found');
  const alarms = await sql<OpenAlarm & { alarmCount: number }>`
    select a.unit_id, a.unit_name, a.part, m.name_vi, m.name_en, a.from_on, a.to_on, a.kept, a.counted, a.alarm_count
    from open_sum_alarms(${shownAlarms}) a join measure m on m.id = a.measure_id
    order by a.found_at desc`.execute(tx.db);
  // Whoever counted may have been killed; nobody else could say so.
  const runs = await sql<SumRun>`
    select scope, asked_at, percent, coalesce(ended_at, case when is_dead then coalesce(told_at, asked_at) end) as ended_at, wrong_count,
           coalesce(failure, case when is_dead and ended_at is null then 'interrupted' end) as failure
    from (select r.*, coalesce(told_at, asked_at) < ${tx.now()}::timestamptz - make_interval(mins => ${deadAfterMinutes}) as is_dead
          from latest_sum_run() r) r`.execute(tx.db);
  return {
    alarms: alarms.rows,
    alarmCount: alarms.rows[0]?.alarmCount ?? 0,
    run: runs.rows[0] ?? null,
    mayRecount: await mayRecount(tx),
  };
}
