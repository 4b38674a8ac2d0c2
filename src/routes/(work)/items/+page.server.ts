import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { AppError } from '#app/platform/errors.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { deliverItemsForm, withdrawItemForm } from '#app/modules/activities/item-forms.ts';
import { kindNames } from '#app/modules/activities/item-words.ts';
import { deliverItems, listItems, withdrawItem } from '#app/modules/activities/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { unitId } = locals.ctx.actor;
  const kind = url.searchParams.get('kind') ?? 'news';
  if (unitId === null) return { hasUnit: false, items: [], today: '', requestKey: '', kind };
  return locals.ctx.read(async (tx) => ({
    hasUnit: true,
    items: await listItems(tx, unitId),
    today: tx.today(),
    requestKey: randomUUID(),
    kind,
  }));
};

export const actions: Actions = {
  deliver: formAction(deliverItemsForm, async (input, { locals, cookies }) => {
    const { unitId } = locals.ctx.actor;
    if (unitId === null) throw new AppError('forbidden');
    await deliverItems(locals.ctx, { ...input, unitId });
    const params = { count: input.itemCount, kind: kindNames[input.kind]() };
    setFlash(cookies, { kind: 'success', key: 'activities_items_flash', params });
    redirect(303, '/items');
  }),
  withdraw: formAction(withdrawItemForm, async (input, { locals, cookies }) => {
    await withdrawItem(locals.ctx, input);
    setFlash(cookies, { kind: 'success', key: 'activities_items_flash_withdrawn' });
    redirect(303, '/items');
  }),
};
