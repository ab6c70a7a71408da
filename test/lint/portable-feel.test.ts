import { describe, expect, it } from '@jest/globals';
import { findingsOf, readFixture } from './lint-diagram.js';

const ENDS_EARLY = 'FEEL "open(": no expression, it ends too early';

describe('portable-feel: an expression means the same here and in Zeebe', () => {
  it.each([
    {
      name: 'valid',
      says: 'accepts expressions everywhere, and texts that only look like some',
      findings: [],
    },
    {
      name: 'no-expression',
      says: 'refuses what the engine cannot read, wherever it stands',
      findings: [
        ['Task_Seal', ENDS_EARLY],
        ['Task_Seal', 'FEEL "": it is empty'],
        ['Task_Seal', ENDS_EARLY],
        ['Task_Seal', ENDS_EARLY],
        ['Task_Seal', ENDS_EARLY],
        ['Task_Seal', ENDS_EARLY],
        ['Event_Late', ENDS_EARLY],
        ['Task_Sum', ENDS_EARLY],
        ['Call_Publication', ENDS_EARLY],
        ['Task_Apply', `FEEL ""a" b": no expression, unexpected input near 'b'`],
        ['Task_Apply', ENDS_EARLY],
        ['Flow_5', `FEEL "verdict == "approved"": no expression, unexpected input near '='`],
        ['Message_Paid', ENDS_EARLY],
        ['Message_Paid', ENDS_EARLY],
      ],
    },
    {
      name: 'differs',
      says: 'refuses what Zeebe works out another way',
      findings: [
        ['Task_Seal', `FEEL "fromAi(group)": 'fromAi' of anything but toolCall.name is null here`],
        [
          'Task_Seal',
          `FEEL "round half up(price)": 'round half up' with one argument is null in Zeebe; give the number of places, too`,
        ],
        ['Task_Seal', `FEEL "list replace(pages, 1, 2)": no function 'list replace' takes 3 arguments: it gives null`],
        ['Event_Late', 'FEEL "duration("P1X")": duration("P1X") is null: no such value'],
        [
          'Task_Sum',
          'FEEL "if {a: 1} in [{a: 2}] then 1 else 2": a context is looked for in a list: Zeebe does not always find it',
        ],
        [
          'Flow_5',
          `FEEL "score between floor(limit) and 9": 'x between f(y) and z': Zeebe takes 'x between f' for the name of a function; write '(x) between …'`,
        ],
        ['Message_Paid', `FEEL "ceil(caseNumber)": no function 'ceil' takes 1 arguments: it gives null`],
      ],
    },
  ])('$says', async ({ name, findings }) => {
    await expect(findingsOf('portable-feel', await readFixture('portable-feel', name))).resolves.toEqual(findings);
  });
});
