import { describe, expect, it } from '@jest/globals';
import { diagram, entryOf, flow, start, task } from './small-tree.js';

const stepsIn = async (elements: string, file = 'bpmn/small.bpmn', isExecutable = true) => {
  const { steps } = await entryOf('R-42', { [file]: diagram(elements, isExecutable) });
  return steps.map(({ element }) => element).sort();
};

const sub = (id: string, inside: string, attributes = '') =>
  `<bpmn:subProcess id="${id}" ${attributes}>${inside}</bpmn:subProcess>`;
const boundary = (id: string, host: string) =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}"><bpmn:timerEventDefinition id="Timer_${id}" /></bpmn:boundaryEvent>`;
const link = (kind: 'Throw' | 'Catch', id: string, name: string) =>
  `<bpmn:intermediate${kind}Event id="${id}"><bpmn:linkEventDefinition id="Link_${id}" name="${name}" /></bpmn:intermediate${kind}Event>`;

describe('a step carries a clause', () => {
  it('when a token can come to it from the start, and is named with its diagram', async () => {
    const elements = start + task('A', 'SD2, R-42') + flow('Start', 'A');
    const { steps } = await entryOf('R-42', { 'bpmn/small.bpmn': diagram(elements) });
    expect(steps).toEqual([{ file: 'bpmn/small.bpmn', diagram: 'small', element: 'A', name: '步骤A' }]);
  });

  it('not when no start leads to it, though it has a way in from a step like it', async () => {
    const elements = start + task('A', 'R-41') + flow('Start', 'A');
    expect(await stepsIn(elements + task('B', 'R-42') + task('C', 'R-42') + flow('B', 'C') + flow('C', 'B'))).toEqual(
      [],
    );
  });

  it('inside a subprocess and behind it, at its boundary and in its event subprocess', async () => {
    const watch = sub(
      'Watch',
      '<bpmn:startEvent id="Late" />' + task('D', 'R-42') + flow('Late', 'D'),
      'triggeredByEvent="true"',
    );
    const inside = '<bpmn:startEvent id="Inner" />' + task('A', 'R-42') + flow('Inner', 'A') + watch;
    const outside = start + sub('Sub', inside) + flow('Start', 'Sub') + task('B', 'R-42') + flow('Sub', 'B');
    expect(await stepsIn(outside + boundary('Due', 'Sub') + task('C', 'R-42') + flow('Due', 'C'))).toEqual([
      'A',
      'B',
      'C',
      'D',
    ]);
  });

  it('not inside a subprocess, or at the boundary of a step, that nothing leads to', async () => {
    const inside = '<bpmn:startEvent id="Inner" />' + task('A', 'R-42') + flow('Inner', 'A');
    const lonely = sub('Sub', inside) + boundary('Due', 'Sub') + task('C', 'R-42') + flow('Due', 'C');
    expect(await stepsIn(start + lonely)).toEqual([]);
  });

  it('in an ad-hoc subprocess when nothing inside leads to it, and after that', async () => {
    const inside = task('A', 'R-42') + task('B', 'R-42') + flow('A', 'B');
    const adHoc = `<bpmn:adHocSubProcess id="Sub">${inside}</bpmn:adHocSubProcess>`;
    expect(await stepsIn(start + adHoc + flow('Start', 'Sub'))).toEqual(['A', 'B']);
    expect(await stepsIn(start + adHoc)).toEqual([]);
  });

  it('behind a link of the same name only', async () => {
    const out = start + link('Throw', 'Out', '甲') + flow('Start', 'Out');
    const here = link('Catch', 'In', '甲') + task('A', 'R-42') + flow('In', 'A');
    const other = link('Catch', 'Other', '乙') + task('B', 'R-42') + flow('Other', 'B');
    expect(await stepsIn(out + here + other)).toEqual(['A']);
  });

  it('not in a diagram that is not deployed, nor in a process that cannot be executed', async () => {
    const elements = start + task('A', 'R-42') + flow('Start', 'A');
    expect(await stepsIn(elements, 'docs/draft.bpmn')).toEqual([]);
    expect(await stepsIn(elements, 'bpmn/small.bpmn', false)).toEqual([]);
  });
});
