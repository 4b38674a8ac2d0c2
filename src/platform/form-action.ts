import { fail, isActionFailure, isHttpError, isRedirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { errorWords, fieldWords } from '#app/platform/error-words.ts';
import { isAppError, type AppErrorCode, type ErrorParams } from '#app/platform/errors.ts';
import {
  fieldProblems,
  formToObject,
  readForm,
  typedValues,
  type FormValues,
  type Nested,
} from '#app/platform/form-data.ts';

/** What a refused form gets back: why, where, and everything that was typed. */
export interface FormRefusal<K = unknown> {
  /** Which action of the page, `?/submit`. */
  action: string;
  /** The error's code, for code. */
  problem: AppErrorCode;
  params: ErrorParams;
  /** The same in the reader's words: what is wrong and what to do. */
  message: string;
  /** Faults by field name (`attendance.0.count`), in words. */
  problems: Record<string, string>;
  values: FormValues;
  /** What the server keeps of the form beside its values: its files. */
  kept?: K | undefined;
}

/** Why a form is refused, for what is kept of it: a file that is the fault itself is not worth keeping. */
export interface RefusalCause {
  code: AppErrorCode;
  /** Codes by field name. */
  faults: Readonly<Record<string, string>>;
}

/**
 * A form action: parse → call → redirect or return. `work` gets the checked input; what it throws as an AppError
 * becomes a refusal with its status, and nothing typed is lost. `keep` keeps what a page cannot show again: files.
 */
export function formAction<S extends z.ZodType, E extends RequestEvent, R, K = undefined>(
  schema: S,
  work: (input: z.infer<S>, event: E) => Promise<R>,
  keep?: (typed: Nested, event: E, why: RefusalCause) => Promise<K>,
): (event: E) => Promise<R | ActionFailure<FormRefusal<K>>> {
  return async (event) => {
    const typed = formToObject(await readForm(event.request));
    const keepRest = async (why: RefusalCause): Promise<K | undefined> => {
      if (!keep || event.locals.isSignedOut) return undefined;
      // What was typed is not to be lost because its files could not be kept.
      return keep(typed, event, why).catch((error: unknown) => {
        if (isAppError(error)) return undefined;
        throw error;
      });
    };
    const refuse = async (
      code: AppErrorCode,
      status: number,
      params: ErrorParams = {},
      faults: Record<string, string> = {},
    ): Promise<ActionFailure<FormRefusal<K>>> =>
      fail(status, {
        action: event.url.search,
        problem: code,
        params,
        message: errorWords(code, params),
        problems: Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, fieldWords(fault)])),
        values: typedValues(typed),
        kept: await keepRest({ code, faults }),
      });

    if (event.locals.isSignedOut) return refuse('signed_out', 401);
    const parsed = schema.safeParse(typed);
    if (!parsed.success) return refuse('invalid', 422, {}, fieldProblems(parsed.error));
    try {
      return await work(parsed.data, event);
    } catch (error) {
      if (isRedirect(error) || isHttpError(error) || isActionFailure(error)) throw error;
      if (!isAppError(error)) throw error;
      return refuse(error.code, error.status, error.params, error.problems);
    }
  };
}
