import { openApplication } from '#app/platform/application.ts';
import { readEnv } from '#app/platform/env.ts';
import { startFolding } from '#app/platform/folding.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';
import { allFolds } from './all-folds.ts';
import { allJobs } from './all-jobs.ts';
import { explainAndExit } from './explain.ts';

/** Works jobs off beside the web processes; needs a PostgreSQL server, since the embedded database has one process. */
async function main(): Promise<void> {
  registerWorkKeepers();
  const app = await openApplication(readEnv());
  await app.services.jobs.prepare(allJobs);
  await app.services.jobs.work(allJobs, app.system);
  const folding = startFolding(app.system, allFolds);
  process.stdout.write('Lan Tỏa worker\n');
  const stop = async (): Promise<void> => {
    await folding.stop();
    await app.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

main().catch(explainAndExit);
