import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DueQueue } from '../../state/due-queue.js';
import type { Due } from '../../state/due-queue.js';
import { State } from '../../state/state.js';
import type { JobRow, TimerRow } from '../../state/rows.js';

const due = (key: string, at: number): Due => ({ key, at, kind: 'timer' });

function drained(queue: DueQueue): string[] {
  const keys: string[] = [];
  for (let { first } = queue; first !== undefined; first = queue.first) {
    keys.push(first.key);
    queue.remove(first.key);
  }
  return keys;
}

describe('the queue of what is due', () => {
  it('gives the earliest first and, of the same instant, the oldest', () => {
    const queue = new DueQueue();
    for (const [key, at] of [
      ['9', 5],
      ['10', 5],
      ['3', 7],
      ['4', 1],
    ] as const)
      queue.put(due(key, at));
    expect(drained(queue)).toEqual(['4', '9', '10', '3']);
  });

  it('holds after any changes what a plain list holds, in its order', () => {
    const change = fc.record({ key: fc.integer({ min: 10, max: 60 }), at: fc.option(fc.integer({ min: 0, max: 20 })) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const [queue, list] = [new DueQueue(), new Map<string, number>()];
        for (const { key, at } of changes) {
          if (at === null) queue.remove(String(key));
          else queue.put(due(String(key), at));
          if (at === null) list.delete(String(key));
          else list.set(String(key), at);
        }
        expect(queue.size).toBe(list.size);
        const expected = [...list].sort(
          ([one, first], [other, second]) => first - second || Number(one) - Number(other),
        );
        expect(drained(queue)).toEqual(expected.map(([key]) => key));
      }),
    );
  });
});

describe('rows in the queue', () => {
  const job = (change: Partial<JobRow>) =>
    ({ jobKey: '1', type: 'a', status: 'ACTIVATED', deadline: 100, retryAt: null, ...change }) as JobRow;

  it('leave it as soon as nothing of them is due', () => {
    const state = new State();
    state.jobs.put(job({}));
    expect(state.due.first).toEqual({ key: '1', at: 100, kind: 'job-deadline' });
    state.jobs.put(job({ status: 'BACKING_OFF', deadline: null, retryAt: 100 }));
    expect(state.due.first).toEqual({ key: '1', at: 100, kind: 'job-retry' });
    state.jobs.put(job({ status: 'ACTIVATABLE', deadline: null }));
    expect(state.due.size).toBe(0);
    state.jobs.put(job({}));
    state.jobs.finish(job({ status: 'DONE', deadline: null }));
    expect(state.due.size).toBe(0);
  });

  it('stand there as before when a refused command is undone', () => {
    const state = new State();
    const timer = { timerKey: '2', dueDate: 50, elementInstanceKey: '3' } as TimerRow;
    state.timers.put(timer);
    state.journal.forget();
    state.timers.put({ ...timer, dueDate: 10 });
    state.timers.finish(timer);
    state.jobs.put(job({}));
    state.journal.undoTo(0);
    expect(drained(state.due)).toEqual(['2']);
    expect(state.timers.get('2')?.dueDate).toBe(50);
  });
});
