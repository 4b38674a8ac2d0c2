import { toSearchKey } from '#app/platform/vietnamese.ts';

/** What is sent to a newsroom; the ids of the measures that count it. */
export const itemKinds = ['news', 'articles', 'photos', 'videos', 'graphics'] as const;
export type ItemKind = (typeof itemKinds)[number];

const kindWords: readonly [RegExp, ItemKind][] = [
  [/\b(video|clip|phong su hinh)\b/, 'videos'],
  [/\b(do hoa|infographic)\b/, 'graphics'],
  [/\b(anh|hinh anh)\b/, 'photos'],
  [/\bbai\b/, 'articles'],
  [/\btin\b/, 'news'],
];

/** What a column of a quota table asks for: "Tin", "Bài viết", "Ảnh"; null for "tin, bài" in one and for anything else. */
export function kindOfItem(text: string): ItemKind | null {
  const key = toSearchKey(text);
  const found = kindWords.filter(([pattern]) => pattern.test(key)).map(([, kind]) => kind);
  return found.length === 1 ? (found[0] ?? null) : null;
}
