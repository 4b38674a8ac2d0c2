import { z } from 'zod';
import { roles } from '#app/platform/actor.ts';
import { isLocalDate } from '#app/platform/clock.ts';
import { unitName } from '#app/modules/orgs/unit-forms.ts';

const date = z.string().refine(isLocalDate, 'field_date');
const optionalDate = z.union([z.literal('').transform(() => null), date]).default(null as never);

interface Validity {
  validFrom: string;
  validTo: string | null;
}
/** A role that ends before it begins is none. */
const isInOrder = ({ validFrom, validTo }: Validity): boolean => validTo === null || validTo >= validFrom;
const order = { message: 'field_date_order', path: ['validTo'] };

export const signInForm = z.object({
  login: z.string().min(1, 'field_required').max(200),
  password: z.string().min(1, 'field_required').max(200),
  next: z.string().default(''),
});
export const secondFactorForm = z.object({
  code: z.string().min(6, 'field_required').max(20),
  next: z.string().default(''),
});
export const setUpForm = z.object({
  setupCode: z.string().min(1, 'field_required'),
  unitName,
  kindId: z.string().min(1, 'field_required'),
  name: z.string().min(2, 'field_required').max(200),
  username: z.string().regex(/^[a-z0-9._-]{3,60}$/i, 'field_username'),
  email: z.email('field_email'),
  password: z.string().min(1, 'field_required').max(128),
});
export const createAccountForm = z
  .object({
    unitId: z.uuid('field_required'),
    name: z.string().min(2, 'field_required').max(200),
    username: z.string().regex(/^[a-z0-9._-]{3,60}$/i, 'field_username'),
    email: z.email('field_email'),
    role: z.enum(roles),
    validFrom: date,
    validTo: optionalDate,
  })
  .refine(isInOrder, order);
export const grantRoleForm = z
  .object({
    unitId: z.uuid('field_required'),
    login: z.string().min(1, 'field_required').max(200),
    role: z.enum(roles),
    validFrom: date,
    validTo: optionalDate,
  })
  .refine(isInOrder, order);
export const endGrantForm = z.object({ grantId: z.uuid('field_required') });
export const renewPasswordLinkForm = z.object({ userId: z.string().min(1, 'field_required').max(100) });
export const revokeSessionForm = z.object({ sessionId: z.string().min(1, 'field_required') });
export const changePasswordForm = z.object({
  current: z.string().min(1, 'field_required').max(128),
  password: z.string().min(1, 'field_required').max(128),
});
export const setPasswordForm = z.object({
  token: z.string().min(10, 'field_required').max(200),
  password: z.string().min(1, 'field_required').max(128),
});
export const startSecondFactorForm = z.object({
  password: z.string().min(1, 'field_required').max(128),
  /** Of the authenticator in use; empty where there is none. */
  code: z.string().max(40).default(''),
});
export const localeForm = z.object({ locale: z.enum(['vi', 'en']), returnTo: z.string().default('/') });
export const actingUnitForm = z.object({ unitId: z.uuid('field_required'), returnTo: z.string().default('/home') });
