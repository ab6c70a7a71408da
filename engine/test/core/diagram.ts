/** Builds diagrams for tests from short pieces of BPMN; the namespaces and the process around them are always the same. */
export function diagram(processId: string, body: string, rootElements = '', attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="defs" targetNamespace="http://bpmn.io/schema/bpmn">
${rootElements}
<bpmn:process id="${processId}" name="${processId}" isExecutable="true" ${attributes}>
${body}
</bpmn:process>
</bpmn:definitions>`;
}

/** Sequence flows: `a -> b`, `gw -> b : =x > 10`; ids are f_a_b. */
export function flows(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [path = '', condition] = line.split(' : ');
      const [source = '', target = ''] = path.split('->').map((part) => part.trim());
      const inner =
        condition === undefined
          ? ''
          : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escape(condition.trim())}</bpmn:conditionExpression>`;
      return `<bpmn:sequenceFlow id="f_${source}_${target}" sourceRef="${source}" targetRef="${target}">${inner}</bpmn:sequenceFlow>`;
    })
    .join('\n');
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const extensions = (content: string): string =>
  content === '' ? '' : `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;

export const start = (id = 's', content = ''): string => `<bpmn:startEvent id="${id}">${content}</bpmn:startEvent>`;
export const end = (id = 'e', content = ''): string => `<bpmn:endEvent id="${id}">${content}</bpmn:endEvent>`;

/** A service task whose job type is its id. */
export const task = (id: string, settings = '', inner = ''): string =>
  `<bpmn:serviceTask id="${id}">${extensions(`<zeebe:taskDefinition type="${id}" />${settings}`)}${inner}</bpmn:serviceTask>`;

export const userTask = (id: string, settings = ''): string =>
  `<bpmn:userTask id="${id}" name="${id}">${extensions(`<zeebe:userTask />${settings}`)}</bpmn:userTask>`;

export const io = (...pairs: readonly (readonly ['in' | 'out', string, string])[]): string =>
  `<zeebe:ioMapping>${pairs
    .map(
      ([way, source, target]) =>
        `<zeebe:${way === 'in' ? 'input' : 'output'} source="${escape(source)}" target="${target}" />`,
    )
    .join('')}</zeebe:ioMapping>`;

export const message = (id: string, name: string, key = '=key'): string =>
  `<bpmn:message id="${id}" name="${name}">${extensions(`<zeebe:subscription correlationKey="${escape(key)}" />`)}</bpmn:message>`;

export const onMessage = (ref: string): string => `<bpmn:messageEventDefinition messageRef="${ref}" />`;
export const after = (duration: string): string =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration>${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
export const every = (cycle: string): string =>
  `<bpmn:timerEventDefinition><bpmn:timeCycle>${cycle}</bpmn:timeCycle></bpmn:timerEventDefinition>`;
export const when = (condition: string, filter = ''): string =>
  `<bpmn:conditionalEventDefinition>${extensions(filter === '' ? '' : `<zeebe:conditionalFilter ${filter} />`)}<bpmn:condition xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:condition></bpmn:conditionalEventDefinition>`;
export const onError = (ref?: string): string =>
  ref === undefined ? '<bpmn:errorEventDefinition />' : `<bpmn:errorEventDefinition errorRef="${ref}" />`;
export const error = (id: string, code: string): string => `<bpmn:error id="${id}" errorCode="${code}" />`;

export const boundary = (id: string, host: string, event: string, interrupting = true): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${String(interrupting)}">${event}</bpmn:boundaryEvent>`;

/** A task that undoes `host`, its compensation boundary event, and the association between the two. */
export const undo = (id: string, host: string, handler = task(id)): string =>
  boundary(`on_${id}`, host, '<bpmn:compensateEventDefinition />') +
  handler.replace(`id="${id}"`, `id="${id}" isForCompensation="true"`) +
  `<bpmn:association id="to_${id}" associationDirection="One" sourceRef="on_${id}" targetRef="${id}" />`;

export const compensate = (id: string, activityId?: string): string =>
  `<bpmn:intermediateThrowEvent id="${id}"><bpmn:compensateEventDefinition${
    activityId === undefined ? '' : ` activityRef="${activityId}"`
  } /></bpmn:intermediateThrowEvent>`;

export const catchEvent = (id: string, event: string, settings = ''): string =>
  `<bpmn:intermediateCatchEvent id="${id}">${extensions(settings)}${event}</bpmn:intermediateCatchEvent>`;

export const subprocess = (id: string, body: string, settings = '', isEvent = false): string =>
  `<bpmn:subProcess id="${id}" triggeredByEvent="${String(isEvent)}">${extensions(settings)}${body}</bpmn:subProcess>`;

export const loop = (attributes: string, isSequential = false, condition = ''): string =>
  `<bpmn:multiInstanceLoopCharacteristics isSequential="${String(isSequential)}">${extensions(`<zeebe:loopCharacteristics ${attributes} />`)}${
    condition === ''
      ? ''
      : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:completionCondition>`
  }</bpmn:multiInstanceLoopCharacteristics>`;

/** `attributes` of the element, `settings` for its extensions, `condition` under which it is done. */
export const adHoc = (id: string, body: string, { attributes = '', settings = '', condition = '' } = {}): string =>
  `<bpmn:adHocSubProcess id="${id}" ${attributes}>${extensions(settings)}${body}${
    condition === ''
      ? ''
      : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:completionCondition>`
  }</bpmn:adHocSubProcess>`;
