import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesToDeploy } from '../../app/diagrams-to-deploy.js';
import type { ActivatedJob, Variables } from '../../engine/index.js';
import { Walk } from '../../engine/test/core/walk.js';

export const MINUTE = 60_000;
export const DAY = 1440 * MINUTE;

/** Processes with a timer at their start, beside the message that starts a case of theirs. */
const STARTED_BY_TIMER = new Set([
  'deadline-watch',
  'democratic-appraisal',
  'inspection',
  'joint-meeting',
  'risk-review',
]);

/** All diagrams and forms of the project on an engine in memory; the test is every worker and every person. */
export class DiagramWalk {
  private constructor(readonly walk: Walk) {}

  static async open(): Promise<DiagramWalk> {
    const walk = await Walk.open();
    const resources = await Promise.all(
      (await filesToDeploy()).map(async (file) => ({ name: path.basename(file), content: await readFile(file) })),
    );
    await walk.engine.deploy({ resources });
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
}
