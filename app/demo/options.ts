import { parseArgs } from 'node:util';
import { isScenarioName, SCENARIO_NAMES } from './scenarios/index.js';
import type { ScenarioName } from './scenarios/index.js';

/** Wrong arguments; the message says in one Chinese sentence what is wrong. */
export class UsageError extends Error {}

const MOST_HOUSEHOLDS = 60;

const USAGE = `npm run demo -- [--scenario ${SCENARIO_NAMES.join('|')}] --households 60 [--seed N] [--data 目录] [--evidence 目录] [--json]`;

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scenario: { type: 'string', default: 'negotiated' },
        households: { type: 'string', default: '12' },
        seed: { type: 'string', default: '1' },
        data: { type: 'string' },
        evidence: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    // The reason names the argument; further lines of it are advice that does not fit here.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
    throw new UsageError(`参数有误（${reason}），用法：${USAGE}`);
  }
}

export interface DemoOptions {
  readonly scenario: ScenarioName;
  readonly households: number;
  readonly seed: number;
  /** Folder that is kept; without it the play leaves nothing behind. */
  readonly data: string | undefined;
  /** Folder for what a stranger checks afterwards; without it one beside the data, or one that is made. */
  readonly evidence: string | undefined;
  readonly json: boolean;
}

/** What the command line asks for; throws a UsageError. */
export function readOptions(args: readonly string[]): DemoOptions {
  const values = readArguments(args);
  const whole = (name: string, text: string, least: number, most: number) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new UsageError(`--${name} 应为 ${String(least)} 到 ${String(most)} 的整数，现在是“${text}”`);
  };
  if (!isScenarioName(values.scenario)) {
    throw new UsageError(`--scenario 应为 ${SCENARIO_NAMES.join('、')} 之一，现在是“${values.scenario}”`);
  }
  return {
    scenario: values.scenario,
    households: whole('households', values.households, 1, MOST_HOUSEHOLDS),
    seed: whole('seed', values.seed, 0, 2 ** 31),
    data: values.data,
    evidence: values.evidence,
    json: values.json,
  };
}
