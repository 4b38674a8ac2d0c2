import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { ReadingProgress } from '#app/vanban/files/reading-options.ts';
import { drawPage } from '#app/vanban/files/testing/draw-page.ts';
import { hostileDocuments } from '#app/vanban/files/testing/hostile/index.ts';
import { makeDocx, p } from '#app/vanban/files/testing/make-docx.ts';
import { closeParseWorkers, parseInWorker } from './parse-in-worker.ts';
import { usageOf } from './watch-process.ts';

afterAll(closeParseWorkers);

const body = [
  'HỘI ĐỌC SÁCH XÃ ĐÔNG',
  'Số: 5/KH-HĐS',
  'KẾ HOẠCH',
  'Mở tủ sách năm 2025',
  'I. MỤC ĐÍCH',
  'Mỗi tổ có một tủ sách.',
]
  .map((text) => p(text))
  .join('');
const document = makeDocx({ body });

test('a document is read into text and plan, and the caller keeps its bytes', async () => {
  const { source, plan } = await parseInWorker(document, { fileName: 'ke-hoach.docx' });
  expect(source).toMatchObject({ format: 'docx' });
  expect(source.text).toContain('Mỗi tổ có một tủ sách.');
  expect(plan).toHaveProperty('sections');
  expect(document.length).toBeGreaterThan(0);
});

test('what the reader refuses comes through with its code and params', async () => {
  await expect(parseInWorker(new Uint8Array())).rejects.toMatchObject({ name: 'DocumentError', code: 'empty' });
  await expect(parseInWorker(Buffer.from('MZ\u0000\u0001'.repeat(500)), { fileName: 'a.docx' })).rejects.toMatchObject({
    code: 'kind_mismatch',
    params: { named: 'docx' },
  });
});

test('a document that takes too long is given up, and the next one is read', async () => {
  await expect(
    parseInWorker(makeDocx({ body: p('việc').repeat(300_000) }), {}, { timeoutMs: 20 }),
  ).rejects.toMatchObject({
    code: 'too_slow',
    params: { timeoutMs: 20 },
  });
  expect((await parseInWorker(document)).source.format).toBe('docx');
});

test('a document that needs too much memory is given up, and the process lives', async () => {
  const rows = makeDocx({
    body: `<w:tbl>${`<w:tr>${`<w:tc>${p('x')}</w:tc>`.repeat(50)}</w:tr>`.repeat(8000)}</w:tbl>`,
  });
  await expect(parseInWorker(rows, {}, { memoryMb: 24, timeoutMs: 60_000 })).rejects.toMatchObject({
    code: 'too_much_memory',
    params: { memoryMb: 24 },
  });
  expect((await parseInWorker(document)).source.format).toBe('docx');
});

test('many at once wait for their turn', async () => {
  const read = await Promise.all(Array.from({ length: 6 }, () => parseInWorker(document)));
  expect(read.every(({ source }) => source.text.includes('tủ sách'))).toBe(true);
});

test('of one unit one document is read at a time: another unit does not wait for all of its own', async () => {
  await Promise.all([parseInWorker(document), parseInWorker(document)]); // both threads are warm
  const long = makeDocx({ body: body + p('Mỗi tổ có một tủ sách.').repeat(4000) });
  const ended: string[] = [];
  const read = async (turnOf: string, name: string, bytes: Uint8Array) => {
    await parseInWorker(bytes, {}, { turnOf });
    ended.push(name);
  };
  await Promise.all([
    ...['1', '2', '3', '4'].map((name) => read('busy', name, long)),
    read('other', 'other', document),
  ]);
  expect(ended.filter((name) => name !== 'other')).toEqual(['1', '2', '3', '4']);
  expect(ended.indexOf('other')).toBeLessThan(2);
});

