import { m } from '#app/paraglide/messages.js';
import { formatDate, formatNumber } from '#app/ui/format-values.ts';
import type { ActivityDetails } from '#app/modules/activities/activity-details.ts';
import type { ActivityReference } from '#app/modules/activities/server/index.ts';
import { nameIn } from '#app/modules/activities/reference-name.ts';

/** One part of an activity in words, for the log of its changes. */
export function partWords(
  part: keyof ActivityDetails,
  details: Partial<ActivityDetails>,
  reference: ActivityReference,
): string {
  const named = (list: readonly { id: string; nameVi: string; nameEn: string }[], id: string): string =>
    nameIn(list.find((one) => one.id === id)) || id;
  const words = (): string => {
    switch (part) {
      case 'formId':
        return named(reference.forms, details.formId ?? '');
      case 'startsOn':
      case 'endsOn':
        return formatDate(details[part] ?? '');
      case 'topicIds':
        return (details.topicIds ?? []).map((id) => named(reference.topics, id)).join(', ');
      case 'attendance':
        return (details.attendance ?? [])
          .map(
            (group) =>
              `${named(reference.populations, group.populationId)} ${formatNumber(group.attendanceCount)}/${group.personCount === null ? '?' : formatNumber(group.personCount)}`,
          )
          .join(', ');
      case 'costs':
        return (details.costs ?? [])
          .map((cost) => `${named(reference.costSources, cost.costSourceId)} ${formatNumber(cost.amountDong, 0)}`)
          .join(', ');
      case 'quantities':
        return (details.quantities ?? [])
          .map((one) => `${named(reference.measures, one.measureId)} ${formatNumber(one.amount)}`)
          .join(', ');
      case 'links':
        return m.activities_items_count({ count: details.links?.length ?? 0 });
      default:
        return details[part] ?? '';
    }
  };
  return words() || m.activities_empty_part();
}
