import { redirect } from '@sveltejs/kit';
import { AppError } from '#app/platform/errors.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { backToForm, unitChangeForm, unitChanges, type UnitChange } from '#app/modules/orgs/unit-forms.ts';
import { openWorkRows } from '#app/modules/orgs/unit-work-words.ts';
import {
  changeUnitByForm,
  getUnitHead,
  latestFigures,
  orgReference,
  unitChoices,
} from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// A decision is entered a few times a year, step by step, and weighs more than a page of the workplace may.
export const csr = false;

const likely = { absorb: 'beside', merge: 'beside', transfer: 'receiver', dissolve: 'receiver' } as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const change = params.change as UnitChange;
  if (!unitChanges.includes(change)) throw new AppError('not_found');
  const { ctx } = locals;
  const unit = await getUnitHead(ctx, params.unitId);
  const find = url.searchParams.get('find')?.trim() ?? '';
  return {
    change,
    unit,
    find,
    choices:
      change in likely ? await unitChoices(ctx, unit, { find, likely: likely[change as keyof typeof likely] }) : [],
    children: change === 'split' ? await unitChoices(ctx, unit, { find: '', likely: 'below' }) : [],
    ...(await ctx.read(async (tx) => ({
      reference: await orgReference(tx),
      figures: change === 'split' ? await latestFigures(tx, [unit.id], tx.today()) : [],
      today: tx.today(),
    }))),
  };
};

export const actions: Actions = {
  preview: formAction(unitChangeForm, async (input, { locals, params }: RequestEvent) => {
    const outcome = await changeUnitByForm(locals.ctx, params.unitId, input, 'preview');
    const work = outcome.openWork.map((one) => ({ ...one, hasSuccessor: one.successorName !== null }));
    return { outcome, workRows: openWorkRows(work), input };
  }),
  edit: formAction(backToForm, async (values) => ({ values })),
  confirm: formAction(unitChangeForm, async (input, { locals, params, cookies }: RequestEvent) => {
    const { unitId } = await changeUnitByForm(locals.ctx, params.unitId, input, 'do');
    setFlash(cookies, { kind: 'success', key: `orgs_flash_${input.change}` });
    redirect(303, `/units/${unitId}`);
  }),
};
