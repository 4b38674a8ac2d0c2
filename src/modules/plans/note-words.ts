import { m } from '#app/paraglide/messages.js';
import type { ChangeLine } from '#app/modules/plans/server/index.ts';

type Params = Record<string, string | number | null>;
type Note = { code: string; params: Params };

const text = (params: Params, name: string): string => String(params[name] ?? '…');

/** "2026-02-07" as documents write it. */
const day = (params: Params, name: string): string => text(params, name).split('-').toReversed().join('/');

/** Numbers of thousands as Vietnamese documents write them. */
const grouped = (params: Params, name: string): string => Number(params[name] ?? 0).toLocaleString('vi');

const words: Record<string, (params: Params) => string> = {
  'numbering-gap': (p) =>
    p['section']
      ? m.plans_note_numbering_gap({
          section: text(p, 'section'),
          expected: text(p, 'expected'),
          found: text(p, 'found'),
        })
      : m.plans_note_numbering_gap_top({ expected: text(p, 'expected'), found: text(p, 'found') }),
  'numbering-repeated': (p) => m.plans_note_numbering_repeated({ found: text(p, 'found') }),
  'numbering-out-of-order': (p) =>
    m.plans_note_numbering_out_of_order({ found: text(p, 'found'), expected: text(p, 'expected') }),
  'total-disagrees': (p) =>
    m.plans_note_total_disagrees({ item: text(p, 'item'), printed: text(p, 'printed'), sum: text(p, 'sum') }),
  'total-without-rows': (p) => m.plans_note_total_without_rows({ item: text(p, 'item'), printed: text(p, 'printed') }),
  'commemoration-disagrees': (p) =>
    m.plans_note_commemoration_disagrees({
      name: text(p, 'name'),
      printed: text(p, 'printed'),
      computed: text(p, 'computed'),
    }),
  'number-corrected': (p) =>
    m.plans_note_number_corrected({ typed: text(p, 'typed'), canonical: text(p, 'canonical') }),
  'number-blank': () => m.plans_note_number_blank(),
  'date-blank': () => m.plans_note_date_blank(),
  'date-impossible': (p) => m.plans_note_date_impossible({ typed: text(p, 'typed') }),
  'dates-disagree': (p) =>
    p['otherText']
      ? m.plans_note_dates_disagree({
          date: day(p, 'date'),
          weekday: text(p, 'otherText').replace(/^[,(\s]+|[)\s]+$/g, ''),
        })
      : m.plans_note_year_disagrees({ date: day(p, 'date'), year: text(p, 'other') }),
  'deadline-before-issue': (p) =>
    m.plans_note_deadline_before_issue({ deadline: day(p, 'deadline'), date: day(p, 'date') }),
  'signer-missing': () => m.plans_note_signer_missing(),
  'title-missing': () => m.plans_note_title_missing(),
  'table-unsure': () => m.plans_note_table_unsure(),
  'source-repaired': (p) => (repairWords[text(p, 'repair')] ?? m.plans_note_source_repaired)(),
  'source-cut': (p) =>
    p['pages']
      ? m.plans_note_source_cut_pages({ pages: text(p, 'pages'), of: text(p, 'of') })
      : m.plans_note_source_cut({ characters: grouped(p, 'characters'), words: text(p, 'words') }),
};

const repairWords: Record<string, () => string> = {
  'tracked-changes-accepted': m.plans_note_changes_accepted,
  'recognised-from-picture': m.plans_note_recognised,
};

/** What was noticed about the document, in words; null for what has none. */
export function noteWords(note: Note): string | null {
  return words[note.code]?.(note.params) ?? null;
}

const changes: Record<string, (label: string) => string> = {
  'plan.edit_item': (label) => m.plans_change_edit_item({ label }),
  'plan.add_item': (label) => m.plans_change_add_item({ label }),
  'plan.drop_item': (label) => m.plans_change_drop_item({ label }),
  'plan.restore_item': (label) => m.plans_change_restore_item({ label }),
  'plan.confirm_item': (label) => m.plans_change_confirm_item({ label }),
  'plan.accept_items': () => m.plans_change_accept_items(),
  'plan.edit_header': () => m.plans_change_edit_header(),
};

/** What somebody changed, in words. */
export function changeWords(change: Pick<ChangeLine, 'action' | 'label'>): string {
  return changes[change.action]?.(change.label) ?? m.plans_change_other();
}

const moves: Record<string, () => string> = {
  create: m.plans_move_create,
  submit: m.plans_move_submit,
  return: m.plans_move_return,
  approve: m.plans_move_approve,
  issue: m.plans_move_issue,
  close: m.plans_move_close,
  hand_over: m.plans_move_hand_over,
};

/** A step in the life of a plan, in words. */
export const moveWords = (move: string): string => (moves[move] ?? m.plans_move_other)();

/** A moment as a clock in Vietnam shows it. */
export function momentWords(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'vi-VN', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(at);
}
