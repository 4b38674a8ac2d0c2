import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob } from '#app/platform/jobs.ts';
import { writeNotices } from '#app/modules/notices/server/index.ts';
import { reportMoves } from '#app/modules/reports/report-lifecycle.ts';

interface Moved {
  title: string;
  unitId: string;
  unitName: string;
  receiverId: string | null;
  receiverName: string | null;
  version: number;
}

/** Tells the other side of a report: the receiver that one has come, the sender what became of it. */
export const notifyReportMoved = defineJob({
  name: 'reports.notify-moved',
  data: z.object({ reportId: z.uuid(), move: z.enum(reportMoves), version: z.int() }),
  retries: 5,
  async run({ reportId, move, version }, ctx) {
    await ctx.transaction(async (tx) => {
      const { rows } = await sql<Moved>`
        select r.title, r.org_unit_id as unit_id, u.name as unit_name, r.receiver_unit_id as receiver_id, v.name as receiver_name, r.version
        from report r join org_unit u on u.id = r.org_unit_id left join org_unit v on v.id = r.receiver_unit_id
        where r.id = ${reportId}`.execute(tx.db);
      const report = rows[0];
      // Moved on since: the later move has a job of its own.
      if (!report || report.version < version || move === 'withdraw') return;
      const unitId = move === 'submit' ? report.receiverId : report.unitId;
      if (!unitId) return;
      await writeNotices(tx, [
        {
          onceKey: `report-${move}:${reportId}:${version}`,
          unitId,
          kind: `reports_notice_${move}`,
          params: { title: report.title, unit: report.unitName, receiver: report.receiverName ?? '' },
          href: `/reports/${reportId}`,
          mail: true,
        },
      ]);
      await tx.audit('report.notify', { subject: `report:${reportId}`, detail: { move } });
    });
  },
});
