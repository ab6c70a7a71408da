import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Reply {
  readonly status: number;
  readonly body: string;
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

const HEADERS_END = Buffer.from('\r\n\r\n');

/**
 * One keep-alive connection that costs its client as little as possible: a request is one write, a reply is read by
 * its content-length. The header lines are those that the official client sends.
 */
export class HttpConnection {
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | null = null;
  /** The server closes connections on which nothing has come for a while. */
  isOpen = true;
  readonly #head: string;

  private constructor(
    private readonly socket: Socket,
    host: string,
  ) {
    this.#head =
      ` HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\ncontent-type: application/json\r\naccept: */*\r\n` +
      'accept-language: *\r\nsec-fetch-mode: cors\r\nuser-agent: node\r\naccept-encoding: gzip, deflate\r\ncontent-length: ';
    socket.setNoDelay(true);
    socket.on('data', (data) => {
      this.#received = this.#received.length === 0 ? data : Buffer.concat([this.#received, data]);
      this.#read();
    });
    socket.on('error', (error) => {
      this.#fail(error);
    });
    socket.on('close', () => {
      this.isOpen = false;
      this.#fail(new Error('the server has closed the connection'));
    });
  }

  static open(port: number): Promise<HttpConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new HttpConnection(socket, `127.0.0.1:${String(port)}`));
      });
    });
  }

  /** One request at a time. */
  post(path: string, body: string): Promise<Reply> {
    if (!this.isOpen || this.#waiting !== null) throw new Error('the connection is not free');
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.socket.write(`POST ${path}${this.#head}${String(Buffer.byteLength(body))}\r\n\r\n${body}`);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  #read(): void {
    const end = this.#received.indexOf(HEADERS_END);
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? (status === 204 ? 0 : NaN));
    if (Number.isNaN(length)) {
      this.#fail(new Error(`expected a reply with content-length, got ${head}`));
      return;
    }
    const whole = end + HEADERS_END.length + length;
    if (this.#received.length < whole) return;
    const body = this.#received.toString('utf8', end + HEADERS_END.length, whole);
    this.#received = this.#received.subarray(whole);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve({ status, body });
  }

  #fail(error: Error): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(error);
  }
}
