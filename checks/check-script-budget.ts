import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Problem } from './problem.ts';
import { projectRoot } from './sources.ts';

/** Compressed kilobytes (of 1000 bytes, as the builder prints them) that a first visit to a page may load. */
const mostKilobytes = 60;

interface BuiltRoute {
  id: string;
  page: { layouts: (number | undefined)[]; leaf: number } | null;
}
interface BuiltManifest {
  /** Null while a build is under way, or was broken off. */
  client: { imports: string[] } | null;
  routes: BuiltRoute[];
}

export interface PageWeight {
  /** As the framework names it, groups included: "/(work)/plans/[planId]". */
  route: string;
  kilobytes: number;
}

/** A first visit over a slow line: nothing for public pages, at most 60 kB for the workplace. Needs a build. */
export async function check(root = projectRoot): Promise<Problem[]> {
  const weights = await weighPages(root);
  if (weights === null)
    return [{ file: '.svelte-kit/output', message: 'nothing is built: run `npx vite build` first' }];
  return weights.flatMap(({ route, kilobytes }): Problem[] => {
    const most = route.startsWith('/(public)') ? 0 : mostKilobytes;
    const file = `src/routes${route === '/' ? '' : route}/+page.svelte`;
    return kilobytes > most
      ? [{ file, message: `${kilobytes.toFixed(1)} kB of script on the first visit, ${most} at most` }]
      : [];
  });
}

/** What each page loads before it can answer: the framework, its layouts and itself. Null where nothing is built. */
export async function weighPages(root = projectRoot): Promise<PageWeight[] | null> {
  const output = join(root, '.svelte-kit/output');
  const manifestPath = join(output, 'server/manifest-full.js');
  if (!existsSync(manifestPath)) return null;
  const { manifest } = (await import(pathToFileURL(manifestPath).href)) as { manifest: BuiltManifest };
  if (manifest.client === null) return null;
  const framework = manifest.client.imports;
  // The manifest counts nodes by place, their files have other numbers; only its text tells which is which.
  const nodeFiles = [...readFileSync(manifestPath, 'utf8').matchAll(/import\('(\.\/nodes\/\d+\.js)'\)/g)].map(
    ([, file]) => file!,
  );
  const scriptsOfNode = (node: number): string[] => readImportsOfNode(join(output, 'server', nodeFiles[node]!));
  return manifest.routes.flatMap(({ id, page }): PageWeight[] => {
    if (page === null) return [];
    if (!hasScript(root, id)) return [{ route: id, kilobytes: 0 }];
    const nodes = [...page.layouts.filter((node) => node !== undefined), page.leaf];
    const scripts = new Set([...framework, ...nodes.flatMap(scriptsOfNode)]);
    return [{ route: id, kilobytes: weigh(join(output, 'client'), scripts) }];
  });
}

function readImportsOfNode(path: string): string[] {
  const list = /export const imports = (\[.*?\]);/s.exec(readFileSync(path, 'utf8'))?.[1];
  return list === undefined ? [] : (JSON.parse(list) as string[]);
}

function weigh(client: string, scripts: Iterable<string>): number {
  const bytes = [...scripts]
    .filter((script) => script.endsWith('.js'))
    .map((script) => gzipSync(readFileSync(join(client, script)), { level: 9 }).length);
  return bytes.reduce((sum, size) => sum + size, 0) / 1000;
}

/** `export const csr = false` in the page, or in the nearest layout that says anything. */
function hasScript(root: string, route: string): boolean {
  const folders = route.split('/').filter(Boolean);
  let answer = true;
  for (let depth = 0; depth <= folders.length; depth++) {
    const folder = join(root, 'src/routes', ...folders.slice(0, depth));
    const kinds = depth === folders.length ? ['layout', 'page'] : ['layout'];
    for (const kind of kinds) {
      for (const name of [`+${kind}.server.ts`, `+${kind}.ts`]) {
        const path = join(folder, name);
        const found = existsSync(path)
          ? /^export const csr\b[^=]*= (true|false)/m.exec(readFileSync(path, 'utf8'))?.[1]
          : undefined;
        if (found !== undefined) answer = found === 'true';
      }
    }
  }
  return answer;
}

if (import.meta.main) {
  const weights = (await weighPages()) ?? [];
  for (const { route, kilobytes } of weights.toSorted((a, b) => b.kilobytes - a.kilobytes)) {
    console.log(`${kilobytes.toFixed(1).padStart(6)} kB  ${route}`);
  }
}
