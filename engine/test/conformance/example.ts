import { afterAll, beforeAll, it } from '@jest/globals';
import { startRest } from '../rest/rest-server.js';
import type { RestServer } from '../rest/rest-server.js';
import type { ExampleName } from './examples.js';
import { Play } from './play.js';

let server: RestServer;

/** One real server, with a database of its own, for the examples of a file. */
export function onOneServer(): void {
  beforeAll(async () => {
    server = await startRest();
  });
  afterAll(() => server.stop());
}

/** An acceptance example as a test of its name. */
export function example(name: ExampleName, run: (play: Play) => Promise<void>): void {
  it(name, async () => {
    const play = new Play(server, name);
    try {
      await run(play);
    } finally {
      await play.end();
    }
  });
}
