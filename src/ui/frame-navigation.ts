import type { IconName } from './icons.ts';

/** One way out of the frame. `label` is a key known to the frame ("home", "plans"…) or already the words themselves. */
export type NavigationEntry = { href: string; label: string; icon: IconName; count?: number | undefined };

/** The five places that fit under a thumb, in their order; everything else is reached through the last one. */
export const thumbKeys = ['home', 'plans', 'record', 'units', 'more'] as const;

/**
 * The entry that a path belongs to: the one with the longest address that begins it, counted by whole segments,
 * so that `/plans/12` lights `/plans` and `/planner` does not.
 */
export function currentEntry(entries: readonly NavigationEntry[], path: string): NavigationEntry | null {
  const holds = (href: string) => path === href || path.startsWith(href.endsWith('/') ? href : `${href}/`);
  return entries.filter((entry) => holds(entry.href)).sort((a, b) => b.href.length - a.href.length)[0] ?? null;
}
