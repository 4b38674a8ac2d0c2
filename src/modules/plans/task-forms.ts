import { z } from 'zod';
import { isLocalDate } from '#app/platform/clock.ts';
import { evidenceShape, requireFewFiles, toKeptFiles } from '#app/modules/media/evidence-form.ts';
import { needsReason, toldStates } from '#app/modules/plans/task-state.ts';

/** How a task stands, said by the unit that answers for it. */
export const tellTaskForm = z
  .object({
    state: z.enum(toldStates, 'field_required'),
    happenedOn: z.string().refine(isLocalDate, 'field_date'),
    note: z.string().max(4000, 'field_too_long').default(''),
    ...evidenceShape,
  })
  .refine(({ state, note }) => !needsReason(state) || note !== '', { path: ['note'], message: 'field_required' })
  .superRefine(requireFewFiles())
  .transform(toKeptFiles);
