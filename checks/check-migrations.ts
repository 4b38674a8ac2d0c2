import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem } from './problem.ts';
import { projectRoot, projectSources, type Sources } from './sources.ts';

const folder = 'src/db/migrations/';
export const lockPath = 'src/db/migrations.lock.json';

type Lock = Record<string, string>;

/** A migration that ran somewhere must never change: what ran there and what stands here would part without a word. */
export async function check(
  sources: Sources = projectSources(),
  lock: Lock = readLock(projectRoot),
): Promise<Problem[]> {
  const hashes = hashMigrations(sources);
  const problems: Problem[] = [];
  for (const [name, hash] of Object.entries(lock)) {
    if (hashes[name] === undefined)
      problems.push({ file: folder + name, message: 'a frozen migration is gone: bring it back' });
    else if (hashes[name] !== hash)
      problems.push({
        file: folder + name,
        message: 'a frozen migration was changed: put it back and write a new one',
      });
  }
  const last = Object.keys(lock).toSorted().at(-1) ?? '';
  for (const name of Object.keys(hashes).filter((name) => !(name in lock))) {
    if (name < last)
      problems.push({
        file: folder + name,
        message: `comes before ${last}, which ran already: give it the next number`,
      });
    else
      problems.push({
        file: folder + name,
        message: 'not frozen yet: run `node checks/check-migrations.ts --update` and commit the lock',
      });
  }
  return [...problems, ...sharedNumbers(Object.keys(hashes))];
}

function sharedNumbers(names: readonly string[]): Problem[] {
  return names
    .filter((name, at) => names.findIndex((other) => other.slice(0, 4) === name.slice(0, 4)) !== at)
    .map((name) => ({ file: folder + name, message: `number ${name.slice(0, 4)} is taken` }));
}

/** Adds new migrations to the lock. It never overwrites: a changed migration stays a problem. */
export function addNew(lock: Lock, sources: Sources): Lock {
  const added = { ...hashMigrations(sources), ...lock };
  return Object.fromEntries(Object.entries(added).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function hashMigrations(sources: Sources): Lock {
  const paths = sources.paths.filter(
    (path) =>
      path.startsWith(folder) && /^\d{4}_[^/]+\.ts$/.test(path.slice(folder.length)) && !path.endsWith('.test.ts'),
  );
  return Object.fromEntries(
    paths.map((path) => [path.slice(folder.length), createHash('sha256').update(sources.read(path)).digest('hex')]),
  );
}

export function readLock(root: string): Lock {
  const path = join(root, lockPath);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Lock) : {};
}

if (import.meta.main && process.argv.includes('--update')) {
  const lock = addNew(readLock(projectRoot), projectSources());
  writeFileSync(join(projectRoot, lockPath), `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${lockPath}: ${Object.keys(lock).length} migrations`);
}
