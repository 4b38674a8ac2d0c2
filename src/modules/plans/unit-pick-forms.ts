import { z } from 'zod';

const version = z.coerce.number().int().positive();
/** Rows whose units can be named by hand. */
export const pickableKinds = ['recipient', 'quota'] as const;
export type PickableKind = (typeof pickableKinds)[number];

/** Names units for an item, or takes one away: one unit, or all of a kind below the issuer. */
export const pickUnitsForm = z
  .object({
    version,
    kind: z.enum(pickableKinds),
    itemId: z.uuid(),
    unitId: z.uuid().optional(),
    unitKindId: z.string().max(60).default(''),
    change: z.enum(['add', 'remove']),
  })
  .refine(({ unitId, unitKindId }) => unitId !== undefined || unitKindId !== '', {
    path: ['unitId'],
    message: 'field_required',
  });

/** A unit as a recipient of its own. */
export const addRecipientForm = z.object({ version, unitId: z.uuid(), purpose: z.enum(['act', 'inform']) });

/** Whether a line asks its units to act, or tells them only. */
export const changePurposeForm = z.object({ version, itemId: z.uuid(), purpose: z.enum(['act', 'inform']) });
