import { readFileSync } from 'node:fs';

/** What a process may use while it is watched. */
export interface ProcessBounds {
  /** Megabytes that it holds in all: heap, buffers, what libraries took. */
  memoryMb: number;
  /** Milliseconds of its own processor time, however long that takes by the clock. */
  processorMs: number;
}

export interface Watch {
  /** Counts processor time anew, up to another bound if one is given. */
  restart(processorMs?: number): void;
  end(): void;
}

/** Unpacking fills some ten megabytes in that time. */
const intervalMs = 25;

/**
 * Looks again and again at what a process uses, and calls `onOver` once that is too much. The engine's own limit bounds
 * the heap alone: what a file unfolds to lies in buffers beside it. Processor time is the document's own doing, where
 * the clock also counts what else the machine is busy with. Only Linux tells both; elsewhere the heap's limit and the
 * clock have to do.
 */
export function watchProcess(
  pid: number,
  bounds: ProcessBounds,
  onOver: (what: 'too_much_memory' | 'too_slow') => void,
): Watch {
  let { processorMs } = bounds;
  let spentBefore = usageOf(pid)?.processorMs ?? 0;
  const timer = setInterval(() => {
    const usage = usageOf(pid);
    if (!usage) return;
    if (usage.megabytes > bounds.memoryMb) onOver('too_much_memory');
    else if (usage.processorMs - spentBefore > processorMs) onOver('too_slow');
  }, intervalMs);
  timer.unref();
  return {
    restart(other = bounds.processorMs) {
      processorMs = other;
      spentBefore = usageOf(pid)?.processorMs ?? 0;
    },
    end: () => clearInterval(timer),
  };
}

/** Memory and processor time of a process with all its threads; null where the system does not tell or it has ended. */
export function usageOf(pid: number): { megabytes: number; processorMs: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Behind the name, which may hold anything: fields 14 and 15 of all, user and system time in hundredths of a second.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const kilobytes = Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0);
    return { megabytes: kilobytes / 1024, processorMs: 10 * (Number(fields[11]) + Number(fields[12])) };
  } catch {
    return null;
  }
}
