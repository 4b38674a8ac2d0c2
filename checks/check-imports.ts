import { moduleOrder } from './module-order.ts';
import { type Problem } from './problem.ts';
import { type Import, readImports } from './read-imports.ts';
import { isTest, projectSources, type Sources } from './sources.ts';

/** Who may import whom (docs/practices). The rules keep the domain runnable on plain Node and free of circles. */
export async function check(
  sources: Sources = projectSources(),
  order: readonly string[] = moduleOrder,
): Promise<Problem[]> {
  const problems: Problem[] = undeclaredModules(sources, order);
  for (const file of sources.paths) {
    if (!/^(src|server|demo|e2e|bench)\/.*\.(ts|js|mjs|svelte)$/.test(file)) continue;
    for (const found of readImports(file, sources.read(file))) {
      const message = frameworkFault(file, found) ?? areaFault(file, found, order);
      if (message !== null) problems.push({ file, line: found.line, message });
    }
  }
  return problems;
}

function undeclaredModules({ paths }: Sources, order: readonly string[]): Problem[] {
  const modules = new Set(paths.map((path) => moduleOf(path)?.name).filter((name) => name !== undefined));
  return [...modules]
    .filter((name) => !order.includes(name))
    .map((name) => ({ file: 'checks/module-order.ts', message: `module "${name}" has no place in the order` }));
}

interface Place {
  name: string;
  /** Path inside the module. */
  inside: string;
}

function moduleOf(path: string): Place | null {
  const found = /^src\/modules\/([^/]+)\/(.+)$/.exec(path);
  return found ? { name: found[1]!, inside: found[2]! } : null;
}

const isComponent = (path: string): boolean => /\.svelte(\.ts)?$/.test(path);

// Where the framework may be known: what it calls itself, components, and the one adapter.
const knowsFramework = (file: string): boolean =>
  file.startsWith('src/routes/') ||
  /^src\/(hooks|app|service-worker)\b/.test(file) ||
  isComponent(file) ||
  /^src\/platform\/(form-action|sveltekit[^/]*)\.ts$/.test(file) ||
  file.startsWith('e2e/');

function frameworkFault(file: string, { specifier }: Import): string | null {
  if (!/^(@sveltejs\/kit|\$app\/|\$env\/)/.test(specifier) || knowsFramework(file) || isTest(file)) return null;
  return `"${specifier}" belongs to routes, components, hooks and the adapter in platform: jobs, tests and the command line run without it`;
}

function areaFault(file: string, found: Import, order: readonly string[]): string | null {
  if (found.path === null) return null;
  const from = moduleOf(file);
  if (from) return moduleFault(file, from, found.path, found.isTypeOnly, order);
  if (file.startsWith('src/vanban/')) return vanbanFault(file, found.path);
  if (/^src\/(ui|platform|db)\//.test(file)) return lowerFault(file, found.path);
  if (file.startsWith('src/routes/')) return routeFault(found.path);
  return outsideFault(file, found.path);
}

const doors = /^server\/(index|manifest)\.ts$/;

/** Of a module others see its door, and its files at the root: rules, states, forms, words, components. */
function isOpen({ inside }: Place): boolean {
  return doors.test(inside) || !inside.includes('/');
}

function moduleFault(
  file: string,
  from: Place,
  target: string,
  isTypeOnly: boolean,
  order: readonly string[],
): string | null {
  const to = moduleOf(target);
  if (!to)
    return /^src\/(routes|hooks)/.test(target) || /^(server|demo|e2e|bench)\//.test(target)
      ? `a module does not know ${target}`
      : null;
  const isServerCode = from.inside.startsWith('server/') || isTest(file);
  if (to.name === from.name) {
    const leaks = to.inside.startsWith('server/') && !isServerCode && !isTypeOnly;
    return leaks
      ? 'files at the root of a module run in the browser too: they import nothing of its server folder'
      : null;
  }
  if (isTest(file) && to.inside.startsWith('server/testing/')) return null;
  if (!isOpen(to)) return `${target}: another module is entered by its server/index.ts or its files at the root`;
  if (to.inside.startsWith('server/') && !isServerCode && !isTypeOnly)
    return `${target}: a file that runs in the browser cannot import a server`;
  if (isTest(file)) return null;
  return order.indexOf(to.name) < order.indexOf(from.name)
    ? null
    : `module "${from.name}" stands above "${to.name}" in checks/module-order.ts and may not use it`;
}

function vanbanFault(file: string, target: string): string | null {
  if (target.startsWith('src/vanban/') || (isTest(file) && !target.startsWith('src/modules/'))) return null;
  return `${target}: vanban reads and writes documents and knows nothing of the application`;
}

function lowerFault(file: string, target: string): string | null {
  const area = file.split('/')[1]!;
  if (target.startsWith('src/modules/') && !(isTest(file) && /\/server\/testing\//.test(target)))
    return `${area} knows no module`;
  if (/^src\/(routes|hooks)/.test(target)) return `${area} knows no route`;
  if (area !== 'ui' && target.startsWith('src/ui/')) return `${area} knows no screen`;
  return null;
}

function routeFault(target: string): string | null {
  const to = moduleOf(target);
  if (to)
    return isOpen(to) && to.inside !== 'server/manifest.ts'
      ? null
      : `${target}: a route enters a module by its server/index.ts or its files at the root`;
  return /^src\/(routes|platform|ui|paraglide)\//.test(target) || /^src\/app\b/.test(target)
    ? null
    : `${target}: a route translates; it calls a module, platform or ui`;
}

/** Processes, hooks, demonstration, journeys, benchmarks. */
function outsideFault(file: string, target: string): string | null {
  const to = moduleOf(target);
  if (!to || isOpen(to)) return null;
  const mayPrepare = to.inside.startsWith('server/testing/') && (isTest(file) || /^(bench|demo)\//.test(file));
  // Tests at the root of src/modules compare the tables of all modules.
  const isAcrossModules = /^src\/modules\/[^/]+\.test\.ts$/.test(file);
  return mayPrepare || isAcrossModules
    ? null
    : `${target}: a module is entered by its server/index.ts, its manifest or its files at the root`;
}
