import type { Application } from '#app/platform/application.ts';

/** Loads the demonstration federation; says what it is doing while it does it. */
export async function loadDemonstration(_app: Application, _say: (text: string) => void): Promise<void> {}

/** The lines that name the sign-ins of the demonstration; none where the database holds something else. */
export async function demonstrationSignIns(_app: Application): Promise<string[]> {
  return [];
}
