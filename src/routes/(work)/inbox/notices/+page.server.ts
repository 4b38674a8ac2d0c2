import { redirect } from '@sveltejs/kit';
import { wordsFor } from '#app/platform/error-words.ts';
import { setFlash } from '#app/platform/flash.ts';
import { formAction } from '#app/platform/form-action.ts';
import { pressForm } from '#app/modules/plans/delivery-forms.ts';
import { openNoticeForm } from '#app/modules/notices/notice-forms.ts';
import { listNotices, noticesPerPage, openNotice, readAllNotices } from '#app/modules/notices/server/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const { notices, total } = await listNotices(ctx, page);
  return {
    page,
    total,
    pageSize: noticesPerPage,
    notices: notices.map(({ kind, params, ...notice }) => ({
      ...notice,
      text: wordsFor(kind, params, ctx.locale) ?? kind,
    })),
  };
};

export const actions: Actions = {
  open: formAction(openNoticeForm, async ({ noticeId }, { locals }) => {
    redirect(303, (await openNotice(locals.ctx, noticeId)) || '/inbox/notices');
  }),
  readAll: formAction(pressForm, async (_, { locals, cookies }) => {
    await readAllNotices(locals.ctx);
    setFlash(cookies, { kind: 'success', key: 'notices_flash_read' });
    redirect(303, '/inbox/notices');
  }),
};
