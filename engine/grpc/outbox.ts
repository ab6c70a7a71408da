import type { ServerWritableStream } from '@grpc/grpc-js';
import type { Message } from './call.js';

/** What is on its way to the caller of a stream. */
export class Outbox {
  /** Those who wait to hear whether their message has left. */
  readonly #waiting = new Set<(sent: boolean) => void>();

  constructor(private readonly stream: ServerWritableStream<unknown, Message>) {
    stream.on('cancelled', () => {
      for (const answer of this.#waiting) answer(false);
    });
  }

  /** The caller has gone, or all has been said. */
  get isClosed(): boolean {
    return this.stream.cancelled || this.stream.writableEnded;
  }

  /**
   * Fulfilled with true when the message has left this process, with false when the caller was gone before. A caller who
   * reads slowly lets the sender wait.
   */
  send(message: Message): Promise<boolean> {
    if (this.isClosed) return Promise.resolve(false);
    return new Promise((resolve) => {
      const answer = (sent: boolean) => {
        this.#waiting.delete(answer);
        resolve(sent);
      };
      this.#waiting.add(answer);
      this.stream.write(message, (error?: Error | null) => {
        answer(error === null || error === undefined);
      });
    });
  }
}
