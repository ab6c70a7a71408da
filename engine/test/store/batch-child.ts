import { Engine } from '../../index.js';

/** Runs an engine, and says on standard output how many items of batch operations it has done, until it is killed. */
const [, , databaseUrl = '', schema = ''] = process.argv;
let done = 0;
await Engine.open({
  databaseUrl,
  schema,
  onEvent: (event) => {
    if (event.type !== 'batch-item-ended') return;
    done += 1;
    process.stdout.write(`${String(done)}\n`);
  },
});
