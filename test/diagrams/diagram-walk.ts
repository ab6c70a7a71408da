import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesToDeploy } from '../../app/diagrams-to-deploy.js';
import type { ActivatedJob, Variables } from '../../engine/index.js';
import { Walk } from '../../engine/test/core/walk.js';
import { walked } from './walked.js';

export const MINUTE = 60_000;
export const DAY = 1440 * MINUTE;

export const APPROVED = { verdict: 'approved', returnReason: null, note: null };
export const RETURNED = { verdict: 'returned', returnReason: null, note: '请改正' };

/** Processes with a timer at their start, beside the message that starts a case of theirs. */
const STARTED_BY_TIMER = new Set([
  'deadline-watch',
  'democratic-appraisal',
  'inspection',
  'joint-meeting',
  'risk-review',
]);

/** A file to deploy; a diagram is named after its process. */
interface Resource {
  readonly name: string;
  readonly content: string;
}

/** The diagrams of these processes and of those they call, and all forms and decisions. */
async function resourcesOf(processIds: readonly string[]): Promise<Resource[]> {
  const all = await Promise.all(
    (await filesToDeploy()).map(async (file) => ({ name: path.basename(file), content: await readFile(file, 'utf8') })),
  );
  const wanted = new Set<string>();
  const want = (processId: string): void => {
    const diagram = all.find(({ name }) => name === `${processId}.bpmn`);
    if (diagram === undefined) throw new Error(`no diagram of the process ${processId}`);
    if (wanted.has(diagram.name)) return;
    wanted.add(diagram.name);
    for (const [, called = ''] of diagram.content.matchAll(/<zeebe:calledElement [^>]*processId="([^"]+)"/g))
      want(called);
  };
  processIds.forEach(want);
  return all.filter(({ name }) => !name.endsWith('.bpmn') || wanted.has(name));
}

/** Diagrams and forms of the project on an engine in memory; the test is every worker and every person. */
export class DiagramWalk {
  private constructor(readonly walk: Walk) {}

  /** Knows these processes and those they call: nobody else hears the messages of the walk. */
  static async open(...processIds: readonly string[]): Promise<DiagramWalk> {
    const walk = walked(await Walk.open());
    await walk.engine.deploy({ resources: await resourcesOf(processIds) });
    return new DiagramWalk(walk);
  }

  /** Elements of open user tasks, in the order of the alphabet. */
  get openTasks(): string[] {
    return this.walk.userTasks.map((task) => task.elementId).sort();
  }

  /** Cases under way; what timers alone start from time to time, the looks at plans and schedules, is none. */
  get cases(): readonly unknown[] {
    return (this.walk.contents['process_instance'] ?? []).filter(
      (instance) => !STARTED_BY_TIMER.has((instance as { processDefinitionId: string }).processDefinitionId),
    );
  }

  /** Answers the one job of this type and returns it as the worker saw it. */
  async work(type: string, answer: Variables = {}): Promise<ActivatedJob> {
    const job = await this.walk.job(type);
    await this.walk.engine.completeJob({ jobKey: job.jobKey, variables: answer });
    return job;
  }

  /** A person completes a task with a verdict; the guard lets it pass and is returned as it saw the task. */
  async decide(elementId: string, words: Variables = {}): Promise<ActivatedJob> {
    const task = this.walk.userTasks.find((each) => each.elementId === elementId);
    if (task === undefined) throw new Error(`${elementId} is not open, but ${this.openTasks.join(', ')}`);
    const done = this.walk.engine.completeUserTask({ userTaskKey: task.userTaskKey, variables: words });
    const guard = await this.work('guard-completion');
    await done;
    return guard;
  }

  async tell(name: string, correlationKey: string, variables: Variables = {}): Promise<void> {
    await this.walk.engine.publishMessage({ name, correlationKey, timeToLive: 90 * DAY, variables });
  }

  /** Lets the notice that was made be masked, approved and public for so many days, without an objection. */
  async publish(days = 1): Promise<void> {
    await this.work('prepare-notice');
    await this.decide('Task_MaskNotice', { verdict: 'masked' });
    await this.decide('Task_ApproveNotice', APPROVED);
    await this.work('publish-notice', { endsAt: new Date(this.walk.now + days * DAY).toISOString() });
    await this.walk.forward((days + 1) * DAY);
    await this.work('count-open-objections', { openObjections: 0 });
    await this.work('archive-notice', { upheldCount: 0 });
  }

  /** Sends every reminder that is due and answers the steps they speak of: a case ends only when they are out. */
  async remind(): Promise<unknown[]> {
    const jobs = await this.walk.jobs('raise-reminder');
    for (const { jobKey } of jobs) await this.walk.engine.completeJob({ jobKey });
    return jobs.map((job) => job.variables['waitingFor']);
  }
}
