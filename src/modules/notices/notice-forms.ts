import { z } from 'zod';

/** Opens one notice, which marks it as read. */
export const openNoticeForm = z.object({ noticeId: z.uuid() });
