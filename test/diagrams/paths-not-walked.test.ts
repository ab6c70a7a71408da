import { describe, expect, it } from '@jest/globals';
import { notPassed } from './paths-not-walked.js';

/** A list is made, and approved or given back; a reminder hangs on the approval. */
const DIAGRAM = {
  processId: 'list',
  nodes: [
    { id: 'start', type: 'StartEvent', attachedTo: undefined },
    { id: 'make', type: 'UserTask', attachedTo: undefined },
    { id: 'approve', type: 'UserTask', attachedTo: undefined },
    { id: 'late', type: 'BoundaryEvent', attachedTo: 'approve' },
    { id: 'reminded', type: 'EndEvent', attachedTo: undefined },
    { id: 'end', type: 'EndEvent', attachedTo: undefined },
  ],
  edges: [
    { elementId: 'f1', source: 'start', target: 'make' },
    { elementId: 'f2', source: 'make', target: 'approve' },
    { elementId: 'f3', source: 'approve', target: 'end' },
    { elementId: 'f4', source: 'approve', target: 'make' },
    { elementId: 'f5', source: 'late', target: 'reminded' },
  ],
};
const straight = { start: 1, f1: 1, make: 1, f2: 1, approve: 1, f3: 1, end: 1 };
const reminded = { late: 1, f5: 1, reminded: 1 };

describe('ways through a diagram that no test walked', () => {
  it('are the boundary events, ends and flows that were never passed', () => {
    expect(notPassed(DIAGRAM, [straight])).toEqual([
      'list: late',
      'list: reminded',
      'list: approve → make',
      'list: late → reminded',
    ]);
  });

  it('are also the return loops that no single case went through twice', () => {
    expect(notPassed(DIAGRAM, [straight, reminded, { f4: 1 }, { f4: 1 }])).toEqual(['list: approve → make (twice)']);
  });

  it('are none when the walks together took all of them', () => {
    expect(notPassed(DIAGRAM, [straight, { ...reminded, f4: 2 }])).toEqual([]);
  });
});