/** The processes that read, busy and warm. */
async function readerPids(): Promise<number[]> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8');
  const lines = await Promise.all(
    children
      .trim()
      .split(' ')
      .map(async (pid) => ({ pid: Number(pid), line: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') })),
  );
  return lines.filter(({ line }) => line.includes('parse-worker.ts')).map(({ pid }) => pid);
}

/** Breaks the process that reads with a signal, once it has begun: a warm one works only when it is given a document. */
async function breakReader(pids: readonly number[], signal: NodeJS.Signals): Promise<void> {
  const spent = (pid: number): number => usageOf(pid)?.processorMs ?? 0;
  const before = pids.map(spent);
  const hasBegun = (pid: number, index: number): boolean => spent(pid) > (before[index] ?? 0) + 100;
  while (!pids.some(hasBegun)) await wait(5);
  for (const pid of pids.filter(hasBegun)) process.kill(pid, signal);
}

test.for([
  ['SIGSEGV', 'failed'],
  ['SIGKILL', 'too_much_memory'],
  ['SIGABRT', 'too_much_memory'],
] as const)(
  'a reader that dies (%s) is an error with a code, and the next document is read',
  async ([signal, code]) => {
    const long = makeDocx({ body: body + p('Mỗi tổ có một tủ sách.').repeat(60_000) });
    await parseInWorker(document);
    const breaking = breakReader(await readerPids(), signal);
    await expect(parseInWorker(long)).rejects.toMatchObject({ name: 'DocumentError', code });
    await breaking;
    expect((await parseInWorker(document)).source.format).toBe('docx');
  },
);

test('a warm reader that died since its last document costs the next one nothing', async () => {
  await Promise.all([parseInWorker(document), parseInWorker(document)]);
  const pids = await readerPids();
  expect(pids.length).toBeGreaterThan(1);
  // Their death is told before, while or after the next document is handed to them.
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  const read = await Promise.all([parseInWorker(document), wait(1).then(() => parseInWorker(document))]);
  expect(read.map(({ source }) => source.format)).toEqual(['docx', 'docx']);
});

test('a process that reads ends with the one that started it, however busy it is', { timeout: 120_000 }, async () => {
  const script = `
    const { parseInWorker } = await import('#app/platform/parse-worker/parse-in-worker.ts');
    const { hostileDocuments } = await import('#app/vanban/files/testing/hostile/index.ts');
    const endless = hostileDocuments.find(({ name }) => name === 'pdf: states saved without end');
    void parseInWorker(endless.make(), {}, { processorMs: 600_000, timeoutMs: 600_000 });
    setTimeout(async () => {
      const { readFileSync } = await import('node:fs');
      console.log(readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim());
      process.kill(process.pid, 'SIGKILL');
    }, 3000);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  const reader = Number(stdout.trim());
  expect(reader).toBeGreaterThan(0);
  for (let waited = 0; usageOf(reader) && waited < 60_000; waited += 100) await wait(100);
  expect(usageOf(reader)).toBeNull();
});

test('processor time is bounded, and buffers beside the heap', { timeout: 120_000 }, async () => {
  const long = makeDocx({ body: body + p('Mỗi tổ có một tủ sách.').repeat(60_000) });
  await expect(parseInWorker(long, {}, { processorMs: 200 })).rejects.toMatchObject({ code: 'too_slow' });
  const unfolding = hostileDocuments.find(({ name }) => name === 'pdf: content that unfolds twice to 500 MB');
  await expect(parseInWorker(unfolding?.make() ?? new Uint8Array())).rejects.toMatchObject({
    code: 'too_much_memory',
  });
});

test('progress of recognition reaches the caller', async () => {
  const page = drawPage([{ x: 113, y: 160, text: 'Mỗi tổ công đoàn chọn một người giữ tủ sách, ghi sổ mượn trả' }]);
  const steps: ReadingProgress[] = [];
  const { source } = await parseInWorker(page.bytes, {}, { onProgress: (step) => steps.push(step) });
  expect(source.format).toBe('image');
  expect(steps.at(0)).toMatchObject({ stage: 'recognising', total: 1 });
});

test('a wrong project root is an error, not a crash', async () => {
  await expect(parseInWorker(document, {}, { projectRoot: '/nowhere' })).rejects.toMatchObject({ code: 'failed' });
});
