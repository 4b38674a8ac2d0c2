import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ports = [4201, 4202, 4203];

function start(dataDir: string, port: number, log: string): ChildProcess {
  const output = openSync(log, 'w');
  return spawn(process.execPath, ['server/main.ts'], {
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: String(port),
      APP_URL: `http://localhost:${port}`,
      START_WITH: 'demo',
      DATABASE_URL: '',
    },
  });
}

async function untilAnswers(port: number, log: string, seconds: number): Promise<void> {
  for (let tries = 0; tries < seconds * 4; tries += 1) {
    const answer = await fetch(`http://localhost:${port}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`The server on port ${port} did not answer:\n${readFileSync(log, 'utf8')}`);
}

const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('exit', resolve));

async function loadOnce(folder: string): Promise<string> {
  const dataDir = join(folder, 'demo');
  const port = ports[0]!;
  const first = start(dataDir, port, join(folder, 'demo.log'));
  await untilAnswers(port, join(folder, 'demo.log'), 600);
  first.kill('SIGTERM');
  await ended(first);
  return dataDir;
}

/** Loads the demonstration once, copies it for every project, and starts a server on each copy. */
export default async function startServers(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-e2e-'));
  // A folder that was loaded before, for working on journeys; what it holds is copied and stays as it is.
  const loaded = process.env['E2E_DEMO_DIR'] ?? (await loadOnce(folder));
  const servers = ports.map((port) => {
    const dataDir = join(folder, `data-${port}`);
    cpSync(loaded, dataDir, { recursive: true });
    return start(dataDir, port, join(folder, `${port}.log`));
  });
  await Promise.all(ports.map((port) => untilAnswers(port, join(folder, `${port}.log`), 60)));
  return async () => {
    for (const server of servers) server.kill('SIGTERM');
    await Promise.all(servers.map(ended));
    rmSync(folder, { recursive: true, force: true });
  };
}
