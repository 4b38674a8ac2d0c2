import { z } from 'zod';

/** Of one sending, held ones included. */
export const mostFiles = 20;

const toList = (value: unknown): unknown => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const ids = z.preprocess(toList, z.array(z.string().max(100)).max(100));

/** The part of a form that brings files: new ones, those of the sending before, which was not accepted, and those let go of. */
export const evidenceShape = {
  files: z.preprocess(toList, z.array(z.instanceof(File)).max(mostFiles, 'field_too_many')),
  heldFiles: z.preprocess(toList, z.array(z.uuid()).max(100)),
  droppedFiles: ids,
};

interface TypedFiles {
  files: File[];
  heldFiles: string[];
  droppedFiles: string[];
}

/** Refuses more than so many files, held ones included. */
export function requireFewFiles(most = mostFiles): (typed: TypedFiles, ctx: z.RefinementCtx) => void {
  return (typed, ctx) => {
    if (typed.files.length + wantedHeld(typed).length > most)
      ctx.addIssue({ code: 'custom', path: ['files'], message: 'field_too_many' });
  };
}

/** Of the held files, those that were not let go of. */
export function toKeptFiles<T extends TypedFiles>({ droppedFiles, ...typed }: T) {
  return { ...typed, heldFiles: wantedHeld({ ...typed, droppedFiles }) };
}

/** The ids of held files that a form still wants, from its fields as they were typed. */
export function wantedHeld(typed: { heldFiles?: unknown; droppedFiles?: unknown }): string[] {
  const { data } = z.object({ heldFiles: ids, droppedFiles: ids }).safeParse(typed);
  const held = (data?.heldFiles ?? []).filter((id) => z.uuid().safeParse(id).success);
  return [...new Set(held)].filter((id) => !data?.droppedFiles.includes(id)).slice(0, mostFiles);
}
