import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { Period } from '#app/modules/progress/periods.ts';
import type { Tally } from '#app/modules/progress/tally.ts';
import { tallyUnit } from '#app/modules/progress/tally-unit.ts';
import type { TargetRule, UnitInput } from '#app/modules/progress/target-rule.ts';
import type { BranchUnit } from '#app/modules/progress/server/branch-units.ts';
import {
  readDeclarations,
  readDoubts,
  readFactSums,
  readFigures,
  type FactSum,
  type Window,
} from '#app/modules/progress/server/read-facts.ts';

/** Before every fact: a stock is the sum of all its changes. */
const beginning = '0001-01-01';

/** A target in a period. */
export interface Question {
  rootId: string;
  rule: TargetRule;
  period: Period;
}

/**
 * What each unit of a branch adds to each question, seen on a day. Four queries, whatever the number of units,
 * targets and periods.
 */
export async function loadTallies(
  tx: Tx,
  questions: readonly Question[],
  units: readonly BranchUnit[],
  on: LocalDate,
): Promise<Map<string, Tally>[]> {
  const unitIds = units.map((unit) => unit.id);
  const seenOn = (question: Question): LocalDate => (on < question.period.to ? on : question.period.to);
  const windows: Window[] = questions.map((question) => ({
    rootId: question.rootId,
    from: question.rule.isStock ? beginning : question.period.from,
    to: seenOn(question),
  }));
  // Activities too, which tell who has reported.
  const measureIds = [...new Set(['activities', ...questions.map((question) => question.rule.measureId)])];
  const sums = groupByUnit(await readFactSums(tx, windows, measureIds, unitIds));
  const declarations = groupByUnit(await readDeclarations(tx, windows, unitIds));
  const doubts = groupByUnit(await readDoubts(tx, windows, unitIds));
  const figures = await declaredFor(tx, questions, unitIds, seenOn);

  return questions.map((question, at) => {
    const key = (unit: BranchUnit): string => `${at}|${unit.id}`;
    return new Map(
      units.map((unit) => {
        const input: UnitInput = {
          unit,
          period: question.period,
          on,
          ...sumFacts(question.rule, sums.get(key(unit)) ?? []),
          declared: figures(question, unit.id),
          declaration: declarations.get(key(unit))?.[0] ?? null,
          doubts: doubts.get(key(unit))?.[0]?.count ?? 0,
        };
        return [unit.id, tallyUnit(question.rule, input)];
      }),
    );
  });
}

function groupByUnit<R extends { at: number; unitId: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = `${row.at}|${row.unitId}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Facts by measure, and the persons of the target's populations. Attendances are never taken for persons. */
function sumFacts(rule: TargetRule, facts: readonly FactSum[]): Pick<UnitInput, 'byMeasure' | 'persons'> {
  const byMeasure = new Map<string, number>();
  let persons = 0;
  for (const fact of facts) {
    byMeasure.set(fact.measureId, (byMeasure.get(fact.measureId) ?? 0) + fact.value);
    const isAsked = fact.populationId !== null && rule.populationIds.includes(fact.populationId);
    if (fact.measureId === 'persons' && isAsked) persons += fact.value;
  }
  return { byMeasure, persons };
}

/** Looks declared figures up: of the population itself, else of the one that stands for it. */
async function declaredFor(
  tx: Tx,
  questions: readonly Question[],
  unitIds: readonly string[],
  seenOn: (question: Question) => LocalDate,
): Promise<(question: Question, unitId: string) => number | null> {
  const wanted = new Map<string, { populationId: string; on: LocalDate }>();
  for (const question of questions) {
    if (question.rule.shape !== 'coverage') continue;
    for (const populationId of question.rule.figurePopulationIds)
      wanted.set(`${populationId}|${seenOn(question)}`, { populationId, on: seenOn(question) });
  }
  const rows = await readFigures(tx, [...wanted.values()], unitIds);
  const values = new Map(rows.map((row) => [`${row.unitId}|${row.populationId}|${row.on}`, row.value]));
  return (question, unitId) => {
    if (question.rule.shape !== 'coverage') return null;
    for (const populationId of question.rule.figurePopulationIds) {
      const value = values.get(`${unitId}|${populationId}|${seenOn(question)}`);
      if (value !== undefined) return value;
    }
    return null;
  };
}
