import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect } from '@jest/globals';
import type { Walk } from '../../engine/test/core/walk.js';
import { NOTES, type Passed } from './paths-not-walked.js';

const walks: Walk[] = [];

/** Counts a walk among those of this file; at the end the file notes where its walks came by. */
export function walked(walk: Walk): Walk {
  walks.push(walk);
  return walk;
}

function passedByAll(): Passed {
  const most: Record<string, Record<string, number>> = {};
  for (const { events } of walks) {
    const times = new Map<string, number>();
    for (const event of events) {
      if (event.type !== 'element-activating' && event.type !== 'sequence-flow-taken') continue;
      const { processDefinitionId, processInstanceKey } = event.row;
      const id = event.type === 'element-activating' ? event.row.elementId : event.row.sequenceFlowId;
      const key = `${processInstanceKey} ${id}`;
      const count = (times.get(key) ?? 0) + 1;
      times.set(key, count);
      const ofProcess = (most[processDefinitionId] ??= {});
      ofProcess[id] = Math.max(ofProcess[id] ?? 0, count);
    }
  }
  return most;
}

afterAll(() => {
  const { testPath } = expect.getState();
  if (testPath === undefined) throw new Error('jest does not say which file this is');
  mkdirSync(NOTES, { recursive: true });
  writeFileSync(path.join(NOTES, `${path.basename(testPath)}.json`), JSON.stringify(passedByAll()));
});
