import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createEmptyDatabase } from '../../postgres/test-database.js';
import type { TestDatabase } from '../../postgres/test-database.js';
import type { MessageRow, TimerRow, VariableRow } from '../../state/rows.js';
import { PostgresStore } from '../../store/postgres-store.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(async () => {
  await database.drop();
});

let store: PostgresStore;
beforeEach(async () => {
  store = new PostgresStore({ databaseUrl: database.url }, 'engine');
  await store.open();
});
afterEach(async () => {
  await store.pool.query('TRUNCATE engine.message, engine.timer, engine.variable');
  await store.close();
});

const message: MessageRow = {
  messageKey: '9223372036854775807',
  name: 'm',
  correlationKey: '',
  messageId: '',
  variables: {},
  publishedAt: 0,
  expiresAt: 0,
  correlatedProcessIds: [],
};
const timer: TimerRow = {
  timerKey: '1',
  processDefinitionKey: '2251799813685249',
  processInstanceKey: null,
  elementInstanceKey: null,
  elementId: 't',
  dueDate: 0,
  repetitions: -1,
  cycle: null,
};

const added = (table: 'message' | 'timer' | 'variable', ...rows: readonly object[]) =>
  store.commit({ changes: [{ table, rows: rows.map((after) => ({ before: null, after })) }], nextKey: null });
const changed = (before: object, after: object | null) =>
  store.commit({ changes: [{ table: 'message', rows: [{ before, after }] }], nextKey: null });

describe('what is written is read again', () => {
  it.each(['', 'a', '甲路7号 🏠', '{"a",NULL,\\b}', "O'Hara; --", '长'.repeat(300), 'a\nb\t"'])(
    'text: %s',
    async (name) => {
      const row = { ...message, name, variables: { [name]: [name, null] }, correlatedProcessIds: [name, 'b'] };
      await added('message', row);
      const { state } = await store.open();
      expect([...state.messages.all()]).toEqual([row]);
    },
  );

  it.each([
    Date.UTC(2000, 0, 1),
    Date.UTC(1970, 0, 1, 0, 0, 0, 1),
    -1,
    Date.UTC(2026, 10, 25, 20, 1, 2, 345),
    Date.UTC(9999, 11, 31, 23, 59, 59, 999),
    Date.UTC(1, 0, 1),
  ])('time: %d ms', async (dueDate) => {
    await added('timer', { ...timer, dueDate });
    const { state } = await store.open();
    expect([...state.timers.all()]).toEqual([{ ...timer, dueDate }]);
  });

  it('many rows of different length in one commit', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => ({
      ...message,
      messageKey: String(index + 1),
      name: 'n'.repeat(index % 300),
      variables: { deep: { index } },
    }));
    await added('message', ...rows);
    const { state } = await store.open();
    expect([...state.messages.all()]).toEqual(rows);
  });

  it('the value null of a variable is a value', async () => {
    const row: VariableRow = {
      ...{ variableKey: '1', scopeKey: '2', processInstanceKey: '2', rootProcessInstanceKey: '2' },
      ...{ name: 'v', value: null },
    };
    await added('variable', row);
    const { rows } = await store.pool.query('SELECT value FROM engine.variable');
    expect(rows).toEqual([{ value: 'null' }]);
  });

  it('what PostgreSQL cannot keep becomes U+FFFD', async () => {
    await added('message', { ...message, name: 'a\0b', variables: { a: '\0', b: '\ud800', c: '\\u0000' } });
    const { state } = await store.open();
    expect([...state.messages.all()]).toEqual([
      { ...message, name: 'a\ufffdb', variables: { a: '\ufffd', b: '\ufffd', c: '\\u0000' } },
    ]);
  });
});

describe('a change', () => {
  it('writes what has changed and leaves the rest as it is', async () => {
    await added('message', message);
    await store.pool.query(`UPDATE engine.message SET name = 'by another hand'`);
    await changed(message, { ...message, expiresAt: 5, correlatedProcessIds: ['p'] });
    const { state } = await store.open();
    const row = { ...message, name: 'by another hand', expiresAt: 5, correlatedProcessIds: ['p'] };
    expect([...state.messages.all()]).toEqual([row]);
  });

  it('makes room before it adds', async () => {
    await added('message', message);
    const rows = [
      { before: null, after: { ...message, name: 'next' } },
      { before: message, after: null },
    ];
    await store.commit({ changes: [{ table: 'message', rows }], nextKey: null });
    const { state } = await store.open();
    expect([...state.messages.all()]).toEqual([{ ...message, name: 'next' }]);
  });

  it.each([{ ...message, name: 'x' }, null])('of a row that is not there is a fault: %#', async (after) => {
    await expect(changed(message, after)).rejects.toThrow(/^message_\w+: expected 1 rows, but it was '\w+ 0'$/);
  });
});

describe('a batch that fails', () => {
  it('leaves nothing of it behind, also of the tables before', async () => {
    const commit = store.commit({
      changes: [
        { table: 'timer', rows: [{ before: null, after: timer }] },
        { table: 'message', rows: [message, message].map((after) => ({ before: null, after })) },
      ],
      nextKey: 2 ** 51 + 20_000,
    });
    await expect(commit).rejects.toMatchObject({ code: '23505' });
    const { state, nextKey } = await store.open();
    expect([state.timers.size, state.messages.size, nextKey]).toEqual([0, 0, 2 ** 51 + 1]);
  });

  it('because a number does not fit has sent nothing', async () => {
    await expect(added('timer', { ...timer, repetitions: 2 ** 31 })).rejects.toMatchObject({ code: '22003' });
    await added('timer', timer);
    expect((await store.open()).state.timers.size).toBe(1);
  });
});
