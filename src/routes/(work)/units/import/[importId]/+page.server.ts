import { redirect } from '@sveltejs/kit';
import { errorWords } from '#app/platform/error-words.ts';
import { formAction } from '#app/platform/form-action.ts';
import { faultRows, plannedRows } from '#app/modules/orgs/import-words.ts';
import { confirmListForm } from '#app/modules/orgs/unit-forms.ts';
import { confirmImport, orgReference, previewImport } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** More rows than this are counted, not shown: nobody reads them, and a phone would choke. */
const shown = 200;

export const load: PageServerLoad = async ({ locals, params }) => {
  const { staged, plan } = await previewImport(locals.ctx, params.importId);
  const reference = await locals.ctx.read((tx) => orgReference(tx));
  return {
    root: { id: staged.root.id, name: staged.root.name },
    id: staged.id,
    fileName: staged.fileName,
    asOfOn: staged.asOfOn,
    hasNames: staged.mapping.name !== undefined,
    written: staged.counts,
    writing: staged.writing,
    refusal: staged.refusal && errorWords(staged.refusal.code, staged.refusal.params, locals.locale),
    counts: plan?.counts ?? null,
    faults: faultRows(plan?.faults.slice(0, shown) ?? [], reference, locals.locale),
    faultCount: plan?.faults.length ?? 0,
    units: plannedRows(
      plan?.units.filter((unit) => unit.action !== 'unchanged').slice(0, shown) ?? [],
      reference,
      locals.locale,
    ),
  };
};

export const actions: Actions = {
  confirm: formAction(confirmListForm, async (input, { locals, params }: RequestEvent) => {
    const isSkippingFaulty = input.isSkippingFaulty === 'yes';
    await confirmImport(locals.ctx, { importId: params.importId, isSkippingFaulty });
    redirect(303, `/units/import/${params.importId}`);
  }),
};
