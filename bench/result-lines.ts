import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type Result = Readonly<Record<string, unknown>>;

const FOLDER = fileURLToPath(new URL('results/', import.meta.url));

/** A file beside the results. */
export function resultFile(name: string): string {
  mkdirSync(FOLDER, { recursive: true });
  return path.join(FOLDER, name);
}

/** Takes the results of a run: each is one JSON line in a file of bench/results/, and on standard output if wanted. */
export class ResultLines {
  readonly results: Result[] = [];
  readonly file: string;

  constructor(private readonly printsJson: boolean) {
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+Z$/g, '');
    this.file = resultFile(`${stamp}.jsonl`);
  }

  readonly add = (result: object): void => {
    const rounded = Object.fromEntries(Object.entries(result).map(([name, value]) => [name, round(value)]));
    const line = JSON.stringify(rounded);
    this.results.push(rounded);
    appendFileSync(this.file, `${line}\n`);
    if (this.printsJson) process.stdout.write(`${line}\n`);
  };
}

const round = (value: unknown): unknown => (typeof value === 'number' ? Math.round(value * 100) / 100 : value);

const began = performance.now();

/** Tells on standard error what is being done, with the seconds since the start. */
export function phase(text: string): void {
  process.stderr.write(`[${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s] ${text}\n`);
}
