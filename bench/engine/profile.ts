import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { LAYER_NAMES, readProfile } from './cpu-profile.js';
import type { Spent, Times } from './cpu-profile.js';

const FUNCTIONS = 25;

interface Window {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** CPU profiles of the engine in a folder, with what was measured when. */
export class Profile {
  readonly #spent: { readonly name: string; readonly spent: Spent }[] = [];
  #windows: Window[] = [];
  #number = 0;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** Options of Node for an engine that is about to start. */
  nextEngine(): string[] {
    this.#number += 1;
    return ['--cpu-prof', `--cpu-prof-dir=${this.folder}`, `--cpu-prof-name=${this.#file}`];
  }

  async during<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const from = now();
    const result = await work();
    this.#windows.push({ name, from, to: now() });
    return result;
  }

  /** The engine has ended and has written its profile. */
  engineEnded(): void {
    const between = readProfile(path.join(this.folder, this.#file));
    for (const { name, from, to } of this.#windows) this.#spent.push({ name, spent: between(from, to) });
    this.#windows = [];
  }

  /** Shares of the layers in the engine's processor time, and the functions that take most of it themselves. */
  report(): string {
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const names = this.#spent.map(({ name }) => name);
    const layers = LAYER_NAMES.map((layer) =>
      line([layer, ...this.#spent.map(({ spent }) => percent(spent.byLayer.get(layer) ?? 0, spent.byLayer))]),
    );
    const functions = this.#spent.map(({ name, spent }) => [`\n${name}`, ...longest(spent.byFunction)].join('\n'));
    const head = [line(['part of the engine', ...names]), line(['---', ...names.map(() => '---')])];
    return [...head, ...layers, ...functions].join('\n');
  }

  get #file(): string {
    return `engine-${String(this.#number)}.cpuprofile`;
  }
}

/** µs of the clock that the profiles use. */
const now = (): number => Number(process.hrtime.bigint() / 1000n);

function longest(times: Times): string[] {
  const sorted = [...times].sort(([, one], [, other]) => other - one).slice(0, FUNCTIONS);
  return sorted.map(([name, time]) => `${percent(time, times).padStart(7)}  ${name}`);
}

function percent(time: number, all: Times): string {
  const whole = [...all.values()].reduce((sum, one) => sum + one, 0);
  return `${((100 * time) / whole).toFixed(1)} %`;
}
