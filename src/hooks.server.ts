import { randomUUID } from 'node:crypto';
import { redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { sequence, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit/hooks';
import { building } from '$app/env';
import { paraglideMiddleware } from '#app/paraglide/server.js';
import { application, openApplication } from '#app/platform/application.ts';
import { makeContext, systemContext, translateDatabaseFault } from '#app/platform/context.ts';
import { readEnv } from '#app/platform/env.ts';
import { errorWords } from '#app/platform/error-words.ts';
import { isAppError } from '#app/platform/errors.ts';
import { readForm } from '#app/platform/form-data.ts';
import { describeError, log } from '#app/platform/log.ts';
import { nobody } from '#app/platform/actor.ts';
import {
  authFor,
  heldFormCookie,
  holdForm,
  loadPerson,
  type SignedInPerson,
} from '#app/modules/identity/server/index.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';

registerWorkKeepers();

/** The web process opens the application itself (server/main.ts); `vite dev` finds none and opens it here. */
const open = () => application(() => openApplication(readEnv()));

export const init: ServerInit = async () => {
  if (!building) await open();
};

const localeCookie = 'PARAGLIDE_LOCALE';

/** The language of the page: what the browser was told, else what the account or the browser asks for. */
function keepLocale(event: RequestEvent, person: SignedInPerson | null): void {
  const chosen = event.cookies.get(localeCookie);
  if (chosen === 'vi' || chosen === 'en' || !person) return;
  rememberLocale(event.cookies, person.locale);
}

function rememberLocale(cookies: Cookies, locale: 'vi' | 'en'): void {
  cookies.set(localeCookie, locale, { path: '/', httpOnly: false, sameSite: 'lax', maxAge: 60 * 60 * 24 * 365 });
}

const words: Handle = ({ event, resolve }) =>
  paraglideMiddleware(languageOf(event), ({ locale }) => {
    event.locals.locale = locale as 'vi' | 'en';
    return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) });
  });

/**
 * The request as it asks for a language, the cookie that it is just given among the rest: else the first page after
 * signing in would be made in the browser's language, and the browser go on with it in the account's.
 */
function languageOf({ request, url, cookies }: RequestEvent): Request {
  const chosen = cookies.get(localeCookie);
  const headers = new Headers(request.headers);
  if (chosen === 'vi' || chosen === 'en') headers.set('cookie', `${localeCookie}=${chosen}`);
  return new Request(url, { headers });
}

/** Cookies are bound to https where the site is; on plain http a browser would drop them without a word. */
const plainCookies: Handle = ({ event, resolve }) => {
  const { cookies, url } = event;
  const set = cookies.set.bind(cookies);
  cookies.set = (name, value, options) => set(name, value, { secure: url.protocol === 'https:', ...options });
  return resolve(event);
};

/** Who is it? Before the words, since the account knows the language. */
const identify: Handle = async ({ event, resolve }) => {
  const { services, env, system } = await open();
  event.locals.requestId = randomUUID();
  event.locals.isSignedOut = false;
  event.locals.session = null;
  let person: SignedInPerson | null = null;
  if (event.request.headers.has('cookie')) {
    const session = await authFor(services, env).api.getSession({ headers: event.request.headers });
    if (session) {
      person = await loadPerson(system, session.user.id, event.cookies.get('unit'));
      event.locals.session = { id: session.session.id, userId: session.user.id };
    }
  }
  keepLocale(event, person);
  event.locals.person = person;
  return resolve(event);
};

const enter: Handle = async ({ event, resolve }) => {
  const { services } = await open();
  event.locals.ctx = makeContext(services, event.locals.person?.actor ?? nobody, {
    requestId: event.locals.requestId,
    address: event.getClientAddress(),
    locale: event.locals.locale,
  });
  return resolve(event);
};

/** Pages of the workplace need a session; what was typed into a form whose session ended is kept. */
const guard: Handle = async ({ event, resolve }) => {
  const isWork = event.route.id?.startsWith('/(work)') ?? false;
  if (!isWork) return resolve(event);
  if (!event.locals.person) {
    if (event.request.method === 'GET' || event.request.method === 'HEAD') {
      redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
    }
    // A form sent by script stays on its page and is refused there, with everything that was typed.
    if (event.request.headers.get('x-sveltekit-action') === 'true') {
      event.locals.isSignedOut = true;
      return resolve(event);
    }
    redirect(303, await holdAndSignIn(event));
  }
  if (event.locals.person.mustSetUpSecondFactor && !event.url.pathname.startsWith('/account/second-factor')) {
    redirect(303, '/account/second-factor');
  }
  return resolve(event);
};

async function holdAndSignIn(event: RequestEvent): Promise<string> {
  const form = await readForm(event.request);
  const { services } = await open();
  const entries = [...form.entries()];
  const key = await holdForm(
    systemContext(services, { requestId: event.locals.requestId }),
    {
      action: event.url.pathname + event.url.search,
      fields: entries.flatMap(([name, value]): [string, string][] =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
      files: entries.flatMap(([, value]) => (value instanceof File && value.name ? [value.name] : [])),
    },
    null,
  );
  // Also where the site is reached without TLS, on a union's own network.
  const secure = event.url.protocol === 'https:';
  if (key) event.cookies.set(heldFormCookie(key), '1', { path: '/resume', sameSite: 'lax', maxAge: 3600, secure });
  const next = key ? `/resume?held=${key}` : event.url.pathname;
  return `/sign-in?ended=1&next=${encodeURIComponent(next)}`;
}

const headers: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=(), interest-cohort=()');
  if (event.url.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=31536000');
  if (event.locals.person && !response.headers.has('cache-control'))
    response.headers.set('cache-control', 'private, no-store');
  return response;
};

/** A database that went away must not look like a fault of the page: its own status and sentence. */
const faults: Handle = async ({ event, resolve }) => {
  try {
    return await resolve(event);
  } catch (error) {
    const known = translateDatabaseFault(error);
    if (!isAppError(known)) throw error;
    log('error', 'request.failed', { code: known.code, ...describeError(error) });
    const text = ['vi', 'en'].map(
      (locale) => `<p lang="${locale}">${errorWords(known.code, known.params, locale as 'vi' | 'en')}</p>`,
    );
    return new Response(`<!doctype html><meta charset="utf-8"><title>Lan Tỏa</title>${text.join('')}`, {
      status: known.status,
      headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '30' },
    });
  }
};

export const handle = sequence(faults, headers, plainCookies, identify, words, enter, guard);

export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'unknown') {
    const known = translateDatabaseFault(error);
    if (isAppError(known)) {
      return { status: known.status, message: errorWords(known.code, known.params), code: known.code };
    }
    // A small form without a page of its own (language, acting unit) that was not filled by our screens.
    if ((error as Error | null)?.name === 'ZodError' || (error as Error | null)?.name === '$ZodError') {
      return { status: 422, message: errorWords('invalid'), code: 'invalid' };
    }
    const id = event.locals.requestId ?? randomUUID();
    // The id and nothing else reaches the page; the log has the rest.
    log('error', 'request.unexpected', { id, path: event.url.pathname, ...describeError(error) });
    return { status: 500, message: errorWords('unexpected'), code: 'unexpected', id };
  }
  const status = (error as { status?: number }).status ?? 500;
  return {
    message: status === 404 ? errorWords('not_found') : errorWords('invalid'),
    code: status === 404 ? 'not_found' : 'invalid',
  };
};
