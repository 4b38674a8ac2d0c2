/**
 * A unit's place in the tree: the labels from the root down to itself, each followed by a dot (`.4.9.`). A unit keeps
 * its label for life; a transfer changes what stands before it. The root scope `.` covers everything.
 */
export type UnitPath = string;

/** The paths at and under `path`, as a half-open range of byte order: one index serves it at any size. */
export function rangeOf(path: UnitPath): { from: string; before: string } {
  // '/' follows '.' in byte order, so nothing but a path that starts with `path` lies between the two.
  return { from: path, before: `${path.slice(0, -1)}/` };
}

/** Whether `path` is `ancestor` itself or stands below it. */
export function isWithin(path: UnitPath, ancestor: UnitPath): boolean {
  return path.startsWith(ancestor);
}

/** The unit's own label, without dots. */
export function labelOf(path: UnitPath): string {
  return path.slice(path.lastIndexOf('.', path.length - 2) + 1, -1);
}

/** The path of the unit directly above; `.` for the first unit. */
export function parentPath(path: UnitPath): UnitPath {
  return path.slice(0, path.lastIndexOf('.', path.length - 2) + 1);
}

/** The path of a unit with this label under a parent; under nothing for the first unit. */
export function childPath(parent: UnitPath | null, label: string): UnitPath {
  return `${parent ?? '.'}${label}.`;
}

/** Paths of the units above, from the root down, without the unit itself. */
export function pathsAbove(path: UnitPath): UnitPath[] {
  const labels = path.slice(1, -1).split('.');
  return labels.slice(0, -1).map((_, index) => `.${labels.slice(0, index + 1).join('.')}.`);
}
