// The only file that runs on the machine's own Node (20 or later): it installs what is missing, builds what is
// stale, and goes on with the Node that the project pins. Nothing but Node's own modules may be imported here.
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = 'start', ...rest] = process.argv.slice(2);
const isQuiet = command === 'cli';
const isWindows = process.platform === 'win32';

const say = (text) => {
  if (!isQuiet) console.log(text);
};

function fail(text) {
  console.error(text);
  process.exit(1);
}

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Lan Tỏa cần Node 20 trở lên; máy này có ${process.version}. / Lan Tỏa needs Node 20 or later.`);
}
process.chdir(root);

/** One digest of files and folders: names and contents. Generated words are left out: they follow from messages/. */
function digestOf(paths) {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path) || path === join('src', 'paraglide')) return;
    if (statSync(path).isDirectory())
      readdirSync(path)
        .sort()
        .forEach((name) => visit(join(path, name)));
    else hash.update(path).update(readFileSync(path));
  };
  paths.forEach(visit);
  return hash.digest('hex');
}

const isFresh = (stamp, digest) => existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;

function run(program, args, what) {
  say(what);
  const result = spawnSync(program, args, {
    stdio: isQuiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
    shell: isWindows,
  });
  if (result.status !== 0)
    fail(`${program} ${args.join(' ')}: không thành công / failed (${result.status ?? result.error?.message}).`);
}

const pinnedNode = join(root, 'node_modules', '.bin', isWindows ? 'node.cmd' : 'node');
const tool = (...path) => join('node_modules', ...path);

function ensureInstalled() {
  const stamp = tool('.lantoa-installed');
  const digest = digestOf(['package.json', 'package-lock.json']);
  if (isFresh(stamp, digest) && existsSync(pinnedNode)) return;
  // Not `npm ci`: it refuses a lock without the optional builds for other machines, which npm leaves out when a
  // registry does not carry them. With --no-save the versions of the lock are taken and the lock is left alone.
  run(
    'npm',
    ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'],
    'Cài đặt các gói cần dùng (chỉ lần đầu, khoảng một phút) … / Installing packages …',
  );
  writeFileSync(stamp, digest);
}

function ensureGenerated() {
  const stamp = join('src', 'paraglide', '.lantoa-generated');
  const digest = digestOf(['messages', 'project.inlang/settings.json']);
  if (isFresh(stamp, digest)) return;
  const compile = ['compile', '--silent', '--project', './project.inlang', '--outdir', './src/paraglide'];
  const strategy = ['--strategy', 'cookie', 'preferredLanguage', 'baseLocale'];
  run(
    pinnedNode,
    [tool('@inlang', 'paraglide-js', 'bin', 'run.js'), ...compile, ...strategy],
    'Chuẩn bị lời trên màn hình … / Compiling the words on screen …',
  );
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

function ensureBuilt() {
  const stamp = join('build', '.lantoa-built');
  const digest = digestOf(['src', 'messages', 'static', 'vite.config.ts', 'package-lock.json']);
  if (isFresh(stamp, digest)) return;
  run(
    pinnedNode,
    [tool('vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'],
    'Dựng trang (chỉ khi có thay đổi) … / Building the site …',
  );
  writeFileSync(stamp, digest);
}

/** Goes on with the pinned Node; signals and the exit code pass through. */
function goOn(args) {
  const child = spawn(pinnedNode, args, { stdio: 'inherit', shell: isWindows });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

ensureInstalled();
ensureGenerated();
switch (command) {
  case 'start':
    ensureBuilt();
    goOn(['server/main.ts', ...rest]);
    break;
  case 'worker':
    goOn(['server/worker.ts', ...rest]);
    break;
  case 'build':
    ensureBuilt();
    break;
  case 'dev':
    goOn([tool('vite', 'bin', 'vite.js'), 'dev', ...rest]);
    break;
  case 'sync':
    run(pinnedNode, [tool('@sveltejs', 'kit', 'svelte-kit.js'), 'sync'], 'Chuẩn bị kiểu … / Preparing types …');
    break;
  case 'test':
    run(pinnedNode, [tool('@sveltejs', 'kit', 'svelte-kit.js'), 'sync'], 'Chuẩn bị kiểm thử … / Preparing the tests …');
    goOn([tool('vitest', 'vitest.mjs'), 'run', ...rest]);
    break;
  case 'cli':
    goOn(['server/cli.ts', ...rest]);
    break;
  default:
    fail(`Không có lệnh ${command}. / There is no command ${command}.`);
}
