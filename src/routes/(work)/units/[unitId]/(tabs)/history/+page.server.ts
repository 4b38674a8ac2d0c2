import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { endRelationForm, relationForm } from '#app/modules/orgs/unit-forms.ts';
import { addRelation, endRelation, getUnitHistory, unitChoices } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const { unit } = await parent();
  const find = url.searchParams.get('find')?.trim() ?? '';
  return {
    ...(await getUnitHistory(locals.ctx, params.unitId)),
    find,
    choices: find === '' ? [] : await unitChoices(locals.ctx, unit, { find, likely: 'receiver' }),
  };
};

function done({ cookies, params }: RequestEvent, key: string): never {
  setFlash(cookies, { kind: 'success', key });
  redirect(303, `/units/${params.unitId}/history`);
}

export const actions: Actions = {
  relation: formAction(relationForm, async (input, event: RequestEvent) => {
    await addRelation(event.locals.ctx, { unitId: event.params.unitId, ...input });
    done(event, 'orgs_flash_relation');
  }),
  endRelation: formAction(endRelationForm, async (input, event: RequestEvent) => {
    await endRelation(event.locals.ctx, input);
    done(event, 'orgs_flash_relation_ended');
  }),
};
