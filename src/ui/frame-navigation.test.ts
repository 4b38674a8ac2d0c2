import { expect, test } from 'vitest';
import { currentEntry, type NavigationEntry } from './frame-navigation.ts';

const entries: NavigationEntry[] = [
  { href: '/home', label: 'home', icon: 'work' },
  { href: '/plans', label: 'plans', icon: 'plan' },
  { href: '/activities', label: 'activities', icon: 'activity' },
  { href: '/activities/new', label: 'record', icon: 'plus' },
];

test.for([
  ['/plans', '/plans'],
  ['/plans/12/targets', '/plans'],
  ['/activities/new', '/activities/new'],
  ['/activities/7', '/activities'],
  ['/planner', undefined],
  ['/', undefined],
] as const)('%s belongs to %s', ([path, href]) => {
  expect(currentEntry(entries, path)?.href).toBe(href);
});
