import { m } from '#app/paraglide/messages.js';
import type { Table } from '#app/vanban/write/table.ts';
import { figureSentence, missingText } from '#app/modules/progress/figure-words.ts';
import { stateCell } from '#app/modules/progress/figure-cells.ts';
import { rankBehind } from '#app/modules/progress/rank-branches.ts';
import { targetName } from '#app/modules/progress/target-name.ts';
import type { PlanProgress } from '#app/modules/progress/server/index.ts';

/** The branches furthest behind as a table for spreadsheets, by one target or by all (`at` null). */
export function behindTable(progress: PlanProgress, at: number | null): Table {
  const rules = progress.targets.map((target) => target.rule);
  return {
    title: m.progress_behind(),
    columns: [
      { label: m.progress_rank(), kind: 'figure' },
      { label: m.progress_unit(), kind: 'text' },
      { label: m.progress_late_count(), kind: 'figure' },
      { label: m.progress_risk_count(), kind: 'figure' },
      { label: m.progress_furthest_target(), kind: 'text' },
      { label: m.progress_computed_from(), kind: 'text' },
      { label: m.progress_state(), kind: 'text' },
      { label: m.progress_missing_head(), kind: 'text' },
    ],
    rows: rankBehind(progress.branches, rules, at).map((line, place) => {
      const target = progress.targets[line.at]!;
      const figure = line.branch.figures[line.at]!;
      return [
        place + 1,
        line.branch.unit.name,
        line.lateCount,
        line.riskCount,
        targetName(target, progress.targets),
        figureSentence(target, figure),
        stateCell(figure),
        missingText(target, figure),
      ];
    }),
  };
}
