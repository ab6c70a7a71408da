import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import { applyEvent } from '../../events/apply.js';
import { Engine } from '../../index.js';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import type { TestDatabase } from '../../postgres/test-database.js';
import { State } from '../../state/state.js';
import { loadState } from '../../store/load-state.js';
import { contents } from '../core/state-contents.js';
import { BEGIN } from '../core/walk.js';
import { household, pair } from './household.js';
import { KINDS, doStep } from './random-commands.js';
import type { Step } from './random-commands.js';
import { vocabularyOf } from './vocabulary.js';
import type { Vocabulary } from './vocabulary.js';

/** Every diagram and form of the product this engine is built into, and the tests' own that wait in every way. */
const files = globSync('bpmn/**/*.{bpmn,form,dmn}').map((file) => ({
  name: path.basename(file),
  content: readFileSync(file, 'utf8'),
}));
const resources = [
  ...files,
  { name: 'household.bpmn', content: household },
  { name: 'pair.bpmn', content: pair },
  { name: 'f.form', content: '{"id":"f"}' },
];
const vocabulary: Vocabulary = vocabularyOf(resources.map(({ content }) => content));

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(async () => {
  await database.drop();
});

const steps: fc.Arbitrary<Step[]> = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.nat(40), fc.nat(40)), {
  minLength: 100,
  maxLength: 200,
});

describe('the replay law', () => {
  it('holds for all diagrams: what is stored, what the events say and what the engine goes on with are one state', async () => {
    let schema = 0;
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        schema += 1;
        const run = await Run.open(`law${String(schema)}`);
        try {
          for (const [index, step] of plan.entries()) {
            await doStep(run.engine, run.replayed, step, vocabulary);
            if (index % 25 === 24) await run.check();
            if (index % 60 === 59) await run.restart();
          }
          await run.check();
          for (const element of run.reached) reached.add(element);
        } finally {
          await run.engine.close();
        }
      }),
      { numRuns: 4, seed: 20_261_125, endOnFailure: true },
    );
    // A law that only ever saw beginnings would prove little.
    expect(reached.size).toBeGreaterThan(100);
  }, 180_000);
});

class Run {
  readonly replayed = new State();
  /** Ids of the elements that have been activated. */
  readonly reached = new Set<string>();

  private constructor(
    private readonly schema: string,
    private started: Engine | null = null,
  ) {}

  static async open(schema: string): Promise<Run> {
    const run = new Run(schema);
    await run.restart();
    await run.engine.pinClock({ timestamp: BEGIN });
    await run.engine.deploy({ resources });
    return run;
  }

  get engine(): Engine {
    if (this.started === null) throw new Error('the run has not been opened');
    return this.started;
  }

  /** The engine throws its memory away and goes on with what is stored. */
  async restart(): Promise<void> {
    await this.started?.close();
    this.started = await Engine.open({
      databaseUrl: database.url,
      schema: this.schema,
      requestTimeout: 1,
      onEvent: (event) => {
        if (event.type === 'element-activating') this.reached.add(event.row.elementId);
        applyEvent(this.replayed, event);
      },
    });
  }

  async check(): Promise<void> {
    // Answered when everything before it is on disk.
    await this.engine.pinClock({ timestamp: this.engine.clock.now() });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      expect(contents(await loadState(client, this.schema))).toEqual(contents(this.replayed));
    } finally {
      await client.end();
    }
  }
}
