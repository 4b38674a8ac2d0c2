import { requireUuid } from '#app/platform/uuid.ts';
import { contentDisposition } from '#app/modules/media/server/index.ts';
import { writePlanDocx } from '#app/modules/plans/server/index.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const { name, bytes } = await writePlanDocx(locals.ctx, requireUuid(params.planId));
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': contentDisposition(name),
      'x-content-type-options': 'nosniff',
    },
  });
};
