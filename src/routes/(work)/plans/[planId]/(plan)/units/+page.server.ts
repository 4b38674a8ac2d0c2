import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { requireUuid } from '#app/platform/uuid.ts';
import { searchUnits } from '#app/modules/orgs/server/index.ts';
import { addRecipient, changePurpose, getItemUnits, pickUnits } from '#app/modules/plans/server/index.ts';
import { addRecipientForm, changePurposeForm, pickUnitsForm } from '#app/modules/plans/unit-pick-forms.ts';
import { pickHref, readPick } from '#app/modules/plans/unit-pick-address.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const planId = requireUuid(params.planId);
  const pick = readPick(url.searchParams);
  const found = await searchUnits(locals.ctx, pick.q, { activeOnly: true, limit: 20 });
  return { pick, found, ...(await getItemUnits(locals.ctx, planId)) };
};

/** Back to the picker as it was, so that several units are named one after the other. */
function stay({ url, params, cookies }: RequestEvent, key: string): never {
  setFlash(cookies, { kind: 'success', key });
  redirect(303, pickHref(requireUuid(params.planId), readPick(url.searchParams)));
}

export const actions: Actions = {
  pick: formAction(pickUnitsForm, async (input, event: RequestEvent) => {
    await pickUnits(event.locals.ctx, { planId: requireUuid(event.params.planId), ...input });
    stay(event, input.change === 'add' ? 'plans_flash_units_added' : 'plans_flash_units_removed');
  }),
  recipient: formAction(addRecipientForm, async (input, event: RequestEvent) => {
    await addRecipient(event.locals.ctx, { planId: requireUuid(event.params.planId), ...input });
    stay(event, 'plans_flash_units_added');
  }),
  purpose: formAction(changePurposeForm, async (input, event: RequestEvent) => {
    await changePurpose(event.locals.ctx, { planId: requireUuid(event.params.planId), ...input });
    stay(event, 'plans_flash_saved');
  }),
};
