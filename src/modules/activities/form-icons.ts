import type { IconName } from '#app/ui/icons.ts';

/** Drawings of the forms of activities; one that was added later gets the neutral flag. */
const icons: Record<string, IconName> = {
  conference: 'people',
  oral_session: 'megaphone',
  law_education: 'law',
  culture: 'star',
  sport: 'trophy',
  visual: 'picture',
  speakers_conference: 'megaphone',
  training: 'book',
  contest: 'trophy',
  heritage_trip: 'place',
  talk: 'people',
  dialogue: 'people',
  welfare: 'heart',
  online_post: 'globe',
  publication: 'book',
  broadcast: 'video',
  commendation: 'star',
};

export function formIcon(formId: string): IconName {
  return icons[formId] ?? 'activity';
}
