import { type ReadPlan } from '../plan-document.ts';
import { type SourceDocument } from '../source-document.ts';

/** An item-less plan, which the rooms fill. */
export function emptyPlan(): ReadPlan {
  return {
    isPlan: false,
    notPlanReason: null,
    title: null,
    docType: null,
    number: null,
    date: null,
    place: null,
    issuer: null,
    headerIssuer: null,
    parentIssuer: null,
    header: {},
    addressees: [],
    legalBasis: [],
    otherReferences: [],
    sections: [],
    targets: [],
    tasks: [],
    quotas: [],
    quotaTotals: [],
    reportingDuties: [],
    recipients: [],
    recipientLines: [],
    signer: null,
    effective: null,
    milestones: [],
    commemorations: [],
    budgetSources: [],
    contacts: [],
    notes: [],
  };
}

/**
 * Reads a plan out of a document. Pure: the same document gives the same plan on any machine and any day.
 * Never throws on any text; a document that is no plan gives `isPlan: false`.
 */
export function readPlan(source: SourceDocument): ReadPlan {
  const plan = emptyPlan();
  plan.notPlanReason = source.text.trim() === '' ? 'empty' : 'no-administrative-form';
  return plan;
}
