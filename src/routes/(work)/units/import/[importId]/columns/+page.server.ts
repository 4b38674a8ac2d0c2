import { redirect } from '@sveltejs/kit';
import { formAction } from '#app/platform/form-action.ts';
import { fieldChoices } from '#app/modules/orgs/import-words.ts';
import { mapListForm } from '#app/modules/orgs/unit-forms.ts';
import { mapImport, orgReference, previewImport } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { staged } = await previewImport(locals.ctx, params.importId);
  if (staged.isWritten || staged.writing) redirect(303, `/units/import/${staged.id}`);
  return {
    id: staged.id,
    fileName: staged.fileName,
    asOfOn: staged.asOfOn,
    header: staged.sheet.header,
    sample: staged.sheet.rows.slice(0, 2).map((row) => row.cells),
    mapping: staged.mapping,
    fields: fieldChoices(await locals.ctx.read((tx) => orgReference(tx)), locals.locale),
  };
};

export const actions: Actions = {
  default: formAction(mapListForm, async (input, { locals, params }: RequestEvent) => {
    await mapImport(locals.ctx, { importId: params.importId, ...input });
    redirect(303, `/units/import/${params.importId}`);
  }),
};
