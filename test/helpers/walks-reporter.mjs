// A reporter of jest: when all walks through the diagrams have run, every way that none of them took fails the run.
// jest loads this file untransformed, so that tsx loads the TypeScript behind it.
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';

const folder = path.resolve(import.meta.dirname, '../diagrams');
const isWalk = (name) => /^walks.*\.test\.ts$/.test(name);

export default class WalksReporter {
  #fault;

  async onRunStart() {
    const { NOTES } = await tsImport('../diagrams/paths-not-walked.ts', import.meta.url);
    await rm(NOTES, { recursive: true, force: true });
  }

  async onRunComplete(_contexts, { testResults }) {
    const ran = testResults.filter(({ testFilePath }) => path.dirname(testFilePath) === folder);
    const names = new Set(ran.map(({ testFilePath }) => path.basename(testFilePath)));
    if (
      !readdirSync(folder)
        .filter(isWalk)
        .every((name) => names.has(name))
    )
      return;
    const { pathsNotWalked } = await tsImport('../diagrams/paths-not-walked.ts', import.meta.url);
    const left = await pathsNotWalked();
    if (left.length === 0) return;
    this.#fault = new Error(`No walk through the diagrams takes these ways:\n${left.join('\n')}`);
    console.error(this.#fault.message);
  }

  /** jest ends with 1 when a reporter has a fault. */
  getLastError() {
    return this.#fault;
  }
}
