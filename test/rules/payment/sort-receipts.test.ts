import { describe, expect, it } from '@jest/globals';
import { sortReceipts } from '../../../rules/payment/sort-receipts.js';
import type { StatementLine } from '../../../rules/payment/sort-receipts.js';

const orders = [
  { endToEndId: 'E1', amountFen: 100n, payeeAccount: '6222' },
  { endToEndId: 'E2', amountFen: 200n, payeeAccount: '6333' },
];
const line = (endToEndId: string, amountFen: bigint, more: Partial<StatementLine> = {}): StatementLine => ({
  endToEndId,
  amountFen,
  status: 'paid',
  reason: null,
  ...more,
});
const booked = { booked: true } as const;
const back = { status: 'failed', booked: true, returned: true } as const;
const FIRST = line('E1', 100n);

describe('lines of a statement (R-60)', () => {
  it.each<[string, StatementLine[], StatementLine[], Record<'answers' | 'returned' | 'held', string[]>]>([
    ['the first answer', [], [FIRST], { answers: ['E1'], returned: [], held: [] }],
    ['the same again', [FIRST], [FIRST], { answers: [], returned: [], held: [] }],
    [
      'the same in a status and a booking',
      [],
      [FIRST, line('E1', 100n, booked)],
      { answers: ['E1'], returned: [], held: [] },
    ],
    [
      'booked twice',
      [],
      [line('E1', 100n, booked), line('E1', 100n, booked)],
      { answers: ['E1'], returned: [], held: ['repeated'] },
    ],
    ['nobody ordered it', [], [line('E9', 100n)], { answers: [], returned: [], held: ['unknown'] }],
    ['one fen more', [], [line('E1', 101n)], { answers: [], returned: [], held: ['amount'] }],
    [
      'to another account',
      [],
      [line('E1', 100n, { payeeAccount: '6333' })],
      { answers: [], returned: [], held: ['payee'] },
    ],
    [
      'to the right account',
      [],
      [line('E1', 100n, { payeeAccount: '6222' })],
      { answers: ['E1'], returned: [], held: [] },
    ],
    [
      'rejected after it was paid',
      [FIRST],
      [line('E1', 100n, { status: 'failed' })],
      { answers: [], returned: [], held: ['contradiction'] },
    ],
    [
      'paid after it was rejected',
      [line('E1', 100n, { status: 'failed' })],
      [FIRST],
      { answers: [], returned: [], held: ['contradiction'] },
    ],
    [
      'paid and back in one statement',
      [],
      [line('E1', 100n, booked), line('E1', 100n, back)],
      { answers: ['E1'], returned: ['E1'], held: [] },
    ],
    [
      'back before anybody said that it was paid',
      [],
      [line('E1', 100n, back)],
      { answers: ['E1'], returned: [], held: [] },
    ],
    ['back with another amount', [FIRST], [line('E1', 99n, back)], { answers: [], returned: [], held: ['amount'] }],
  ])('%s', (_what, known, lines, expected) => {
    const sorted = sortReceipts(orders, { receipts: known, returned: [] }, lines);
    expect({
      answers: sorted.answers.map(({ endToEndId }) => endToEndId),
      returned: sorted.returned.map(({ endToEndId }) => endToEndId),
      held: sorted.held.map(({ kind }) => kind),
    }).toEqual(expected);
  });

  it('give money back once, however often the bank says so', () => {
    const { returned, held } = sortReceipts(orders, { receipts: [FIRST], returned: ['E1'] }, [line('E1', 100n, back)]);
    expect([returned, held]).toEqual([[], []]);
  });
});
