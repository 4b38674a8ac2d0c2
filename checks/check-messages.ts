import { type Problem } from './problem.ts';
import { projectSources, type Sources } from './sources.ts';

const pattern = /^messages\/([^/]+)\/([a-z]{2})\.json$/;
const locales = ['vi', 'en'] as const;

interface Message {
  file: string;
  folder: string;
  locale: string;
  key: string;
  value: unknown;
}

/** Every word on the screen exists once, in both languages, with the same blanks, and is used. */
export async function check(sources: Sources = projectSources()): Promise<Problem[]> {
  const files = sources.paths.filter((path) => pattern.test(path));
  const messages = files.flatMap((file) => readMessages(file, sources.read(file)));
  return [
    ...files.flatMap((file) => repeatedKeys(file, sources.read(file))),
    ...unlistedFolders(files, sources),
    ...missingTwins(messages),
    ...differentBlanks(messages),
    ...keysOfTwoFolders(messages),
    ...unusedKeys(messages, sources),
    ...wordlessCodes(messages, sources),
  ];
}

function readMessages(file: string, text: string): Message[] {
  const [, folder, locale] = pattern.exec(file)!;
  return Object.entries(JSON.parse(text) as Record<string, unknown>)
    .filter(([key]) => key !== '$schema')
    .map(([key, value]) => ({ file, folder: folder!, locale: locale!, key, value }));
}

/** JSON keeps the last of two equal keys without a word, so they are counted in the text: keys two spaces in. */
function repeatedKeys(file: string, text: string): Problem[] {
  const seen = new Set<string>();
  return [...text.matchAll(/^ {2}"([^"]+)"\s*:/gm)].flatMap(([, key]): Problem[] => {
    if (!seen.has(key!)) {
      seen.add(key!);
      return [];
    }
    return [{ file, message: `"${key}" stands twice` }];
  });
}

function unlistedFolders(files: readonly string[], sources: Sources): Problem[] {
  const settings = 'project.inlang/settings.json';
  if (!sources.paths.includes(settings)) return [];
  const listed = sources.read(settings);
  return [...new Set(files.map((file) => pattern.exec(file)![1]!))]
    .filter((folder) => !listed.includes(`messages/${folder}/{locale}.json`))
    .map((folder) => ({
      file: settings,
      message: `messages/${folder} is not in "pathPattern": its words would be missing`,
    }));
}

function missingTwins(messages: readonly Message[]): Problem[] {
  const known = new Set(messages.map(({ folder, locale, key }) => `${folder}/${locale}/${key}`));
  return messages.flatMap(({ file, folder, key }) =>
    locales
      .filter((locale) => !known.has(`${folder}/${locale}/${key}`))
      .map((locale) => ({ file, message: `"${key}" is missing in messages/${folder}/${locale}.json` })),
  );
}

function differentBlanks(messages: readonly Message[]): Problem[] {
  return messages
    .filter(({ locale }) => locale === 'en')
    .flatMap(({ file, folder, key, value }): Problem[] => {
      const source = messages.find((other) => other.locale === 'vi' && other.folder === folder && other.key === key);
      if (!source) return [];
      const [vi, en] = [blanksOf(source.value), blanksOf(value)];
      return vi === en ? [] : [{ file, message: `"${key}" has the blanks [${en}], Vietnamese has [${vi}]` }];
    });
}

/** Inputs of a message: what it declares, else what stands in braces. */
function blanksOf(value: unknown): string {
  const declared = [...JSON.stringify(value).matchAll(/"input (\w+)"/g)].map(([, name]) => name!);
  const braced = [...JSON.stringify(value).matchAll(/(?<!\\)\{\s*(\w+)\s*\}/g)].map(([, name]) => name!);
  const local = new Set([...JSON.stringify(value).matchAll(/"local (\w+)/g)].map(([, name]) => name!));
  return [...new Set([...declared, ...braced])]
    .filter((name) => !local.has(name))
    .toSorted()
    .join(', ');
}

function keysOfTwoFolders(messages: readonly Message[]): Problem[] {
  const owner = new Map<string, string>();
  return messages.flatMap(({ file, folder, key }): Problem[] => {
    const first = owner.get(key) ?? folder;
    owner.set(key, first);
    return first === folder ? [] : [{ file, message: `"${key}" belongs to messages/${first} already` }];
  });
}

const templateOf = (key: string): string => key.replace(/_(subject|opening)$/, '');
const mayUse = (path: string): boolean =>
  /^(src|server|demo|e2e|bench)\/.*\.(ts|js|mjs|svelte)$/.test(path) && !path.startsWith('src/paraglide/');

/**
 * Used is what stands in code as a word, or begins like a key that code puts together: `plan_status_${status}`. A mail
 * is named in code by its template, and has a subject and an opening of that name.
 */
function unusedKeys(messages: readonly Message[], sources: Sources): Problem[] {
  const code = sources.paths.filter(mayUse).map((path) => sources.read(path));
  const words = new Set(code.flatMap((text) => text.match(/\w+/g) ?? []));
  const prefixes = [
    ...new Set(
      code.flatMap((text) =>
        [...text.matchAll(/[`'"]([a-z][a-z0-9]*_(?:[a-z0-9]+_)*)(?:\$\{|['"]\s*\+)/g)].map(([, prefix]) => prefix!),
      ),
    ),
  ];
  return messages
    .filter(
      ({ locale, key }) =>
        locale === 'vi' &&
        !words.has(key) &&
        !words.has(templateOf(key)) &&
        !prefixes.some((prefix) => key.startsWith(prefix)),
    )
    .map(({ file, key }) => ({ file, message: `"${key}" is used nowhere` }));
}

/** Error codes become words by their name, which no compiler sees. */
function wordlessCodes(messages: readonly Message[], sources: Sources): Problem[] {
  const file = 'src/platform/errors.ts';
  if (!sources.paths.includes(file)) return [];
  const table = /const httpStatus = \{([\s\S]*?)\n\}/.exec(sources.read(file))?.[1] ?? '';
  const codes = [...table.matchAll(/^\s*'?([\w.]+)'?: \d{3}/gm)].map(
    ([, code]) => `error_${code!.replaceAll('.', '_')}`,
  );
  const keys = messages.filter(({ locale, key }) => locale === 'vi' && key.startsWith('error_'));
  return [
    ...codes
      .filter((code) => !keys.some(({ key }) => key === code))
      .map((code) => ({ file, message: `no words for this code: "${code}" is missing` })),
    ...keys
      .filter(({ key }) => !codes.includes(key))
      .map(({ file: where, key }) => ({ file: where, message: `"${key}" belongs to no error code` })),
  ];
}
