/** What a check found wrong, for a person who is to mend it. */
export interface Problem {
  /** Path from the root of the project. */
  file: string;
  line?: number;
  message: string;
}

export function describeProblem({ file, line, message }: Problem): string {
  return `${file}${line === undefined ? '' : `:${line}`}  ${message}`;
}
