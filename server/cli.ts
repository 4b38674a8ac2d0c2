import { parseArgs } from 'node:util';
import { openApplication, type Application } from '#app/platform/application.ts';
import { restoreBackup } from '#app/platform/backup/restore-backup.ts';
import { writeBackup } from '#app/platform/backup/write-backup.ts';
import { AppError } from '#app/platform/errors.ts';
import { readEnv } from '#app/platform/env.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';
import { demoCode } from '../demo/demo-code.ts';
import { demonstrationSignIns, loadDemonstration } from '../demo/load-demonstration.ts';
import { allJobs } from './all-jobs.ts';
import { runDoctor } from './doctor.ts';
import { explainAndExit } from './explain.ts';
import { importCommand } from './import-command.ts';
import { readCommand } from './read-command.ts';
import { recomputeCommand } from './recompute-command.ts';

const usage = `lantoa — dòng lệnh / command line

  read FILE             đọc một văn bản, in kế hoạch đọc được dạng JSON / print what the reader read, as JSON
  import-units FILE     nhập đơn vị từ .xlsx, .csv; --yes để ghi / import units; --yes writes
  demo                  nạp liên đoàn mẫu vào cơ sở dữ liệu trống / load the demonstration into an empty database
  demo-code             mã hai bước hiện nay của các tài khoản mẫu / present code of the demonstration accounts
  backup FILE           sao lưu dữ liệu và tệp vào một tệp / back up data and uploads
  restore FILE          phục hồi vào nơi trống / restore into an empty place
  recompute             cộng lại mọi tổng từ dữ liệu / count every sum anew from the facts;
                        --today: chỉ cây hiện nay / today's tree alone
  doctor                kiểm tra phiên bản, cơ sở dữ liệu, khóa, đĩa, cập nhật / check the installation
`;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Opens the application for one command and closes it whatever happens. */
async function withApplication<T>(work: (app: Application) => Promise<T>): Promise<T> {
  registerWorkKeepers();
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
  'import-units': (args) => importCommand(args, withApplication, say),
  demo: async () => {
    await withApplication(async (app) => {
      await app.services.jobs.prepare(allJobs);
      await loadDemonstration(app, say);
      for (const line of await demonstrationSignIns(app)) say(line);
    });
    return 0;
  },
  'demo-code': async () => {
    process.stdout.write(`${demoCode()}\n`);
    return 0;
  },
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
  recompute: (args) => recomputeCommand(args, withApplication, say),
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
