/** More pieces of BPMN for the examples, beside those of the tests of the core. */
export * from '../core/diagram.js';

const extensions = (content: string) =>
  content === '' ? '' : `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;

export const exclusive = (id: string, defaultFlow?: string): string =>
  `<bpmn:exclusiveGateway id="${id}" ${defaultFlow === undefined ? '' : `default="${defaultFlow}"`} />`;
export const inclusive = (id: string, defaultFlow?: string): string =>
  `<bpmn:inclusiveGateway id="${id}" ${defaultFlow === undefined ? '' : `default="${defaultFlow}"`} />`;
export const parallel = (id: string): string => `<bpmn:parallelGateway id="${id}" />`;
export const eventBased = (id: string): string => `<bpmn:eventBasedGateway id="${id}" />`;

export const signal = (id: string, name: string): string => `<bpmn:signal id="${id}" name="${name}" />`;
export const onSignal = (ref: string): string => `<bpmn:signalEventDefinition signalRef="${ref}" />`;
export const escalation = (id: string): string => `<bpmn:escalation id="${id}" escalationCode="${id}" />`;
export const onEscalation = (ref: string): string => `<bpmn:escalationEventDefinition escalationRef="${ref}" />`;
export const onDate = (date: string): string =>
  `<bpmn:timerEventDefinition><bpmn:timeDate>${date}</bpmn:timeDate></bpmn:timerEventDefinition>`;
export const onLink = (name: string): string => `<bpmn:linkEventDefinition name="${name}" />`;
export const terminate = '<bpmn:terminateEventDefinition />';

export const throwEvent = (id: string, event: string, settings = ''): string =>
  `<bpmn:intermediateThrowEvent id="${id}">${extensions(settings)}${event}</bpmn:intermediateThrowEvent>`;

/** An event subprocess that begins with `event` and runs job task `id`. */
export const eventSubprocess = (id: string, event: string, taskXml: string, interrupting = true): string =>
  `<bpmn:subProcess id="on_${id}" triggeredByEvent="true">
    <bpmn:startEvent id="s_${id}" isInterrupting="${String(interrupting)}">${event}</bpmn:startEvent>
    ${taskXml}<bpmn:endEvent id="e_${id}" />
    <bpmn:sequenceFlow id="f1_${id}" sourceRef="s_${id}" targetRef="${id}" />
    <bpmn:sequenceFlow id="f2_${id}" sourceRef="${id}" targetRef="e_${id}" />
  </bpmn:subProcess>`;

export const call = (id: string, processId: string, attributes = '', settings = ''): string =>
  `<bpmn:callActivity id="${id}">${extensions(
    `<zeebe:calledElement processId="${processId}" ${attributes} />${settings}`,
  )}</bpmn:callActivity>`;

/** Any kind of task that is a job, as `<bpmn:kind>`. */
export const jobTask = (kind: string, id: string, inner = ''): string =>
  `<bpmn:${kind} id="${id}">${extensions(`<zeebe:taskDefinition type="${id}" />`)}${inner}</bpmn:${kind}>`;

/** s → each of the elements in turn → e. */
export function line(...ids: readonly string[]): string {
  const all = ['s', ...ids, 'e'];
  return all
    .slice(1)
    .map((id, index) => {
      const source = all[index] ?? '';
      return `<bpmn:sequenceFlow id="f_${source}_${id}" sourceRef="${source}" targetRef="${id}" />`;
    })
    .join('');
}
