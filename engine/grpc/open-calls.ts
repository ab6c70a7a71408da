import { Stopping } from './status.js';

/** A call under way. */
export interface OpenCall {
  /** Aborted when nobody waits for jobs any more: the caller has gone, or the server stops. */
  readonly over: AbortController;
  /** Answers in place of the work. */
  giveUp: (reason: Stopping) => void;
}

/** The calls under way, so that a server can stop without leaving anybody without an answer. */
export class OpenCalls {
  readonly #calls = new Set<OpenCall>();
  #isStopping = false;

  begin(): OpenCall {
    if (this.#isStopping) throw new Stopping();
    const call: OpenCall = { over: new AbortController(), giveUp: () => undefined };
    this.#calls.add(call);
    return call;
  }

  end(call: OpenCall): void {
    this.#calls.delete(call);
  }

  /** No new calls; those that wait for jobs end. */
  stop(): void {
    this.#isStopping = true;
    for (const { over } of this.#calls) over.abort();
  }

  /** Those that still wait for something else are told to try again elsewhere. */
  giveUpAll(): void {
    for (const { giveUp } of this.#calls) giveUp(new Stopping());
  }
}
