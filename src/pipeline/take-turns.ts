/** Lets many pass side by side, and one go alone while nobody else is under way. */

export interface Turns {
  /** Together with others that pass; after whoever waits to go alone. */
  pass<T>(work: () => Promise<T>): Promise<T>;
  /** While nobody passes and nobody else goes alone. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function takeTurns(): Turns {
  /** Settles when whoever goes, or waits to go, alone is done. */
  let lastAlone: Promise<unknown> = Promise.resolve();
  const passing = new Set<Promise<unknown>>();
  return {
    async pass(work) {
      for (let before = lastAlone; ; before = lastAlone) {
        await before;
        if (before === lastAlone) break;
      }
      const running = work();
      const ended = running.catch(() => undefined);
      passing.add(ended);
      try {
        return await running;
      } finally {
        passing.delete(ended);
      }
    },
    alone(work) {
      const before = lastAlone;
      const running = (async () => {
        await before;
        await Promise.all(passing);
        return work();
      })();
      lastAlone = running.catch(() => undefined);
      return running;
    },
  };
}
