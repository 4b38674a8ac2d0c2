import { type Problem } from './problem.ts';
import { isCode, projectSources, type Sources } from './sources.ts';

const banned = /^(utils?|helpers?|misc|common|stuff|shared|scratch|tmp)$/i;

/** Names that say what is in a file: kebab-case, verb first, no drawer for whatever is left over. */
export async function check(sources: Sources = projectSources()): Promise<Problem[]> {
  return sources.paths.filter(isCode).flatMap((file): Problem[] => {
    const parts = file.split('/');
    const base = parts.at(-1)!.replace(/\..*$/, '');
    const drawer = [...parts.slice(0, -1), ...parts.at(-1)!.split(/[-.]/)].find((part) => banned.test(part));
    if (drawer !== undefined)
      return [{ file, message: `"${drawer}" names a drawer, not a thing: name what is inside` }];
    return isWellNamed(file, base)
      ? []
      : [{ file, message: 'files are named in kebab-case, components in PascalCase' }];
  });
}

function isWellNamed(file: string, base: string): boolean {
  // The framework, the migrator and configuration files have names of their own.
  if (/^src\/routes\//.test(file) || base.startsWith('+') || base === '' || /^\d{4}_[a-z0-9_]+$/.test(base))
    return true;
  if (file.endsWith('.svelte')) return /^[A-Z][A-Za-z0-9]*$/.test(base);
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(base);
}
