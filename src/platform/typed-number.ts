import { z } from 'zod';

/** A field with a number of nought or more as people here write it: 1.250 or 12,5. Empty is null; else field_number. */
export const typedNumber = z
  .string()
  .default('')
  .transform((text) =>
    text
      .replace(/\s/g, '')
      .replace(/\.(?=\d{3}(\D|$))/g, '')
      .replace(',', '.'),
  )
  .refine((text) => text === '' || (/^\d+(\.\d+)?$/.test(text) && Number(text) <= 1e12), 'field_number')
  .transform((text) => (text === '' ? null : Number(text)));
