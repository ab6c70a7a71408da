import type { Core } from './core.js';
import { forgetProcess } from './commands/delete-resource.js';
import type { Key } from './commands/requests.js';
import type { Effect } from './elements/execution.js';
import type { Ended, History } from './store/history.js';

export interface RetentionOptions {
  /** Instances that ended, and decisions that were evaluated, longer ago than this many days are deleted; left out: none is. */
  readonly retentionDays?: number | undefined;
  /** The audit log tells of so many days; left out: of all. */
  readonly auditRetentionDays?: number | undefined;
  readonly onFault: (error: unknown) => void;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const INSTANCES_AT_ONCE = 100;

/**
 * Deletes what nobody wants to keep, beside the commands and in small pieces: ended instances that are old enough, old
 * entries of the audit log, and the history of deleted process definitions for which that was asked, once their last instance has ended.
 */
export class Retention {
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<number> | null = null;
  #isStopped = false;
  /** A condemned definition still has running instances. */
  #waitsForInstances = false;

  constructor(
    private readonly core: Core,
    private readonly history: History,
    private readonly options: RetentionOptions,
  ) {}

  /** Sweeps now, and every hour. */
  start(): void {
    this.sweepSoon();
    this.#timer = setInterval(() => {
      this.sweepSoon();
    }, HOUR_MS).unref();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#sweeping?.catch(() => undefined);
  }

  hear(effect: Effect): void {
    if (effect.kind === 'instance-ended' && this.#waitsForInstances) this.sweepSoon();
  }

  sweepSoon(): void {
    this.sweep().catch((error: unknown) => {
      // What is left is tried again when the next instance ends, or in an hour.
      this.#waitsForInstances = true;
      this.options.onFault(error);
    });
  }

  /** Deletes everything that may go now; answers how many instances that were. A second call joins the first. */
  sweep(): Promise<number> {
    this.#sweeping ??= this.#sweep().finally(() => {
      this.#sweeping = null;
    });
    return this.#sweeping;
  }

  async #sweep(): Promise<number> {
    const old = await this.#deleteOld();
    await this.#deleteAudits();
    return old + (await this.#deleteCondemned());
  }

  async #deleteOld(): Promise<number> {
    const { retentionDays } = this.options;
    if (retentionDays === undefined) return 0;
    const before = this.#daysAgo(retentionDays);
    let deleted = 0;
    let last: Ended | null = null;
    while (!this.#isStopped) {
      const ended: readonly Ended[] = await this.history.endedBefore(before, last, INSTANCES_AT_ONCE);
      last = ended.at(-1) ?? null;
      if (last === null) break;
      deleted += await this.history.deleteInstances(ended.map(({ processInstanceKey }) => processInstanceKey));
    }
    await this.history.deleteEvaluationsBefore(before);
    await this.history.deleteBatchesBefore(before);
    return deleted;
  }

  async #deleteAudits(): Promise<void> {
    const { auditRetentionDays } = this.options;
    if (auditRetentionDays !== undefined) await this.history.deleteAuditsBefore(this.#daysAgo(auditRetentionDays));
  }

  #daysAgo(days: number): number {
    return this.core.clock.now() - days * DAY_MS;
  }

  async #deleteCondemned(): Promise<number> {
    this.#waitsForInstances = false;
    let deleted = 0;
    for (const { processDefinitionKey, history } of [...this.core.state.definitions.all()]) {
      if (history !== 'TO_DELETE' || this.#isStopped) continue;
      if (this.core.state.instancesByDefinition.find(processDefinitionKey).size > 0) this.#waitsForInstances = true;
      else deleted += await this.#deleteHistoryOf(processDefinitionKey);
    }
    return deleted;
  }

  async #deleteHistoryOf(processDefinitionKey: Key): Promise<number> {
    // The end of the last instance may still be on its way to the disk.
    await this.core.settled();
    let deleted = 0;
    while (!this.#isStopped) {
      const keys = await this.history.endedOf(processDefinitionKey, INSTANCES_AT_ONCE);
      if (keys.length === 0) {
        await this.core.apply(forgetProcess, { processDefinitionKey }).committed;
        break;
      }
      deleted += await this.history.deleteInstances(keys);
    }
    return deleted;
  }
}
