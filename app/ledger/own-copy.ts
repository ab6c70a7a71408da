import { open, mkdir } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { FeedCheck } from '../../ledger/feed-check.js';
import { CopyFault } from '../../ledger/line.js';
import { COPY_FILES } from '../ledger-files.js';
import { linesOf } from './lines.js';

/** A supervisor's own copy of the ledger: the lines of the feed in one file, which only grows and is checked as it does. */
export class OwnCopy {
  readonly check = new FeedCheck();

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    private length: number,
  ) {}

  /**
   * Opens a copy, or begins one, and checks all of it. A last line that a killed process left unfinished was never
   * taken for kept: it is cut off and asked for again.
   */
  static async open(folder: string): Promise<OwnCopy> {
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, COPY_FILES.feed);
    const handle = await open(file, 'a+');
    const length = await wholeLines(handle);
    await handle.truncate(length);
    const copy = new OwnCopy(file, handle, length);
    for await (const line of linesOf(file)) copy.check.take(line);
    return copy;
  }

  /** Takes the lines of a page: each is checked first, those before a fault are kept, all of them are on disk afterwards. */
  async append(lines: readonly string[]): Promise<void> {
    const good: string[] = [];
    try {
      for (const line of lines) {
        this.check.take(line);
        good.push(`${line}\n`);
      }
    } finally {
      await this.#write(Buffer.from(good.join('')));
    }
  }

  /** The lines that are kept, oldest first. */
  lines(): AsyncGenerator<string> {
    return linesOf(this.file);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  async #write(bytes: Buffer): Promise<void> {
    const { size } = await this.handle.stat();
    if (size !== this.length) throw new CopyFault(`${this.file} 被另一个程序写入，请只用一个程序留存到同一目录`);
    await this.handle.appendFile(bytes);
    await this.handle.datasync();
    this.length += bytes.length;
  }
}

const CHUNK = 65_536;

/** Where the last whole line of a file ends. */
async function wholeLines(handle: FileHandle): Promise<number> {
  let { size: end } = await handle.stat();
  const buffer = Buffer.alloc(CHUNK);
  while (end > 0) {
    const from = Math.max(0, end - CHUNK);
    await handle.read(buffer, 0, end - from, from);
    const newline = buffer.subarray(0, end - from).lastIndexOf(10);
    if (newline >= 0) return from + newline + 1;
    end = from;
  }
  return 0;
}
