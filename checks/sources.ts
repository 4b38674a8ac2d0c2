import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files that a check reads: those of the project, or a few made up by a test. */
export interface Sources {
  /** From the root, with "/", sorted. */
  paths: readonly string[];
  read(path: string): string;
}

export const projectRoot = join(import.meta.dirname, '..');

/** What git knows or would add: nothing built, nothing ignored. */
export function projectSources(root = projectRoot): Sources {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const paths = [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path)));
  return { paths: paths.toSorted(), read: (path) => readFileSync(join(root, path), 'utf8') };
}

/** Made-up files, for tests: text by path. */
export function sourcesOf(files: Record<string, string>): Sources {
  return { paths: Object.keys(files).toSorted(), read: (path) => files[path] ?? '' };
}

/** Written by people, in a programming language; what a tool wrote is judged by that tool. */
export const isCode = (path: string): boolean =>
  /\.(ts|js|mjs|cjs|svelte|css|html|sh)$/.test(path) && !path.startsWith('project.inlang/');

export const isTest = (path: string): boolean =>
  /\.(test|spec)\.ts$|(^|\/)testing\//.test(path) || path.startsWith('e2e/');
