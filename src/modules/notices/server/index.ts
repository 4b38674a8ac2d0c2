export {
  listNotices,
  noticesPerPage,
  openNotice,
  readAllNotices,
  unreadNotices,
  type NoticeLine,
} from '#app/modules/notices/server/notice-queries.ts';
export { sendDigests } from '#app/modules/notices/server/send-digests.job.ts';
export { writeNotices, type NewNotice } from '#app/modules/notices/server/write-notices.ts';
