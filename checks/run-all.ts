import { check as checkFileNames } from './check-file-names.ts';
import { check as checkFileSizes } from './check-file-sizes.ts';
import { check as checkImports } from './check-imports.ts';
import { check as checkMessages } from './check-messages.ts';
import { check as checkMigrations } from './check-migrations.ts';
import { check as checkScriptBudget } from './check-script-budget.ts';
import { check as checkUnfinished } from './check-unfinished.ts';
import { describeProblem, type Problem } from './problem.ts';

const checks: Record<string, () => Promise<Problem[]>> = {
  imports: () => checkImports(),
  'file sizes': () => checkFileSizes(),
  'file names': () => checkFileNames(),
  migrations: () => checkMigrations(),
  messages: () => checkMessages(),
  unfinished: () => checkUnfinished(),
  'script budget': () => checkScriptBudget(),
};

// Names of checks on the command line run only those: `node checks/run-all.ts imports messages`.
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0)
  throw new Error(`no such check: ${unknown.join(', ')}; there are: ${Object.keys(checks).join(', ')}`);

let found = 0;
for (const [name, run] of Object.entries(checks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const problems = await run();
  found += problems.length;
  console.log(
    `${problems.length === 0 ? 'ok ' : 'BAD'}  ${name}${problems.length === 0 ? '' : `: ${problems.length}`}`,
  );
  for (const problem of problems) console.log(`     ${describeProblem(problem)}`);
}
process.exitCode = found === 0 ? 0 : 1;
