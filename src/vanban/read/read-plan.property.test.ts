import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ReadPlan } from '../plan-document.ts';
import { type Span } from '../source-document.ts';
import { textAt } from './flow/clean-text.ts';
import { readPlan } from './read-plan.ts';
import { decisionWithPlan, story, unionPlan } from './testing/sample-documents.ts';

/** Printed, so that a failure can be repeated: FC_SEED=… npm test. */
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2147483647);
console.log(`read-plan properties: seed ${seed}`);

type Edit = (text: string) => string;
const at = (text: string, share: number): number => Math.floor(share * text.length);
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** What happens to documents on their way: cuts, repeated and lost lines, strange signs, broken wraps. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(share, fc.nat(400)).map(
    ([p, n]): Edit =>
      (t) =>
        t.slice(0, at(t, p)) + t.slice(at(t, p) + n),
  ),
  fc.tuple(share, fc.string({ unit: 'binary', maxLength: 12 })).map(
    ([p, s]): Edit =>
      (t) =>
        t.slice(0, at(t, p)) + s + t.slice(at(t, p)),
  ),
  fc
    .tuple(
      share,
      fc.constantFrom(
        '\n',
        '\n\n',
        '|',
        '\t',
        '**',
        '#',
        '- ',
        '\u00ad',
        'IV. ',
        '31/02/2026',
        '999999999999',
        ' : ',
        '(',
        '“',
      ),
    )
    .map(
      ([p, s]): Edit =>
        (t) =>
          t.slice(0, at(t, p)) + s + t.slice(at(t, p)),
    ),
  fc.tuple(share, share).map(
    ([p, q]): Edit =>
      (t) =>
        t.slice(0, at(t, p)) + t.slice(at(t, Math.min(p, q)), at(t, Math.max(p, q))) + t.slice(at(t, p)),
  ),
  fc.constant<Edit>((t) => t.replace(/\n+/g, '\n')),
  fc.constant<Edit>((t) => t.replace(/\n/g, ' ')),
  fc.constant<Edit>((t) => t.replace(/ /g, '_')),
);
const applyEdits = (text: string, edits: readonly Edit[]): string => edits.reduce<string>((t, e) => e(t), text);
const mutated = fc
  .tuple(fc.constantFrom<string>(unionPlan, decisionWithPlan, story), fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([text, edits]) => applyEdits(text, edits).normalize('NFC'));

interface Placed {
  span: Span;
  confidence: number;
}

function itemsOf(plan: ReadPlan): Placed[] {
  const lists = [
    plan.legalBasis,
    plan.otherReferences,
    plan.sections,
    plan.targets,
    plan.tasks,
    plan.quotas,
    plan.quotaTotals,
    plan.reportingDuties,
    plan.recipientLines,
    plan.milestones,
    plan.commemorations,
    plan.budgetSources,
    plan.contacts,
  ];
  return [
    ...lists.flat(),
    ...Object.values(plan.header),
    ...(plan.signer ? [plan.signer] : []),
    ...(plan.effective ? [plan.effective] : []),
  ];
}

test('any text is read without a crash, and every item stands inside it', () => {
  fc.assert(
    fc.property(fc.oneof(mutated, fc.string({ unit: 'grapheme', maxLength: 400 })), (text) => {
      const plan = readPlan({ text });
      for (const { span, confidence } of itemsOf(plan)) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }
      for (const { span } of plan.notes) expect(span.end).toBeLessThanOrEqual(text.length);
    }),
    { seed, numRuns: 300 },
  );
});

test('a quotation is the text at its span, white space and marks joined', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<string>(unionPlan, decisionWithPlan),
      fc.array(edit, { maxLength: 2 }),
      (text, edits) => {
        const source = applyEdits(text, edits).normalize('NFC');
        const plan = readPlan({ text: source });
        const quoted = [
          ...plan.targets,
          ...plan.tasks,
          ...plan.reportingDuties,
          ...plan.budgetSources,
          ...plan.commemorations,
        ];
        for (const { quote, span } of quoted) expect(textAt(source, span)).toBe(quote);
        for (const basis of plan.legalBasis) expect(textAt(source, basis.span)).toBe(basis.text);
        for (const section of plan.sections) expect(textAt(source, section.span)).toBe(section.heading);
        for (const line of plan.recipientLines) expect(textAt(source, line.span)).toBe(line.text);
      },
    ),
    { seed, numRuns: 200 },
  );
});

test('the same text gives the same plan', () => {
  expect(readPlan({ text: unionPlan })).toEqual(readPlan({ text: unionPlan }));
});

test('long runs of one thing take time in proportion', () => {
  const started = performance.now();
  for (const run of [
    '- a\n',
    'I. ',
    '(',
    '100% ',
    'Kế hoạch số 1/KH-A ',
    '|\n',
    '1.',
    'báo cáo ',
    'ngày 1/1/2026 ',
    'các đơn vị, ',
    '#',
    '\tTT\n',
    '“',
    'a',
    '1. Sở A\n- b\n',
    '|a|b|\n',
    'Sở Y tế; ',
  ]) {
    readPlan({ text: `KẾ HOẠCH\nTập huấn\n${run.repeat(5_000)}` });
  }
  expect(performance.now() - started).toBeLessThan(25_000);
});
