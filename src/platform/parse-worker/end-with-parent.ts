import { Worker } from 'node:worker_threads';

/**
 * Ends this process once the one that started it is gone. A thread looks, because a process that is busy with a document
 * made to last for ever hears nothing, and nobody is left to end it.
 */
export function endWithParent(): void {
  const watch = `
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGKILL'), 1000);`;
  new Worker(watch, { eval: true, execArgv: [], env: {}, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}
