import type { Connection, Submittable } from 'pg';

/** What the server says of one statement of the packet. */
export interface Expected {
  readonly what: string;
  /** How many rows it touches; null: however many. */
  readonly rows: number | null;
}

/**
 * Statements of the extended query protocol with one Sync at their end: one transaction, one write to the socket, one
 * answer. The names of the methods are those by which `pg` hands over what the server says.
 */
export class Packet implements Submittable {
  #completed = 0;
  #fault: Error | null = null;

  constructor(
    private readonly messages: Buffer,
    private readonly expected: readonly Expected[],
    private readonly resolve: () => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.stream.write(this.messages);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const expected = this.expected[this.#completed];
    this.#completed += 1;
    const rows = Number(/\d+$/.exec(text)?.[0]);
    if (expected === undefined || expected.rows === null || expected.rows === rows) return;
    this.#fault ??= new Error(`${expected.what}: expected ${String(expected.rows)} rows, but it was '${text}'`);
  }

  handleError(error: Error): void {
    this.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.#fault === null) this.resolve();
    else this.reject(this.#fault);
  }
}
