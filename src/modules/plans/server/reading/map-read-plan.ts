import { isLocalDate } from '#app/platform/clock.ts';
import { isForeign } from '#app/modules/plans/no-plan.ts';
import { dueDateOf } from '#app/modules/plans/server/reading/due-date.ts';
import { mapQuotas, type MappedQuota } from '#app/modules/plans/server/reading/map-quota.ts';
import { mapRecipients, type MappedRecipient } from '#app/modules/plans/server/reading/map-recipient.ts';
import { mapSections, type MappedSection } from '#app/modules/plans/server/reading/map-sections.ts';
import { mapTargets, type MappedTarget } from '#app/modules/plans/server/reading/map-target.ts';
import { validityOf } from '#app/modules/plans/server/reading/plan-validity.ts';
import { originOf, type ItemOrigin } from '#app/modules/plans/server/reading/read-item.ts';
import type { ReadPlan, ReadTask } from '#app/vanban/plan-document.ts';
import type { SourceDocument } from '#app/vanban/source-document.ts';

export interface MappedBasis extends ItemOrigin {
  text: string;
  docType: string;
  number: string;
  typed: string;
  datedOn: string | null;
  issuer: string;
}

export interface MappedTask extends ItemOrigin {
  statement: string;
  sectionRef: string;
  kind: string;
  ownerText: string;
  deadlineText: string;
  dueOn: string | null;
  recurrence: string;
}

export interface MappedDuty extends ItemOrigin {
  statement: string;
  fromText: string;
  toText: string;
  period: string;
  deadlineText: string;
  dueOn: string | null;
}

/** The head of a plan: columns of `plan` that a document fills. */
export interface MappedHeader {
  docType: string;
  title: string;
  numberText: string;
  place: string;
  issuedOn: string | null;
  validFrom: string | null;
  validTo: string | null;
  superiorName: string;
  issuerName: string;
  opening: string;
  signerAuthority: string;
  signerBody: string;
  signerTitle: string;
  signerName: string;
  contact: string;
}

export interface MappedItems {
  basis: MappedBasis[];
  section: MappedSection[];
  target: MappedTarget[];
  task: MappedTask[];
  quota: MappedQuota[];
  duty: MappedDuty[];
  recipient: MappedRecipient[];
}

export interface MappedPlan {
  header: MappedHeader;
  items: MappedItems;
}

/**
 * What a reader found, as rows of our tables. Pure: the same reading gives the same rows on any day. Of what is no
 * administrative document at all no items. */
export function mapReadPlan(plan: ReadPlan, source: Pick<SourceDocument, 'text' | 'tables'>): MappedPlan {
  const validity = validityOf(plan);
  const year = Number((validity.from ?? plan.date ?? '2000').slice(0, 4));
  const body = mapSections(plan, source);
  return {
    header: {
      docType: plan.docType ?? 'KẾ HOẠCH',
      title: plan.title ?? '',
      numberText: plan.number ?? '',
      place: plan.place ?? '',
      issuedOn: plan.date !== null && isLocalDate(plan.date) ? plan.date : null,
      validFrom: validity.from,
      validTo: validity.to,
      superiorName: plan.parentIssuer ?? '',
      // Who signs for the body is told by the signer; the heading prints the unit.
      issuerName: plan.headerIssuer ?? '',
      opening: body.opening,
      signerAuthority: plan.signer?.authority ?? '',
      signerBody: plan.signer?.authorityBody ?? '',
      signerTitle: plan.signer?.title ?? '',
      signerName: plan.signer?.name ?? '',
      contact: plan.contacts.map((contact) => contact.text).join('; '),
    },
    items: isForeign(plan) ? noItems : mapItems(plan, source, year, body.sections),
  };
}

const noItems: MappedItems = { basis: [], section: [], target: [], task: [], quota: [], duty: [], recipient: [] };

function mapItems(
  plan: ReadPlan,
  source: Pick<SourceDocument, 'text' | 'tables'>,
  year: number,
  sections: MappedSection[],
): MappedItems {
  return {
    basis: plan.legalBasis.map((basis) => ({
      ...originOf(basis, source.text.slice(basis.span.start, basis.span.end)),
      text: basis.text,
      docType: basis.docType ?? '',
      number: basis.canonicalNumber ?? basis.number ?? '',
      typed: basis.number ?? '',
      datedOn: basis.date !== null && isLocalDate(basis.date) ? basis.date : null,
      issuer: basis.issuer ?? '',
    })),
    section: sections,
    target: mapTargets(plan.targets, year),
    task: plan.tasks.filter(isWork).map((task) => mapTask(task, year)),
    quota: mapQuotas(plan, source),
    duty: plan.reportingDuties.map((duty) => ({
      ...originOf(duty, duty.quote),
      statement: tidy(duty.quote),
      fromText: duty.from ?? '',
      toText: duty.to ?? '',
      period: duty.period ?? '',
      deadlineText: duty.deadlineText ?? '',
      dueOn: dueDateOf(duty.deadline, year),
    })),
    recipient: mapRecipients(plan),
  };
}

/** Topics and criteria are told in the text; only what somebody must do, or must do by a day, is followed. */
function isWork(task: ReadTask): boolean {
  return (task.kind !== 'content' && task.kind !== 'criterion') || task.owner !== null || task.deadline !== null;
}

function mapTask(task: ReadTask, year: number): MappedTask {
  const repeated = task.deadline?.startsWith('---') ? 'monthly' : task.deadline?.startsWith('--') ? 'yearly' : '';
  return {
    ...originOf(task, task.quote),
    statement: tidy(task.quote),
    sectionRef: task.section,
    kind: task.kind,
    ownerText: task.owner ?? '',
    deadlineText: task.deadlineText ?? '',
    dueOn: dueDateOf(task.deadline, year),
    recurrence: task.recurrence ?? repeated,
  };
}

const tidy = (quote: string): string =>
  quote
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[;,\s]+$/, '');
