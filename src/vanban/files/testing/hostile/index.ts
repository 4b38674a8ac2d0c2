import { hostileDocx, hostileOdt } from './hostile-archives.ts';
import type { HostileDocument } from './hostile-document.ts';
import { hostileDoc, hostilePdf, hostileRtf } from './hostile-others.ts';
import { hostilePictures } from './hostile-pictures.ts';
import { hostileTexts } from './hostile-texts.ts';

/** All of them, by format. */
export const hostileDocuments: HostileDocument[] = [
  ...hostileTexts,
  ...hostileDocx,
  ...hostileOdt,
  ...hostileRtf,
  ...hostileDoc,
  ...hostilePdf,
  ...hostilePictures,
];
