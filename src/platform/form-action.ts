import { fail, isActionFailure, isHttpError, isRedirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { isAppError, type ErrorParams } from '#app/platform/errors.ts';
import { fieldProblems, formToObject, typedValues, type FormValues } from '#app/platform/form-data.ts';

/** What a refused form gets back: why, where, and everything that was typed. */
export interface FormRefusal {
  action: string;
  problem: string;
  params: ErrorParams;
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
    const refuse = (status: number, problem: string, more: Partial<FormRefusal> = {}): ActionFailure<FormRefusal> =>
      fail(status, {
        action: event.url.search,
        problem,
        params: {},
        problems: {},
        ...more,
        values: typedValues(typed),
      });

    if (event.locals.isSignedOut) return refuse(401, 'signed_out');
    const parsed = schema.safeParse(typed);
    if (!parsed.success) return refuse(422, 'invalid', { problems: fieldProblems(parsed.error) });
    try {
      return await work(parsed.data, event);
    } catch (error) {
      if (isRedirect(error) || isHttpError(error) || isActionFailure(error)) throw error;
      if (!isAppError(error)) throw error;
      return refuse(error.status, error.code, { params: error.params, problems: error.problems });
    }
  };
}
