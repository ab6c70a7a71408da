import type { ActName } from '../../rules/acts.js';
import type { Entry } from './define-entry.js';

/** Every entry, one per act that demands one. */
export const entries: readonly Entry[] = [];

const byAct = new Map(entries.map((entry) => [entry.act, entry]));

export const entryFor = (act: ActName): Entry | undefined => byAct.get(act);
