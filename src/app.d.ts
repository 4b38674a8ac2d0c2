import type { SignedInPerson } from '#app/modules/identity/server/index.ts';
import type { Context } from '#app/platform/context.ts';

declare global {
  namespace App {
    interface Locals {
      /** Who acts, and the way to the database; an actor without grants when nobody is signed in. */
      ctx: Context;
      requestId: string;
      locale: 'vi' | 'en';
      /** A page of the workplace was asked for without a session. */
      isSignedOut: boolean;
      session: { id: string; userId: string } | null;
      /** The signed-in person, with what the frame shows of them. */
      person: SignedInPerson | null;
    }
    interface Error {
      message: string;
      code: string;
      id?: string;
    }
  }
}

export {};
