/** One line of JSON an event, to standard error; never personal data, never what a person typed. */
export function log(level: 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
}

/** An error as fields of a log line. */
export function describeError(error: unknown): Record<string, unknown> {
  return error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
}
