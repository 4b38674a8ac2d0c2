import { redirect } from '@sveltejs/kit';
import { AppError } from '#app/platform/errors.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import {
  backToForm,
  unitChangeForm,
  unitChangePreview,
  unitChanges,
  type UnitChange,
} from '#app/modules/orgs/unit-forms.ts';
import { openWorkRows } from '#app/modules/orgs/unit-work-words.ts';
import { changeUnitByForm, decideByForm, offerUnits, openChange } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

// A decision is entered a few times a year, step by step, and weighs more than a page of the workplace may.
export const csr = false;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const change = params.change as UnitChange;
  if (!unitChanges.includes(change)) throw new AppError('not_found');
  return openChange(locals.ctx, params.unitId, change, plannedIn(url)?.id ?? null);
};

const offer = async (typed: Record<string, unknown>, { locals, params }: RequestEvent) => ({
  choices: await offerUnits(locals.ctx, params.unitId, params.change as UnitChange, typed),
});

export const actions: Actions = {
  preview: formAction(
    unitChangePreview,
    async (input, event: RequestEvent) => {
      if (input.find !== input.found) return { values: input, kept: await offer(input, event) };
      const outcome = await changeUnitByForm(event.locals.ctx, event.params.unitId, input, 'preview');
      const work = outcome.openWork.map((one) => ({ ...one, hasSuccessor: one.successorName !== null }));
      return { outcome, workRows: openWorkRows(work), input };
    },
    offer,
  ),
  edit: formAction(backToForm, async (values, event: RequestEvent) => ({ values, kept: await offer(values, event) })),
  confirm: formAction(
    unitChangeForm,
    async (input, { locals, params, url, cookies }: RequestEvent) => {
      const { unitId, plannedOn } = await decideByForm(locals.ctx, params.unitId, input, plannedIn(url));
      if (plannedOn !== null) {
        setFlash(cookies, { kind: 'success', key: 'orgs_flash_planned', params: { date: plannedOn } });
        redirect(303, '/units/planned');
      }
      setFlash(cookies, { kind: 'success', key: `orgs_flash_${input.change}` });
      redirect(303, `/units/${unitId}`);
    },
    offer,
  ),
};

/** Which planned decision is being changed, and as of which of its versions. */
function plannedIn(url: URL): { id: string; version: number } | null {
  const id = url.searchParams.get('planned');
  return id === null ? null : { id, version: Number(url.searchParams.get('of')) };
}
