import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { holdApplication, openApplication, type Application } from '#app/platform/application.ts';
import { readEnv, type Env } from '#app/platform/env.ts';
import { startFolding, type Folding } from '#app/platform/folding.ts';
import { AppError } from '#app/platform/errors.ts';
import { registerWorkKeepers } from '#app/register-work-keepers.ts';
import { isFresh, setupCode } from '#app/modules/identity/server/index.ts';
import { demonstrationSignIns, loadDemonstration } from '../demo/load-demonstration.ts';
import { allFolds } from './all-folds.ts';
import { allJobs } from './all-jobs.ts';
import { explainAndExit } from './explain.ts';

type RequestHandler = (req: IncomingMessage, res: ServerResponse) => void;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** SvelteKit takes the origin of a request from these headers: they are ours to set, from APP_URL alone. */
function prepareHeaders(env: Env): (req: IncomingMessage) => void {
  const origin = new URL(env.APP_URL);
  process.env['PROTOCOL_HEADER'] = 'x-lantoa-protocol';
  process.env['HOST_HEADER'] = 'x-lantoa-host';
  process.env['BODY_SIZE_LIMIT'] = String(48 * 1024 * 1024);
  if (env.PROXY === 'trust') process.env['ADDRESS_HEADER'] = 'x-forwarded-for';
  return (req) => {
    req.headers['x-lantoa-protocol'] = origin.protocol.slice(0, -1);
    req.headers['x-lantoa-host'] = origin.host;
    if (env.PROXY === 'trust') req.headers['x-forwarded-for'] ??= req.socket.remoteAddress ?? '127.0.0.1';
  };
}

/** What a fresh database starts with: the demonstration, unless the environment says that this is for real use. */
function startWith(env: Env): 'demo' | 'empty' {
  return env.START_WITH ?? (env.DATABASE_URL || process.env['APP_URL'] ? 'empty' : 'demo');
}

async function readyData(app: Application): Promise<void> {
  if (!(await isFresh(app.system))) return;
  if (startWith(app.env) === 'demo') {
    say('Nạp liên đoàn mẫu (chỉ lần đầu) … / Loading the demonstration federation …');
    await loadDemonstration(app, say);
    return;
  }
  const code = await setupCode(app.system);
  say(`Mở ${app.env.APP_URL}/setup và nhập mã ${code} để tạo người quản trị đầu tiên.`);
  say(`Open ${app.env.APP_URL}/setup and enter the code ${code} to make the first administrator.`);
}

async function listen(env: Env, handle: RequestHandler): Promise<Server> {
  const server = createServer(handle);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new AppError('address_in_use', { port: env.PORT }) : error);
    });
    server.listen(env.PORT, env.HOST, resolve);
  });
  return server;
}

function stopOnSignal(app: Application, server: Server, folding: Folding): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    server.close();
    server.closeAllConnections();
    await folding.stop();
    await app.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

async function main(): Promise<void> {
  const env = readEnv();
  registerWorkKeepers();
  const setHeaders = prepareHeaders(env);
  const app = await holdApplication(openApplication(env));
  await app.services.jobs.prepare(allJobs);
  await readyData(app);
  const { handler } = (await import('../build/handler.js' as string)) as { handler: RequestHandler };
  const server = await listen(env, (req, res) => {
    setHeaders(req);
    handler(req, res);
  });
  stopOnSignal(app, server, startFolding(app.system, allFolds));
  say(`Lan Tỏa: ${env.APP_URL}`);
  for (const line of await demonstrationSignIns(app)) say(line);
  await app.services.jobs.work(allJobs, app.system);
}

main().catch(explainAndExit);
