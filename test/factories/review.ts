import { createAccount } from '../../db/repositories/accounts.repository.js';
import { recordAct } from '../../db/repositories/acts.repository.js';
import { recordEntry } from '../../db/repositories/entries.repository.js';
import {
  enterPanelPerson,
  seatPanel,
  storeBallot,
  storeDeclaration,
} from '../../db/repositories/review-panel.repository.js';
import { proposeReview } from '../../db/repositories/propose-review.repository.js';
import type { Transaction } from '../../db/transaction.js';
import type { ActName } from '../../rules/acts.js';
import type { FieldWork } from './field-work.js';
import { PASSWORD } from './staff.js';

const PROPOSED = {
  problem: 'hardship-persons',
  circumstances: '户籍迁入较晚',
  question: '可否享受困难补助',
  treatment: '给予一次性补助',
  amountFen: 500_000n,
  planLimitFen: 1_000_000n,
  planClause: '方案第十二条',
} as const;

/** A special problem of the first household before a panel of five, told without the engine. */
export class ReviewWork {
  private lastTaskKey = 3_000_000_000_000_000n;

  private constructor(
    readonly field: FieldWork,
    readonly reviewId: string,
    readonly memberIds: readonly string[],
  ) {}

  /** Proposes the problem and composes a panel of people of every category; nobody has declared yet. */
  static async start(field: FieldWork): Promise<ReviewWork> {
    const members = await field.db.transaction(async (tx) => {
      const ids: string[] = [];
      for (const category of ['deputy', 'committee', 'lawyer', 'deputy', 'other', 'other']) {
        const id = await createAccount(tx, {
          username: `panel-${String(ids.length)}`,
          displayName: `评议员${String(ids.length)}`,
          organisationId: field.staff.townId,
          password: PASSWORD,
          roles: [{ role: 'panel-member', validFrom: '2026-01-01' }],
        });
        await enterPanelPerson(tx, id, category);
        ids.push(id);
      }
      return ids;
    });
    const { id } = await field.db.transaction((tx) =>
      proposeReview(tx, field.householdId, PROPOSED, field.staff.projectSupervisor),
    );
    const work = new ReviewWork(field, id, members);
    await work.do('compose-panel', field.staff.town, 'composed', (tx, entryId) =>
      seatPanel(tx, { entryId, reviewId: id }, members.slice(0, 5)),
    );
    return work;
  }

  /** Enters and completes a task of the review. */
  async do(
    act: ActName,
    personId: string,
    verdict: string,
    store: (tx: Transaction, entryId: string) => Promise<void>,
    round = 1,
  ): Promise<void> {
    this.lastTaskKey += 1n;
    const taskKey = this.lastTaskKey.toString();
    const taskCase = { act, kind: 'review', id: this.reviewId } as const;
    await this.field.db.transaction(async (tx) => {
      const entry = { taskCase, taskKey, personId, round, given: { taskKey }, replaces: 'task' } as const;
      await recordEntry(tx, entry, (entryId) => store(tx, entryId));
      await recordAct(tx, { act, caseId: this.reviewId, personId, taskKey, verdict });
    });
  }

  member(index: number): string {
    return this.memberIds[index] ?? '';
  }

  async declare(index: number, tie: 'none' | 'relative' = 'none'): Promise<void> {
    const memberId = this.member(index);
    await this.do('declare-ties', memberId, 'declared', (tx, entryId) =>
      storeDeclaration(tx, { entryId, reviewId: this.reviewId, memberId, tie }),
    );
  }

  async vote(index: number, vote: 'for' | 'against' | 'abstain'): Promise<void> {
    const personId = this.member(index);
    const ballot = { reviewId: this.reviewId, hearing: 1, sitting: 1, personId, vote, reason: '理由' };
    await this.do('vote-on-review', personId, 'voted', (tx, entryId) => storeBallot(tx, { entryId, ...ballot }));
  }
}
