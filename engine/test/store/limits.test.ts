import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine } from '../../index.js';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import type { TestDatabase } from '../../postgres/test-database.js';
import { catchEvent, diagram, end, flows, message, onMessage, start, userTask } from '../core/diagram.js';
import { pair } from './household.js';

let database: TestDatabase;
let engine: Engine;
const faults: unknown[] = [];
beforeAll(async () => {
  database = await createEmptyDatabase();
  engine = await Engine.open({ databaseUrl: database.url, onFault: (fault) => faults.push(fault) });
  const waits = diagram(
    'waits',
    start() + catchEvent('c', onMessage('M')) + end() + flows('s -> c\nc -> e'),
    message('M', 'm'),
  );
  const decide = diagram(
    'decide',
    start() +
      userTask('u', '<zeebe:assignmentDefinition candidateGroups="=groups" />') +
      end() +
      flows('s -> u\nu -> e'),
  );
  await engine.deploy({
    resources: [pair, waits, decide].map((content, index) => ({ name: `${String(index)}.bpmn`, content })),
  });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

const long = '长'.repeat(5_000);
const refused = { type: expect.stringMatching(/^INVALID_/) as unknown };

/** One value that the database cannot keep would fail the commit of everybody. */
describe('values beyond what the database keeps', () => {
  it.each([
    ['a correlation key', () => engine.publishMessage({ name: 'm', correlationKey: long, timeToLive: 1 })],
    ['a variable name', () => engine.createInstance({ processDefinitionId: 'pair', variables: { [long]: 1 } })],
    ['a business id', () => engine.createInstance({ processDefinitionId: 'pair', businessId: long })],
    ['a tag', () => engine.createInstance({ processDefinitionId: 'pair', tags: ['\u0000'] })],
    ['a clock', () => engine.pinClock({ timestamp: 8.64e15 })],
  ])('are refused: %s', async (_what, send) => {
    await expect(send()).rejects.toMatchObject(refused);
  });

  it('stop their own element with an incident', async () => {
    await engine.createInstance({ processDefinitionId: 'waits', variables: { key: long } });
    await engine.createInstance({ processDefinitionId: 'decide', variables: { groups: [long] } });
    const { rows } = await engine.pool.query<{ error_type: string }>('SELECT error_type FROM engine.incident');
    expect(rows).toEqual([{ error_type: 'EXTRACT_VALUE_ERROR' }, { error_type: 'EXTRACT_VALUE_ERROR' }]);
  });

  it('are kept as far as they go: times that never come, half characters, the character NUL', async () => {
    const never = Number.MAX_SAFE_INTEGER;
    await engine.publishMessage({
      name: 'x',
      correlationKey: 'k',
      timeToLive: never,
      variables: { half: '\ud842', nul: 'a\u0000b' },
    });
    await engine.createInstance({
      processDefinitionId: 'pair',
      variables: { half: '\ud842', nul: 'a\u0000b' },
    });
    const [job] = await engine.activateJobs({ type: 'first', timeout: never, maxJobsToActivate: 1 });
    await engine.failJob({ jobKey: job?.jobKey ?? '', retries: 1, retryBackOff: never, errorMessage: '\ud842\u0000' });
    await expect(engine.updateJob({ jobKey: job?.jobKey ?? '', retries: never })).rejects.toMatchObject(refused);
    expect(faults).toEqual([]);
  });
});
