import { fail, isActionFailure, isHttpError, isRedirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { errorWords, fieldWords } from '#app/platform/error-words.ts';
import { isAppError, type AppErrorCode, type ErrorParams } from '#app/platform/errors.ts';
import { fieldProblems, formToObject, typedValues, type FormValues } from '#app/platform/form-data.ts';

/** What a refused form gets back: why, where, and everything that was typed. */
export interface FormRefusal {
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
}

/**
 * A form action: parse → call → redirect or return. `work` gets the checked input; what it throws as an AppError
 * becomes a refusal with its status, and nothing typed is lost.
 */
export function formAction<S extends z.ZodType, E extends RequestEvent, R>(
  schema: S,
  work: (input: z.infer<S>, event: E) => Promise<R>,
): (event: E) => Promise<R | ActionFailure<FormRefusal>> {
  return async (event) => {
    const typed = formToObject(await event.request.formData());
    const refuse = (
      code: AppErrorCode,
      status: number,
      params: ErrorParams = {},
      faults: Record<string, string> = {},
    ): ActionFailure<FormRefusal> =>
      fail(status, {
        action: event.url.search,
        problem: code,
        params,
        message: errorWords(code, params),
        problems: Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, fieldWords(fault)])),
        values: typedValues(typed),
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
