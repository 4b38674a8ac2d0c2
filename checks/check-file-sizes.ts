import { type Problem } from './problem.ts';
import { isCode, projectSources, type Sources } from './sources.ts';

const mostLines = 400;
const mostRouteLines = 60;

// Tables of data and migrations are long for good reasons; nobody reads them top to bottom.
const mayBeLong = (path: string): boolean => /-data\.(ts|js|mjs)$/.test(path) || path.startsWith('src/db/migrations/');

/** A file of 400 lines holds more than one thing; a route of 60 does more than translate. */
export async function check(sources: Sources = projectSources()): Promise<Problem[]> {
  return sources.paths.filter(isCode).flatMap((file): Problem[] => {
    const lines = sources.read(file).trimEnd().split('\n').length;
    if (isRouteCode(file) && lines > mostRouteLines) {
      return [
        {
          file,
          message: `${lines} lines; a route parses, calls and answers in ${mostRouteLines} at most: move the rest into a module`,
        },
      ];
    }
    return lines > mostLines && !mayBeLong(file)
      ? [{ file, message: `${lines} lines; ${mostLines} at most: split it by what it does` }]
      : [];
  });
}

const isRouteCode = (path: string): boolean => /^src\/routes\/(.*\/)?\+(page|layout|server)(\.server)?\.ts$/.test(path);
