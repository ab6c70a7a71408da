import { Engine } from '../../index.js';
import { pair } from './household.js';

/**
 * Runs an engine under load until it is killed, and says on standard output what has been acknowledged, a line each:
 * `created KEY`, `completed JOBTYPE KEY` with the key of the process instance.
 */
const [, , databaseUrl = '', schema = ''] = process.argv;
const engine = await Engine.open({ databaseUrl, schema });
await engine.deploy({ resources: [{ name: 'pair.bpmn', content: pair }] });

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function create(): Promise<never> {
  for (;;) {
    const { processInstanceKey } = await engine.createInstance({ processDefinitionId: 'pair', variables: { n: 1 } });
    say(`created ${processInstanceKey}`);
  }
}

async function work(type: string): Promise<never> {
  for (;;) {
    const jobs = await engine.activateJobs({ type, timeout: 600_000, maxJobsToActivate: 5 });
    for (const { jobKey, processInstanceKey } of jobs) {
      await engine.completeJob({ jobKey, variables: { [type]: true } });
      say(`completed ${type} ${processInstanceKey}`);
    }
  }
}

await Promise.all([create(), create(), create(), work('first'), work('first'), work('second'), work('second')]);
