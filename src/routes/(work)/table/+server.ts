import { downloadResponse, exportShownTable } from '#app/modules/media/server/index.ts';
import type { RequestHandler } from './$types';

/** A table of any page as a file: the page is asked for as the reader would, so that its rights are the page's own. */
export const GET: RequestHandler = async ({ fetch, locals, url }) => {
  const wish = {
    page: url.searchParams.get('page') ?? '',
    caption: url.searchParams.get('caption') ?? '',
    format: url.searchParams.get('format') === 'csv' ? ('csv' as const) : ('xlsx' as const),
    locale: locals.locale,
  };
  return downloadResponse(
    await exportShownTable(locals.ctx, wish, async (page) => {
      const answer = await fetch(page, { headers: { accept: 'text/html' } });
      const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false;
      return answer.ok && isPage ? answer.text() : null;
    }),
  );
};
