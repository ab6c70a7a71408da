import { checkSpecialAccount, depositFunds } from '../../db/repositories/special-accounts.repository.js';
import { makeAgreementsEffective } from '../../db/repositories/effectiveness.repository.js';
import { makeListVersion } from '../../db/repositories/payment-lists.repository.js';
import type { FieldWork } from './field-work.js';

const LEVELS = ['projectSupervisor', 'bookkeeper', 'financeHead', 'generalManager'] as const;

/** The work of finance on the one payment list of a project whose agreements are sealed. */
export class PaymentWork {
  private constructor(
    readonly field: FieldWork,
    readonly listId: string,
  ) {}

  /** Makes the sealed agreements effective and finds the list of their round. */
  static async start(field: FieldWork): Promise<PaymentWork> {
    const { db, projectId } = field;
    await db.transaction((tx) => makeAgreementsEffective(tx, projectId));
    const [list] = await db.query<{ id: string }>('SELECT id FROM payment_list');
    return new PaymentWork(field, list?.id ?? '');
  }

  async deposit(amountFen: bigint, reference = '凭证-1'): Promise<void> {
    const { db, projectId, staff } = this.field;
    await db.transaction((tx) => depositFunds(tx, { projectId, amountFen, reference }, staff.town));
  }

  async make(): Promise<void> {
    const { db, staff } = this.field;
    await db.transaction((tx) => makeListVersion(tx, this.listId, staff.maker));
    await this.field.act('maker', { act: 'make-payment-list', caseId: this.listId, verdict: 'made' });
  }

  /** So many of the four levels approve, in order. */
  async approve(levels = 4): Promise<void> {
    for (const [index, person] of LEVELS.slice(0, levels).entries()) {
      const act = `approve-payment-${(index + 1).toString()}` as 'approve-payment-1';
      await this.field.act(person, { act, caseId: this.listId, verdict: 'approved' });
    }
  }

  async reserve(): Promise<boolean> {
    const answer = await this.field.db.transaction((tx) => checkSpecialAccount(tx, this.listId));
    return answer.accountSufficient;
  }

  async release(): Promise<void> {
    await this.field.act('investment', { act: 'release-payment', caseId: this.listId, verdict: 'approved' });
  }

  /** Everything until the list may go to the bank. */
  async readyToSend(): Promise<void> {
    await this.deposit(1_000_000_000n);
    await this.make();
    await this.approve();
    await this.reserve();
    await this.release();
  }
}
