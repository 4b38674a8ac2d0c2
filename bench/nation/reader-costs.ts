/**
 * What each board and list costs at the confederation, a province, a union of communes and a grassroots union, the same
 * in a tree of any size: how many queries, and the most that one of them may give back (rows, and elements of lists in
 * them). Whoever changes a reader changes its line here, knowingly.
 */
export type ReaderCost = readonly [queries: readonly [number, number, number, number], most: number];

/** A page of lines, or a catalogue. */
const page = 150;
/** What stands right below one unit: at most seven hundred in the made nation. */
const below = 700;
/** A list that is counted so far and no further. */
const counted = 1_000;
/** Places of a map; of more only the branches are drawn. */
const drawn = 1_600;
/** Not bounded by a page: all units that a plan’s lines mean, or that something has touched since a past day. */
const whole = 300_000;

export const readerCosts: Readonly<Record<string, ReaderCost>> = {
  'every page: what waits': [[5, 5, 5, 5], page],
  home: [[24, 24, 24, 21], page],
  'units: the tree': [[4, 4, 4, 4], below],
  'units: search by words': [[4, 4, 4, 4], page],
  'units: search by one word': [[4, 4, 4, 4], page],
  'units: search by code': [[4, 4, 4, 4], page],
  unit: [[7, 8, 8, 8], below],
  'unit: work of its own': [[8, 8, 8, 8], page],
  'unit: others to choose from': [[16, 17, 17, 17], below],
  'unit: figures': [[5, 5, 5, 5], page],
  'unit: people': [[5, 5, 5, 5], page],
  'unit: history': [[7, 7, 7, 7], below],
  plans: [[5, 5, 5, 5], page],
  plan: [[6, 6, 6, 6], page],
  'plan: overview': [[5, 5, 5, 0], page],
  'plan: who received it': [[6, 6, 6, 0], below],
  'plan: targets': [[12, 12, 12, 0], page],
  'plan: tasks': [[6, 6, 6, 0], page],
  'plan: quotas': [[16, 16, 16, 0], page],
  'plan: units': [[14, 14, 14, 0], whole],
  'plan: history': [[6, 6, 6, 0], page],
  'plans: of the unit alone': [[5, 5, 5, 5], page],
  'plans: received': [[5, 5, 5, 5], page],
  'plans: by a word': [[5, 5, 5, 5], page],
  inbox: [[5, 5, 5, 5], page],
  'inbox: decisions': [[4, 4, 4, 4], page],
  notices: [[4, 4, 4, 4], page],
  'progress: plans': [[5, 5, 5, 5], page],
  'plan: at work': [[13, 13, 13, 13], below],
  'progress: the page': [[11, 12, 12, 12], below],
  'progress: the page, in the tree of then': [[9, 10, 10, 10], below],
  'progress: the map': [[10, 11, 11, 11], drawn],
  'progress: side by side': [[20, 21, 21, 21], whole],
  'progress: as a file': [[7, 8, 8, 8], below],
  'progress: today’s tree': [[7, 7, 7, 7], below],
  'progress: a past day, the tree of then': [[14, 14, 14, 8], whole],
  'progress: one target': [[12, 12, 12, 12], below],
  'progress: facts of a target': [[17, 18, 18, 18], below],
  activities: [[5, 5, 5, 5], counted],
  'activities: without a target': [[5, 5, 5, 5], counted],
  'activities: by a word': [[5, 5, 5, 5], page],
  'activities: the page': [[8, 8, 8, 8], counted],
  'work without a target: activity': [[5, 5, 5, 5], counted],
  'work without a target: item': [[5, 5, 5, 5], page],
  'work without a target: figure': [[5, 5, 5, 5], page],
  items: [[4, 4, 4, 4], page],
  measures: [[5, 5, 5, 5], page],
  'measures: a year of the branch': [[9, 9, 9, 9], page],
  'measures: the board': [[9, 10, 10, 10], below],
  'activities: forms and topics': [[4, 4, 4, 4], page],
  'activity: a new one': [[10, 10, 10, 10], page],
  'report: what was held in a half-year': [[6, 6, 6, 6], page],
  'reports: the calendar': [[4, 4, 4, 4], page],
  'reports: own': [[4, 4, 4, 4], page],
  'reports: below': [[4, 4, 4, 4], below],
  people: [[8, 8, 8, 8], page],
  'audit log': [[6, 6, 6, 6], page],
};
