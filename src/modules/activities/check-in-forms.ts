import { z } from 'zod';

/** Names of signs alone would all be one person: letters are what parts them. */
const hasLetter = (text: string): boolean => /\p{L}/u.test(text);
const name = z.string().min(2, 'field_required').max(100, 'field_too_long').refine(hasLetter, 'field_required');
const section = z.string().max(100, 'field_too_long').default('');
const group = z.enum(['members', 'workers']).default('members');

/** What somebody who scanned the code sends. Consent is a press of their own, never given in advance. */
export const scanForm = z.object({
  name,
  section,
  unitId: z.uuid('field_required'),
  populationId: group,
  agreed: z.literal('yes', { error: 'field_agree' }),
});

export const tickForm = z.object({
  personIds: z.array(z.uuid()).max(500).default([]),
  newName: z
    .string()
    .max(100, 'field_too_long')
    .refine((text) => text === '' || hasLetter(text), 'field_required')
    .default(''),
  newSection: section,
  newPopulationId: group,
});
export const takeBackForm = z.object({ personId: z.uuid() });
