import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TaskDetail } from '../../api/contract/index.js';
import { guardCompletionWorker } from '../../workers/guard-completion.worker.js';
import { workers } from '../../workers/index.js';
import { CaseWalk, sampleRegister } from '../process/case-walk.js';
import { startRunningSystem } from '../process/running-system.js';
import type { RunningSystem } from '../process/running-system.js';
import { fingerprint, quiet } from './attack.js';

/** A worker may die after its transaction and before it has told the engine: then the engine hands the job out again. */
describe('a job that comes twice', () => {
  let system: RunningSystem;
  let walk: CaseWalk;
  beforeAll(async () => {
    system = await startRunningSystem();
    walk = await CaseWalk.begin(system, await sampleRegister());
  }, 90_000);
  afterAll(() => system.stop(), 30_000);

  /** What the guard does for a completion, without the engine hearing of it. */
  const guard = (who: string, task: TaskDetail, variables: Record<string, unknown>) =>
    guardCompletionWorker.run(
      system.database,
      {
        jobKey: '1',
        jobType: 'guard-completion',
        processInstanceKey: '1',
        elementId: 'Task',
        headers: { act: task.act },
        userTask: { userTaskKey: task.taskKey, assignee: who },
      },
      { householdId: walk.householdId, ...variables },
    );
  const actsOf = (task: TaskDetail) =>
    system.sql<{ verdict: string | null; withdrawn: boolean }>(
      `SELECT verdict, withdrawn_at IS NOT NULL AS withdrawn FROM case_act WHERE task_key = $1 ORDER BY seq`,
      [task.taskKey],
    );

  it('records one act for one task, however often and however simultaneously its guard runs', async () => {
    const task = await walk.claim('field-a', 'survey-area');
    await walk.enter('field-a', task);
    const answers = await Promise.all([1, 2, 3].map(() => guard('field-a', task, {})));
    expect(answers).toEqual([1, 2, 3].map(() => ({ kind: 'completed', variables: {} })));
    expect(await actsOf(task)).toEqual([{ verdict: null, withdrawn: false }]);
    await walk.complete('field-a', task.taskKey, {});
    expect(await actsOf(task)).toHaveLength(1);
    const recorded = await system.sql(
      `SELECT seq FROM ledger_entry WHERE case_id = $1 AND kind = 'act-recorded' AND payload ->> 'act' = 'survey-area'`,
      [walk.householdId],
    );
    expect(recorded).toHaveLength(1);
  }, 60_000);

  it('keeps the place of an officer whose first completion was never answered', async () => {
    const task = await walk.claim('field-b', 'survey-area');
    await walk.enter('field-b', task);
    await guard('field-b', task, {});
    await walk.complete('field-b', task.taskKey, {});
    await walk.do('determine-a', 'determine-area');
    const rows = await system.sql('SELECT seq FROM case_act WHERE act = $1', ['survey-area']);
    expect(rows).toHaveLength(2);
  }, 60_000);

  it('lets a reviewer decide otherwise as long as the engine has heard of nothing', async () => {
    await walk.publish();
    await walk.waitForStage('frozen');
    await walk.openSigning();
    await walk.negotiate();
    await walk.sign();
    const task = await walk.claim('supervisor', 'review-project-supervisor');
    const contentHash = task.facts.kind === 'agreement' ? task.facts.agreement?.contentHash : '';
    await guard('supervisor', task, { verdict: 'approved', contentHash });
    await walk.complete('supervisor', task.taskKey, { verdict: 'returned', returnReason: 'c', note: '补齐材料' });
    expect(await actsOf(task)).toEqual([
      { verdict: 'approved', withdrawn: true },
      { verdict: 'returned', withdrawn: false },
    ]);
    await walk.do('field-a', 'rectify-file-bag');
  }, 120_000);

  it('answers every job of a whole case as the first time and changes nothing', async () => {
    await walk.sign();
    await walk.review();
    await walk.do('seal', 'seal-agreement');
    await walk.publish();
    await walk.deposit('1001443.08', '首期资金');
    await walk.waitForList();
    await walk.do('maker', 'make-payment-list');
    await walk.approvePayment();
    await walk.do('investment', 'release-payment');
    await walk.answerOfTheBank();
    await walk.moveOut();
    await walk.waitForStage('closed');
    await quiet(system);
    const before = await fingerprint(system);
    const done = new Set<string>();
    for (const job of await finishedJobs()) {
      const worker = workers.find(({ jobType }) => jobType === job.type);
      const info = { jobKey: job.key, jobType: job.type, processInstanceKey: job.instance, elementId: '', headers: {} };
      const answer = await worker?.run(system.database, info, job.variables);
      expect([job.type, answer]).toEqual([job.type, { kind: 'completed', variables: job.answer }]);
      done.add(job.type);
    }
    expect(await fingerprint(system)).toBe(before);
    expect(done.size).toBeGreaterThan(14);
  }, 180_000);

  interface FinishedJob {
    readonly key: string;
    readonly type: string;
    readonly instance: string;
    readonly answer: Record<string, unknown>;
    readonly variables: Record<string, unknown>;
  }

  /** Jobs with the variables that were in sight of them: of the process, overlaid by those of the element. */
  const finishedJobs = () =>
    system.sql<FinishedJob>(
      `SELECT job.job_key::text AS key, job.type, job.process_instance_key::text AS instance, record.answer,
         coalesce((SELECT jsonb_object_agg(name, value::jsonb ORDER BY scope_key) FROM engine.variable
           WHERE scope_key IN (job.process_instance_key, job.element_instance_key)), '{}') AS variables
       FROM engine.job JOIN job_record record ON record.job_key = job.job_key::text ORDER BY job.job_key`,
    );
});
