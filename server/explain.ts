import { translateDatabaseFault } from '#app/platform/context.ts';
import { errorWords } from '#app/platform/error-words.ts';
import { isAppError } from '#app/platform/errors.ts';

/** Says in both languages why a command cannot go on, and ends the process with an error. */
export function explainAndExit(error: unknown): never {
  const known = translateDatabaseFault(error);
  if (isAppError(known)) {
    process.stderr.write(
      `${errorWords(known.code, known.params, 'vi')}\n${errorWords(known.code, known.params, 'en')}\n`,
    );
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  process.exit(1);
}
