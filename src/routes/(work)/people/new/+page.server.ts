import { redirect } from '@sveltejs/kit';
import { toLocalDate } from '#app/platform/clock.ts';
import { AppError } from '#app/platform/errors.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { createAccountForm, grantRoleForm } from '#app/modules/identity/identity-forms.ts';
import { createAccount, grantRole, listPeople, passwordLinkHours } from '#app/modules/identity/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  const unitId = url.searchParams.get('unit') ?? ctx.actor.unitId;
  if (!unitId) throw new AppError('not_found');
  const { unit } = await listPeople(ctx, { unitId, isOwnOnly: true });
  return {
    unit,
    kind: url.searchParams.get('kind') === 'existing' ? ('existing' as const) : ('account' as const),
    today: toLocalDate(ctx.services.clock.now()),
  };
};

export const actions: Actions = {
  account: formAction(createAccountForm, async (input, { locals, url }) => {
    const { token, isMailed } = await createAccount(locals.ctx, input);
    const address = `${url.origin}/set-password?token=${token}`;
    return { link: { name: input.name, address, isMailed, hours: passwordLinkHours } };
  }),
  existing: formAction(grantRoleForm, async (input, { locals, cookies }) => {
    await grantRole(locals.ctx, input);
    setFlash(cookies, { kind: 'success', key: 'identity_flash_granted' });
    redirect(303, `/people?unit=${input.unitId}`);
  }),
};
