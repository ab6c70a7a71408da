/** One line that grows on a terminal; one line per step where there is none. */
export class ProgressBar {
  #done = 0;
  #lastLine = '';

  constructor(
    private readonly total: number,
    private readonly out: NodeJS.WriteStream,
  ) {}

  /** `done` of the total, with a word on what is going on. */
  show(done: number, what: string): void {
    this.#done = Math.min(done, this.total);
    const share = this.total === 0 ? 1 : this.#done / this.total;
    const filled = Math.round(share * 30);
    const percent = String(Math.round(share * 100)).padStart(3);
    this.#print(`${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${percent}%  ${what}`);
  }

  end(): void {
    if (this.out.isTTY) this.out.write('\n');
  }

  #print(line: string): void {
    if (line === this.#lastLine) return;
    this.#lastLine = line;
    if (this.out.isTTY) this.out.write(`\r\u001b[2K${line}`);
    else this.out.write(`${line}\n`);
  }
}
