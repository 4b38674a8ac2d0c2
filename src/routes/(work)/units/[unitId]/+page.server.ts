import { redirect } from '@sveltejs/kit';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import {
  endPositionForm,
  endRelationForm,
  figuresForm,
  personForm,
  positionForm,
  relationForm,
} from '#app/modules/orgs/unit-forms.ts';
import {
  addPosition,
  addRelation,
  declareFigure,
  endPosition,
  endRelation,
  getUnitPage,
  orgReference,
  savePerson,
  unitChoices,
  unitWork,
} from '#app/modules/orgs/server/index.ts';
import { toLocalDate } from '#app/platform/clock.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const page = await getUnitPage(locals.ctx, params.unitId);
  const find = url.searchParams.get('find')?.trim() ?? '';
  return {
    ...page,
    tab: url.searchParams.get('tab') ?? 'overview',
    find,
    relationChoices: find === '' ? [] : await unitChoices(locals.ctx, page.unit, { find, likely: 'receiver' }),
    reference: await locals.ctx.read((tx) => orgReference(tx)),
    work: await unitWork(locals.ctx, params.unitId),
    today: toLocalDate(locals.ctx.services.clock.now()),
  };
};

function done(event: RequestEvent, tab: string, key: string): never {
  setFlash(event.cookies, { kind: 'success', key });
  redirect(303, `/units/${event.params.unitId}?tab=${tab}`);
}

export const actions: Actions = {
  figures: formAction(figuresForm, async (input, event: RequestEvent) => {
    await declareFigure(event.locals.ctx, { unitId: event.params.unitId, ...input });
    done(event, 'figures', 'orgs_flash_figures');
  }),
  person: formAction(personForm, async (input, event: RequestEvent) => {
    await savePerson(event.locals.ctx, { unitId: event.params.unitId, ...input });
    done(event, 'people', 'orgs_flash_person');
  }),
  position: formAction(positionForm, async (input, event: RequestEvent) => {
    await addPosition(event.locals.ctx, { unitId: event.params.unitId, ...input });
    done(event, 'people', 'orgs_flash_position');
  }),
  endPosition: formAction(endPositionForm, async (input, event: RequestEvent) => {
    await endPosition(event.locals.ctx, input);
    done(event, 'people', 'orgs_flash_position_ended');
  }),
  relation: formAction(relationForm, async (input, event: RequestEvent) => {
    await addRelation(event.locals.ctx, { unitId: event.params.unitId, ...input });
    done(event, 'history', 'orgs_flash_relation');
  }),
  endRelation: formAction(endRelationForm, async (input, event: RequestEvent) => {
    await endRelation(event.locals.ctx, input);
    done(event, 'history', 'orgs_flash_relation_ended');
  }),
};
