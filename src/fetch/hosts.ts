/** One request at a time for every host, with a pause between two, and not too many hosts at once. */

const sleepFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export class Hosts {
  readonly #turns = new Map<string, Promise<void>>();
  readonly #free = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  #open: number;

  /** `most` hosts are asked at once. */
  constructor(most: number) {
    this.#open = most;
  }

  /** Runs the task when the host's turn has come; the next one has to wait for its end and the pause. */
  async inTurn<T>(host: string, task: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(host) ?? Promise.resolve();
    let done = (): void => undefined;
    const own = new Promise<void>((resolve) => {
      done = resolve;
    });
    const turn = before.then(() => own);
    this.#turns.set(host, turn);
    await before;
    try {
      const wait = (this.#free.get(host) ?? 0) - Date.now();
      if (wait > 0) await sleepFor(wait);
      await this.#enter();
      try {
        return await task();
      } finally {
        this.#leave();
      }
    } finally {
      if (this.#turns.get(host) === turn) this.#turns.delete(host);
      done();
    }
  }

  /** The host is left alone until then. */
  pause(host: string, ms: number): void {
    this.#free.set(host, Math.max(this.#free.get(host) ?? 0, Date.now() + ms));
  }

  /** Milliseconds for which the host is to be left alone. */
  resting(host: string): number {
    return Math.max(0, (this.#free.get(host) ?? 0) - Date.now());
  }

  async #enter(): Promise<void> {
    if (this.#open > 0) {
      this.#open--;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#open++;
  }
}
