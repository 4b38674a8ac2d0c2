import type { LocalDate } from '#app/platform/clock.ts';
import type { Tx } from '#app/platform/context.ts';
import type { Period } from '#app/modules/progress/periods.ts';
import type { Tally } from '#app/modules/progress/tally.ts';
import { tallyUnit } from '#app/modules/progress/tally-unit.ts';
import type { TallyRule, UnitInput } from '#app/modules/progress/target-rule.ts';
import {
  type AskedUnits,
  readDeclarations,
  readDoubts,
  readFactSums,
  readFigures,
  type FactSum,
  type KnownBefore,
  type Window,
} from '#app/modules/progress/server/read-facts.ts';

/** Before every fact: a stock is the sum of all its changes. */
const beginning = '0001-01-01';

/** A target in a period. */
export interface Question {
  rootId: string;
  rule: TallyRule;
  period: Period;
}

export interface Seen {
  /** The day as of which all is seen. */
  on: LocalDate;
  /** Only what had been recorded before this moment; null: all that is known now. */
  known: KnownBefore;
  /** Which units a question (by position) is asked of; absent: every question of every unit. */
  asked?: AskedUnits | undefined;
}

/**
 * What each unit adds to each question, seen on a day, computed from facts. Four queries, whatever the number of units,
 * targets and periods.
 */
export async function loadTallies(
  tx: Tx,
  questions: readonly Question[],
  units: readonly UnitInput['unit'][],
  { on, known, asked }: Seen,
): Promise<Map<string, Tally>[]> {
  if (questions.length === 0 || units.length === 0) return questions.map(() => new Map());
  const unitIds = units.map((unit) => unit.id);
  const seenOn = (question: Question): LocalDate => (on < question.period.to ? on : question.period.to);
  const windows: Window[] = questions.map((question) => ({
    rootId: question.rootId,
    from: question.rule.isStock ? beginning : question.period.from,
    to: seenOn(question),
  }));
  // Activities too, which tell who has reported.
  const measures = questions.flatMap(({ rule }) => [rule.measureId, rule.denominatorId ?? rule.measureId]);
  const measureIds = [...new Set(['activities', ...measures])];
  const stated = questions.flatMap(({ rule }) =>
    rule.isStated ? [rule.measureId, rule.denominatorId ?? rule.measureId] : [],
  );
  const facts = await readFactSums(tx, windows, measureIds, unitIds, { known, asked: asked ?? null, stated });
  const sums = groupByUnit(facts);
  const declarations = groupByUnit(await readDeclarations(tx, windows, unitIds, known));
  const doubts = groupByUnit(await readDoubts(tx, windows, unitIds));
  const covered = questions.map(({ rule }) => rule.shape === 'coverage');
  const coveredIds = asked ? [...new Set(asked.flatMap((ids, at) => (covered[at] ? [...ids] : [])))] : unitIds;
  const figures = await declaredFor(tx, questions, coveredIds, seenOn, known);

  return questions.map((question, at) => {
    const tallies = new Map<string, Tally>();
    for (const unit of units) {
      if (asked && !asked[at]!.has(unit.id)) continue;
      const key = `${at}|${unit.id}`;
      const input: UnitInput = {
        unit,
        period: question.period,
        on,
        ...sumFacts(question.rule, sums.get(key) ?? []),
        declared: figures(question, unit.id),
        declaration: declarations.get(key)?.[0] ?? null,
        doubts: doubts.get(key)?.[0]?.count ?? 0,
      };
      tallies.set(unit.id, tallyUnit(question.rule, input));
    }
    return tallies;
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
function sumFacts(rule: TallyRule, facts: readonly FactSum[]): Pick<UnitInput, 'byMeasure' | 'persons'> {
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
  known: KnownBefore,
): Promise<(question: Question, unitId: string) => number | null> {
  const wanted = new Map<string, { populationId: string; on: LocalDate }>();
  for (const question of questions) {
    if (question.rule.shape !== 'coverage') continue;
    for (const populationId of question.rule.figurePopulationIds)
      wanted.set(`${populationId}|${seenOn(question)}`, { populationId, on: seenOn(question) });
  }
  const rows = await readFigures(tx, [...wanted.values()], unitIds, known);
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
