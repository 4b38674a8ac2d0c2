import { isLocalDate } from '#app/platform/clock.ts';
import type { FormRefusal } from '#app/platform/form-action.ts';
import { typedInAddress, type FormValues } from '#app/platform/form-data.ts';
import type { ActivityDetails, Attendance } from '#app/modules/activities/activity-details.ts';
import type { NewActivity } from '#app/modules/activities/server/index.ts';
import type { HeldFile } from '#app/modules/media/held-file.ts';
import { itemKey } from '#app/modules/activities/plan-item.ts';

/** A group's two figures as they stand in the fields. */
export interface TypedGroup {
  attendanceCount: string;
  personCount: string;
}

/** Everything in the fields of an activity's form, as text. */
export interface TypedActivity {
  formId: string;
  title: string;
  startsOn: string;
  endsOn: string;
  place: string;
  mode: string;
  audience: string;
  partners: string;
  summary: string;
  topicIds: string[];
  links: string[];
  groups: Record<string, TypedGroup>;
  costs: Record<string, string>;
  quantities: Record<string, string>;
  isOnceEach: boolean;
  isAutoLinked: boolean;
}

export interface FormStart {
  details: Partial<ActivityDetails>;
  isAutoLinked: boolean;
  /** What stood in the fields when the people of last time were asked for; `details` then gives only those. */
  typed?: FormValues | undefined;
  /** Files that the refused sending before had brought. */
  held?: HeldFile[] | undefined;
}

/** What a new activity's form starts from: a target, a form or a day that a link names, or last time's people. */
export function startFromAddress(known: NewActivity, address: URLSearchParams): FormStart {
  const ask = (name: string): string => address.get(name) ?? '';
  const target = known.items.find((item) => item.kind === 'target' && item.id === ask('target'));
  return {
    details: {
      formId: known.reference.forms.some((form) => form.id === ask('form')) ? ask('form') : '',
      title: ask('title').slice(0, 300),
      startsOn: isLocalDate(ask('on')) ? ask('on') : known.today,
      place: known.last.place,
      attendance: ask('same') === 'last' ? known.last.attendance : [],
      links: target ? [{ kind: 'target', id: target.id }] : [],
    },
    isAutoLinked: true,
    typed: address.has('startsOn') ? typedInAddress(address) : undefined,
  };
}

/** What the fields show first: what was typed and refused, else what is known. */
export function typedActivity(start: FormStart, refusal: FormRefusal | null | undefined): TypedActivity {
  if (refusal) return fromValues(refusal.values);
  if (!start.typed) return fromDetails(start);
  const typed = fromValues(start.typed);
  return { ...typed, groups: { ...typed.groups, ...typedGroups(start.details.attendance ?? []) } };
}

/** Groups as fields; persons are left out where they are the attendances, which is what an empty field means. */
export function typedGroups(attendance: readonly Attendance[]): Record<string, TypedGroup> {
  return Object.fromEntries(
    attendance.map((group) => [
      group.populationId,
      {
        attendanceCount: String(group.attendanceCount),
        personCount:
          group.personCount === null || group.personCount === group.attendanceCount ? '' : String(group.personCount),
      },
    ]),
  );
}

function fromDetails({ details, isAutoLinked }: FormStart): TypedActivity {
  const attendance = details.attendance ?? [];
  return {
    formId: details.formId ?? '',
    title: details.title ?? '',
    startsOn: details.startsOn ?? '',
    endsOn: details.endsOn === details.startsOn ? '' : (details.endsOn ?? ''),
    place: details.place ?? '',
    mode: details.mode ?? 'in_person',
    audience: details.audience ?? '',
    partners: details.partners ?? '',
    summary: details.summary ?? '',
    topicIds: details.topicIds ?? [],
    links: (details.links ?? []).map(itemKey),
    groups: typedGroups(attendance),
    costs: Object.fromEntries((details.costs ?? []).map((cost) => [cost.costSourceId, String(cost.amountDong)])),
    quantities: Object.fromEntries((details.quantities ?? []).map((one) => [one.measureId, String(one.amount)])),
    isOnceEach: attendance.every((group) => group.personCount !== null),
    isAutoLinked,
  };
}

function fromValues(values: FormValues): TypedActivity {
  const groups = nested(values['attendance']);
  return {
    formId: text(values['formId']),
    title: text(values['title']),
    startsOn: text(values['startsOn']),
    endsOn: text(values['endsOn']),
    place: text(values['place']),
    mode: text(values['mode']) || 'in_person',
    audience: text(values['audience']),
    partners: text(values['partners']),
    summary: text(values['summary']),
    topicIds: list(values['topicIds']),
    links: list(values['links']),
    groups: Object.fromEntries(
      Object.entries(groups).map(([id, group]) => [
        id,
        { attendanceCount: text(nested(group)['attendanceCount']), personCount: text(nested(group)['personCount']) },
      ]),
    ),
    costs: Object.fromEntries(Object.entries(nested(values['costs'])).map(([id, amount]) => [id, text(amount)])),
    quantities: Object.fromEntries(
      Object.entries(nested(values['quantities'])).map(([id, amount]) => [id, text(amount)]),
    ),
    isOnceEach: values['isOnceEach'] !== undefined,
    isAutoLinked: values['isAutoLinked'] !== undefined,
  };
}

type Value = string | string[] | FormValues | undefined;
const text = (value: Value): string => (typeof value === 'string' ? value : '');
const list = (value: Value): string[] => (Array.isArray(value) ? value : []);
const nested = (value: Value): FormValues => (typeof value === 'object' && !Array.isArray(value) ? value : {});
