import { m } from '#app/paraglide/messages.js';
import type { ItemKind } from '#app/modules/activities/item-kinds.ts';

export const kindNames: Record<ItemKind, () => string> = {
  news: m.activities_kind_news,
  articles: m.activities_kind_articles,
  photos: m.activities_kind_photos,
  videos: m.activities_kind_videos,
  graphics: m.activities_kind_graphics,
};
