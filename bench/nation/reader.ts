import type { Context, Tx } from '#app/platform/context.ts';
import type { Stand } from './open-nation.ts';

/** What a screen asks of the server, for someone who stands somewhere. */
export interface Reader {
  name: string;
  run(ctx: Context, at: Stand): Promise<unknown>;
}

/** The page is read in one transaction, as its route does. */
export const inside =
  (work: (tx: Tx, at: Stand) => Promise<unknown>): Reader['run'] =>
  (ctx, at) =>
    ctx.read((tx) => work(tx, at));
