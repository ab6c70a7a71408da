import { BusinessError, NotFoundError } from '../../db/errors.js';
import { recordBankReceipts } from '../../db/repositories/bank.repository.js';
import { actOf } from '../../rules/acts.js';
import type { ActName } from '../../rules/acts.js';
import { BadVariablesError } from '../../workers/define-worker.js';
import { workers } from '../../workers/index.js';
import { adoptPlan, prepareToSign } from '../factories/plan.js';
import { accepted, refused } from './world.js';
import type { Outcome, World } from './world.js';

/** What people enter for a task, and what workers and time do: the doors through which everything goes. */
export class Work {
  #jobs = 9_000_000_000n;

  constructor(private readonly world: World) {}

  /** Claims a task of this act, enters what it asks for, and completes it; somewhere on the way it may be left lying. */
  async act(who: string, act: ActName, caseId: string, words: object = {}): Promise<Outcome> {
    const { board, dice } = this.world;
    const contentHash = await this.#hashOf(caseId);
    const lying = board.standing().filter((task) => task.act === act && task.caseId === caseId);
    const isStale = (task: (typeof lying)[number]) => task.variables['contentHash'] !== (contentHash ?? undefined);
    // What was left lying is taken up again; tasks about a text that is no longer the one that stands are gone.
    for (const task of lying.filter(isStale)) await board.cancel(task.taskKey);
    const open = lying.find((task) => !isStale(task) && [null, who].includes(task.assignee));
    const taskKey = open?.taskKey ?? board.open(act, caseId, contentHash);
    if (open?.assignee !== who) {
      const claimed = await this.world.call(who, 'post', `/tasks/${taskKey}/claim`);
      if (!claimed.accepted) return claimed;
    }
    if (dice.percent(4)) return accepted('claimed and left lying');
    const entered = await this.#enter(who, act, caseId, taskKey);
    if (!entered.accepted) return entered;
    return this.world.call(who, 'post', `/tasks/${taskKey}/completion`, { ...this.#verdictOf(act), ...words });
  }

  /** The verdict with which a case goes on. */
  #verdictOf(act: ActName): object {
    const [verdict] = actOf(act).verdicts;
    if (act === 'answer-objection') return { verdict: 'rejected' };
    return verdict === undefined ? {} : { verdict };
  }

  async #hashOf(caseId: string): Promise<string | null> {
    const [row] = await this.world.db.query<{ hash: string }>(
      `SELECT content_hash AS hash FROM agreement WHERE household_id = $1 AND status <> 'superseded'`,
      [caseId],
    );
    return row?.hash ?? null;
  }

  async #enter(who: string, act: ActName, caseId: string, taskKey: string): Promise<Outcome> {
    const post = (path: string, body: object) => this.world.call(who, 'post', path, body);
    switch (act) {
      case 'survey-area':
        return post(`/households/${caseId}/area-surveys`, { taskKey, measuredAreaSqm: '18.33' });
      case 'determine-area':
        return post(`/households/${caseId}/area-determinations`, {
          taskKey,
          areaSqm: '18.33',
          basis: '租用公房凭证',
          newHomestead: false,
          use: 'residential',
          useBasis: '',
        });
      case 'negotiate':
        return post(`/tasks/${taskKey}/entry`, { values: { summary: '已说明方案和金额', counts: [] } });
      case 'sign-as-officer': {
        const [agreement] = await this.world.db.query<{ id: string; hash: string }>(
          `SELECT id, content_hash AS hash FROM agreement WHERE household_id = $1 AND status <> 'superseded'`,
          [caseId],
        );
        const contentHash = agreement?.hash ?? 'f'.repeat(64);
        return post(`/agreements/${agreement?.id ?? caseId}/officer-signatures`, { taskKey, contentHash });
      }
      case 'make-payment-list':
        return post(`/payment-lists/${caseId}/versions`, { taskKey });
      case 'answer-objection':
        return post(`/objections/${caseId}/answer`, { taskKey, answer: '经复查，维持原认定', upheld: false });
      default:
        return accepted();
    }
  }

  /** A job of a worker, in order or not; every second one comes twice. */
  async worker(jobType: string, variables: object): Promise<Outcome> {
    const worker = workers.find((each) => each.jobType === jobType);
    if (worker === undefined) throw new Error(`no worker does ${jobType}`);
    this.#jobs += 1n;
    const job = {
      jobKey: this.#jobs.toString(),
      jobType,
      processInstanceKey: '1',
      elementId: 'Step',
      headers: {},
    };
    return this.#system(async () => {
      await worker.run(this.world.db, job, variables);
      if (this.world.dice.percent(50)) await worker.run(this.world.db, job, variables);
    });
  }

  /** The plan and the reports that signing waits for, without the months they take. */
  preparePlan(): Promise<Outcome> {
    const { db, field } = this.world;
    return this.#system(() =>
      db.transaction(async (tx) => {
        // The lowest rate there may be: one household that is held up does not hold up the money of all.
        await adoptPlan(tx, field.projectId, field.staff, { effectiveRateBp: 8_000 });
        await prepareToSign(tx, field.projectId, field.staff);
      }),
    );
  }

  /** The bank answers its orders, one in eight with a refusal. */
  async bank(listId: string): Promise<Outcome> {
    const { db, dice } = this.world;
    const orders = await db.query<{ endToEndId: string; amountFen: bigint }>(
      `SELECT end_to_end_id AS "endToEndId", amount_fen AS "amountFen" FROM bank_instruction
       WHERE list_id = $1 AND end_to_end_id NOT IN (SELECT end_to_end_id FROM bank_receipt) ORDER BY 1`,
      [listId],
    );
    const receipts = orders.map((order) =>
      dice.percent(12)
        ? ({ ...order, status: 'failed', reason: '户名不符' } as const)
        : ({ ...order, status: 'paid', reason: null } as const),
    );
    const content = JSON.stringify(receipts.map(({ endToEndId, status }) => [endToEndId, status]));
    return this.#system(() => db.transaction((tx) => recordBankReceipts(tx, receipts, content, 'system')));
  }

  async pass(hours: number): Promise<Outcome> {
    const { clock } = this.world.db;
    const now = new Date(await this.world.db.transaction((tx) => tx.now()));
    await clock.pinClock(new Date(now.getTime() + hours * 3_600_000).toISOString());
    return accepted();
  }

  async #system(work: () => Promise<unknown>): Promise<Outcome> {
    try {
      await work();
      return accepted();
    } catch (error) {
      if (error instanceof BusinessError) return refused(`${error.code} ${error.findings[0]?.basis ?? ''}`);
      if (error instanceof NotFoundError || error instanceof BadVariablesError) return refused(error.name);
      throw error;
    }
  }
}
