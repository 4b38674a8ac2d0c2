import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { stateFigureForm } from '#app/modules/reports/report-forms.ts';

const read = (stated: string) => stateFigureForm.safeParse({ figureId: randomUUID(), version: '1', stated });

test.for([
  ['', null],
  ['1.250', 1250],
  ['1.234,5', 1234.5],
  ['12.5', 12.5],
  ['1 250', 1250],
] as const)('a stated figure is read as it is typed: "%s"', ([typed, figure]) => {
  expect(read(typed).data?.stated).toBe(figure);
});

test.for(['-1', '1e5', '0x10', '∞', 'nhiều', '9999999999999'])('and what is no figure is refused: "%s"', (typed) => {
  expect(read(typed).error?.issues).toMatchObject([{ path: ['stated'], message: 'field_number' }]);
});
