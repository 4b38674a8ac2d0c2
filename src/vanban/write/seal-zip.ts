import { unzipSync, type Zippable, zipSync } from 'fflate';

// The zip format counts from 1980 in local time; made from local parts it is the same in every time zone.
const earliest = new Date(1980, 0, 1);

/**
 * Packs a zip file again without the time of its making: the same content must give the same bytes, or nobody could
 * tell by its checksum whether an issued file was touched.
 * @param sealPart may replace the content of a part
 */
export function sealZip(
  packed: Uint8Array,
  sealPart: (path: string, part: Uint8Array) => Uint8Array = (_, part) => part,
): Uint8Array {
  const sealed: Zippable = {};
  for (const [path, part] of Object.entries(unzipSync(packed))) {
    sealed[path] = [sealPart(path, part), { mtime: earliest, level: 6 }];
  }
  return zipSync(sealed);
}
