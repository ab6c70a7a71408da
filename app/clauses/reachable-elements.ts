import type { ModdleElement } from 'bpmn-moddle';
import { elementOf, elementsOf, textOf } from '../diagrams/moddle.js';

const is = (element: ModdleElement, ...types: string[]) => types.includes(element.$type);
const isContainer = (element: ModdleElement) => elementsOf(element, 'flowElements').length > 0;
const flowsAmong = (elements: readonly ModdleElement[], end: 'sourceRef' | 'targetRef', node: ModdleElement) =>
  elements.filter((flow) => is(flow, 'bpmn:SequenceFlow') && elementOf(flow, end) === node);
const linkOf = (event: ModdleElement) =>
  elementsOf(event, 'eventDefinitions').find((definition) => is(definition, 'bpmn:LinkEventDefinition'));

/** Every flow node that a token can come to from a start event of the process, whatever the conditions say. */
export function reachableFrom(process: ModdleElement): ReadonlySet<ModdleElement> {
  const reached = new Set<ModdleElement>();
  const queue = startsOf(process);
  for (let element = queue.pop(); element !== undefined; element = queue.pop()) {
    if (reached.has(element)) continue;
    reached.add(element);
    queue.push(...after(element));
  }
  return reached;
}

/** Start events of a process or subprocess, those of its event subprocesses, and what an ad-hoc subprocess offers. */
function startsOf(container: ModdleElement): ModdleElement[] {
  const inside = elementsOf(container, 'flowElements');
  return inside.filter(
    (element) =>
      is(element, 'bpmn:StartEvent') ||
      element.get('triggeredByEvent') === true ||
      (is(container, 'bpmn:AdHocSubProcess') &&
        !is(element, 'bpmn:SequenceFlow', 'bpmn:BoundaryEvent') &&
        flowsAmong(inside, 'targetRef', element).length === 0),
  );
}

function after(element: ModdleElement): ModdleElement[] {
  const beside = elementsOf(element.$parent, 'flowElements');
  const flows = flowsAmong(beside, 'sourceRef', element).flatMap((flow) => elementOf(flow, 'targetRef') ?? []);
  const boundaries = beside.filter((other) => elementOf(other, 'attachedToRef') === element);
  return [...flows, ...boundaries, ...(isContainer(element) ? startsOf(element) : []), ...jumps(element, beside)];
}

/** Links lead to the catch of their name, a compensation event to the handler an association binds to it. */
function jumps(element: ModdleElement, beside: readonly ModdleElement[]): ModdleElement[] {
  const link = linkOf(element);
  const name = link === undefined ? undefined : textOf(link, 'name');
  const catches = beside.filter((other) => {
    const target = linkOf(other);
    return is(other, 'bpmn:IntermediateCatchEvent') && target !== undefined && textOf(target, 'name') === name;
  });
  const handlers = elementsOf(element.$parent, 'artifacts')
    .filter((artifact) => is(artifact, 'bpmn:Association') && elementOf(artifact, 'sourceRef') === element)
    .flatMap((association) => elementOf(association, 'targetRef') ?? [])
    .filter((target) => target.get('isForCompensation') === true);
  return [...(name === undefined ? [] : catches), ...handlers];
}
