import { parseArgs } from 'node:util';
import { openApplication, type Application } from '#app/platform/application.ts';
import { restoreBackup } from '#app/platform/backup/restore-backup.ts';
import { writeBackup } from '#app/platform/backup/write-backup.ts';
import { AppError } from '#app/platform/errors.ts';
import { readEnv } from '#app/platform/env.ts';
import { runDoctor } from './doctor.ts';
import { explainAndExit } from './explain.ts';
import { readCommand } from './read-command.ts';

const usage = `lantoa — dòng lệnh / command line

  read FILE             đọc một văn bản, in kế hoạch đọc được dạng JSON / print what the reader read, as JSON
  backup FILE           sao lưu dữ liệu và tệp vào một tệp / back up data and uploads
  restore FILE          phục hồi vào nơi trống / restore into an empty place
  doctor                kiểm tra phiên bản, cơ sở dữ liệu, khóa, đĩa, cập nhật / check the installation
`;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Opens the application for one command and closes it whatever happens. */
async function withApplication<T>(work: (app: Application) => Promise<T>): Promise<T> {
  const app = await openApplication(readEnv());
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

function requireFile(file: string | undefined): string {
  if (!file) throw new AppError('invalid', {}, { FILE: 'field_required' });
  return file;
}

const commands: Record<string, (args: string[]) => Promise<number>> = {
  read: (args) => readCommand(args),
  backup: async (args) => {
    const file = requireFile(args[0]);
    await withApplication((app) => writeBackup(app.services, file, say));
    return 0;
  },
  restore: async (args) => {
    const file = requireFile(args[0]);
    await withApplication((app) => restoreBackup(app.services, file, say));
    return 0;
  },
  doctor: () => runDoctor(readEnv(), (text) => process.stdout.write(`${text}\n`)),
};

async function main(): Promise<number> {
  const { positionals } = parseArgs({ args: process.argv.slice(2), allowPositionals: true, strict: false });
  const name = positionals[0] ?? '';
  const command = commands[name];
  if (!command) {
    process.stderr.write(usage);
    return name === '' || name === 'help' ? 0 : 2;
  }
  return command(process.argv.slice(process.argv.indexOf(name) + 1));
}

main().then((code) => {
  // Not `exit`: what was printed into a pipe must leave first.
  process.exitCode = code;
}, explainAndExit);
