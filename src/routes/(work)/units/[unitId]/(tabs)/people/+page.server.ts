import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { endPositionForm, personForm, positionForm } from '#app/modules/orgs/unit-forms.ts';
import { addPosition, endPosition, getUnitPeople, savePerson } from '#app/modules/orgs/server/index.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  people: await getUnitPeople(locals.ctx, params.unitId),
});

function done({ cookies, params }: RequestEvent, key: string): never {
  setFlash(cookies, { kind: 'success', key });
  redirect(303, `/units/${params.unitId}/people`);
}

export const actions: Actions = {
  person: formAction(personForm, async (input, event: RequestEvent) => {
    await savePerson(event.locals.ctx, { unitId: event.params.unitId, ...input });
    done(event, 'orgs_flash_person');
  }),
  position: formAction(positionForm, async (input, event: RequestEvent) => {
    await addPosition(event.locals.ctx, { unitId: event.params.unitId, ...input });
    done(event, 'orgs_flash_position');
  }),
  endPosition: formAction(endPositionForm, async (input, event: RequestEvent) => {
    await endPosition(event.locals.ctx, input);
    done(event, 'orgs_flash_position_ended');
  }),
};
