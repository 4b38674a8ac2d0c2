import { type Problem } from './problem.ts';
import { isCode, projectSources, type Sources } from './sources.ts';

// Spelt in two parts, or this file would find itself.
const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`);
const idle = new RegExp(
  `\\b(test|it|describe|suite|bench)\\s*\\.\\s*(${['sk' + 'ip', 'on' + 'ly', 'to' + 'do', 'fix' + 'me', 'fai' + 'ls'].join('|')})\\b`,
);
const debuggers = new RegExp(`^\\s*${'debug' + 'ger'}\\b`);

/** Work that was put off belongs in an issue; a test that does not run proves nothing. */
export async function check(sources: Sources = projectSources()): Promise<Problem[]> {
  return sources.paths
    .filter((path) => isCode(path) && !path.startsWith('checks/check-unfinished'))
    .flatMap((file) =>
      sources
        .read(file)
        .split('\n')
        .flatMap((text, at): Problem[] => {
          const found = marks.exec(text) ?? idle.exec(text) ?? debuggers.exec(text);
          return found ? [{ file, line: at + 1, message: `"${found[0].trim()}" is left in` }] : [];
        }),
    );
}
