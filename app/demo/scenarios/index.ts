import { collective } from './collective.js';
import { conversion } from './conversion.js';
import { formal } from './formal.js';
import { negotiated } from './negotiated.js';
import type { Scenario } from './scenario.js';

/** The whole projects that can be played, by the name they are asked for. */
export const SCENARIOS = { negotiated, formal, collective, conversion } as const satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as ScenarioName[];
export const isScenarioName = (name: string): name is ScenarioName => Object.hasOwn(SCENARIOS, name);
