import type { AccountBook } from '../../api/contract/index.js';
import { bookAccountTerms } from '../../rules/vocabulary/account-book.js';
import { id, NOW } from './fixture-facts.js';

const balances = { bank: '5000000.00', available: '4090646.84', 'reserved-agreements': '0.00' } as const;
const exception = { amountYuan: '12.00', raisedAt: NOW, reason: null, settledBy: null, settledAt: null };

/** A book with a list on its way to the bank, one line of the bank held and one settled. */
export const accountBook: AccountBook = {
  projectName: '示例项目',
  balanced: true,
  accounts: (['bank', 'available', 'reserved-agreements'] as const).map((account) => ({
    account,
    label: bookAccountTerms[account].label,
    debitYuan: account === 'bank' ? '5000000.00' : '909353.16',
    creditYuan: account === 'bank' ? '0.00' : balances[account],
    balanceYuan: balances[account],
  })),
  movements: [
    {
      number: 3,
      at: NOW,
      kind: 'sending',
      kindLabel: '发出',
      document: 'Pghijklmnopghijklmnopghijklmnopghi',
      amountYuan: '909353.16',
      debitLabel: '协议留存',
      debitBalanceYuan: '0.00',
      creditLabel: '在途款项',
      creditBalanceYuan: '909353.16',
    },
  ],
  exceptions: [
    {
      ...exception,
      id: id(201),
      kind: 'unknown',
      kindLabel: '无对应指令',
      text: '回单 B-7 对应不到付款指令，请与银行核对',
    },
    {
      ...exception,
      id: id(202),
      kind: 'amount',
      kindLabel: '金额不符',
      text: '回单 Pgh 金额不符（指令1.00元，回单12.00元），请与银行核对',
      reason: '银行更正后重发',
      settledBy: '财务甲',
      settledAt: NOW,
    },
  ],
};
