/** A file of a refused form, as the form shows it. */
export interface HeldFile {
  id: string;
  name: string;
  sizeBytes: number;
  isPicture: boolean;
}

/**
 * Of one person at one time: as many as two forms may send, and 200 MB. What was let go of counts until its hour is
 * over, so that refused forms cannot fill the disk.
 */
export const heldLimits = { files: 40, bytes: 200_000_000 } as const;
