interface Turn {
  key: string | undefined;
  begin: () => void;
}

export interface TurnLimits {
  /** So many at a time. */
  most: number;
  /** After so many milliseconds a turn is slow: another may begin beside it … */
  slowAfterMs: number;
  /** … until there are so many in all. */
  mostWithSlow: number;
}

/**
 * Turns, the longest waiting first, of one key one at a time: whoever sends much does not hold up the rest. Nor does what
 * takes long: two scans of forty pages would else keep everybody waiting for minutes.
 */
export class Turns {
  #waiting: Turn[] = [];
  #running: Turn[] = [];
  #slow = new Set<Turn>();
  #limits: TurnLimits;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** Does the work when its turn comes. */
  async take<T>(key: string | undefined, work: () => Promise<T>): Promise<T> {
    const turn = await new Promise<Turn>((resolve) => {
      const own: Turn = { key, begin: () => resolve(own) };
      this.#waiting.push(own);
      this.#beginNext();
    });
    const timer = setTimeout(() => {
      this.#slow.add(turn);
      this.#beginNext();
    }, this.#limits.slowAfterMs);
    timer.unref();
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      this.#slow.delete(turn);
      this.#running.splice(this.#running.indexOf(turn), 1);
      this.#beginNext();
    }
  }

  #hasRoom(): boolean {
    const { most, mostWithSlow } = this.#limits;
    return this.#running.length - this.#slow.size < most && this.#running.length < mostWithSlow;
  }

  #beginNext(): void {
    while (this.#hasRoom()) {
      const isFree = ({ key }: Turn): boolean => key === undefined || this.#running.every((turn) => turn.key !== key);
      const at = this.#waiting.findIndex(isFree);
      const turn = at < 0 ? undefined : this.#waiting.splice(at, 1)[0];
      if (!turn) return;
      this.#running.push(turn);
      turn.begin();
    }
  }
}
