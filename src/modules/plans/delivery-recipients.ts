import { addDays, type LocalDate } from '#app/platform/clock.ts';

/** To carry out "(th/h)", or to know "(b/c)". An archive line addresses nobody. */
export type DeliveryPurpose = 'act' | 'inform';

/** A line of "Nơi nhận" with the rule that turns it into units. */
export interface RecipientLine {
  purpose: string;
  ruleKind: string;
  /** The unit that the rule starts from; without it the issuer. */
  ruleUnitId: string | null;
  ruleKindIds: readonly string[];
  /** Units that a person named, besides those that the rule finds. */
  unitIds: readonly string[];
}

/** A unit as the rules look at it. */
export interface AddressableUnit {
  id: string;
  path: string;
  parentId: string | null;
  kindId: string;
}

/** Who gets a plan, and for what. */
export interface Addressee {
  unitId: string;
  purpose: DeliveryPurpose;
}

/** Units that a line means, among those of the day of issue: those that its rule finds and those named by hand. */
export function unitsOfLine<U extends AddressableUnit>(
  line: Omit<RecipientLine, 'purpose'>,
  units: readonly U[],
  issuerId: string,
): U[] {
  const found = new Set([...unitsByRule(line, units, issuerId).map((unit) => unit.id), ...line.unitIds]);
  return units.filter((unit) => found.has(unit.id) && unit.id !== issuerId);
}

/** The starting unit itself only where the line names it alone. */
function unitsByRule<U extends AddressableUnit>(
  line: Pick<RecipientLine, 'ruleKind' | 'ruleUnitId' | 'ruleKindIds'>,
  units: readonly U[],
  issuerId: string,
): U[] {
  const start = units.find((unit) => unit.id === (line.ruleUnitId ?? issuerId));
  if (!start) return [];
  const isBelow = (unit: U): boolean => unit.id !== start.id && unit.path.startsWith(start.path);
  // "Công đoàn các phường" are those children only; a line that names no kind means all of them.
  const isMeant = (unit: U): boolean => line.ruleKindIds.length === 0 || line.ruleKindIds.includes(unit.kindId);
  switch (line.ruleKind) {
    case 'unit':
      return line.ruleUnitId === null ? [] : [start];
    case 'children':
      return units.filter((unit) => unit.parentId === start.id && isMeant(unit));
    case 'descendants':
      return units.filter((unit) => isBelow(unit) && isMeant(unit));
    case 'kind':
      return units.filter((unit) => isBelow(unit) && line.ruleKindIds.includes(unit.kindId));
    default:
      return [];
  }
}

/** Whether a line is meant to reach units at all. */
export function wantsUnits(line: RecipientLine): boolean {
  return line.purpose !== 'archive' && (line.ruleKind !== 'none' || line.unitIds.length > 0);
}

/**
 * Turns the lines into units, each once: a unit that stands in several lines acts if one of them asks it to. The
 * issuer is never its own addressee.
 */
export function resolveRecipients(
  lines: readonly RecipientLine[],
  units: readonly AddressableUnit[],
  issuerId: string,
): Addressee[] {
  const purposes = new Map<string, DeliveryPurpose>();
  for (const line of lines.filter(wantsUnits)) {
    const purpose = line.purpose === 'inform' ? 'inform' : 'act';
    for (const unit of unitsOfLine(line, units, issuerId)) {
      if (purposes.get(unit.id) !== 'act') purposes.set(unit.id, purpose);
    }
  }
  return [...purposes].map(([unitId, purpose]) => ({ unitId, purpose }));
}

/**
 * What a plan that says nothing about dates asks for, counted from the day of issue. No text of the federation fixes
 * these days: the issuer's own date (`plan.adopt_due_on`) goes before them.
 */
export const deliveryTerms = { acknowledgeWithinDays: 3, adoptWithinDays: 15 } as const;

/** Until when an addressee acknowledges and makes its own plan; nothing is due from those who are only informed. */
export function dueDates(
  purpose: DeliveryPurpose,
  issuedOn: LocalDate,
  adoptDueOn: LocalDate | null,
): { acknowledgeDueOn: LocalDate | null; adoptDueOn: LocalDate | null } {
  if (purpose === 'inform') return { acknowledgeDueOn: null, adoptDueOn: null };
  const adoptBy = adoptDueOn ?? addDays(issuedOn, deliveryTerms.adoptWithinDays);
  const acknowledgeBy = addDays(issuedOn, deliveryTerms.acknowledgeWithinDays);
  // Nobody can be asked to have adopted a plan before they need to have received it.
  return { acknowledgeDueOn: acknowledgeBy < adoptBy ? acknowledgeBy : adoptBy, adoptDueOn: adoptBy };
}
