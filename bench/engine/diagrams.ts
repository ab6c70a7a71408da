/** The three processes that all engines run; only the extension elements are Zeebe's. */

const NAMESPACES =
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"';

const PAYMENT_GROUPS = ['payment-prepare', 'payment-check', 'payment-approve', 'payment-release'];

/** Who waits first in a household: the group of the task 'negotiate'. */
export const CASE_WORKERS = 'case-workers';
export const GROUPS: readonly string[] = [
  CASE_WORKERS,
  'supervisors',
  'internal-supervision',
  'external-supervision',
  ...PAYMENT_GROUPS,
];
export const HOUSEHOLD_JOB_TYPES: readonly string[] = ['compute', 'draft', 'seal', 'bank', 'archive'];
export const CONFIRMED = 'household-confirmed';

const extended = (content: string): string => `<extensionElements>${content}</extensionElements>`;

const job = (id: string, type = id): string =>
  `<serviceTask id="${id}">${extended(`<zeebe:taskDefinition type="${type}"/>`)}</serviceTask>`;

const userTask = (id: string, group: string): string =>
  `<userTask id="${id}">${extended(
    `<zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="${group}"/>`,
  )}</userTask>`;

const flow = (source: string, target: string, condition = ''): string =>
  `<sequenceFlow id="f-${source}-${target}" sourceRef="${source}" targetRef="${target}">${
    condition === '' ? '' : `<conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>`
  }</sequenceFlow>`;

const row = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((target, index) => flow(ids[index] ?? '', target))
    .join('');

const process = (id: string, body: string, before = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions ${NAMESPACES} id="bench" targetNamespace="bench">${before}` +
  `<process id="${id}" isExecutable="true"><startEvent id="start"/><endEvent id="end"/>${body}</process></definitions>`;

const TASKS = Array.from({ length: 10 }, (_, index) => `t${String(index + 1)}`);

/** Ten jobs in a row. */
export const linear10 = process(
  'linear10',
  TASKS.map((id) => job(id, 'linear')).join('') + row('start', ...TASKS, 'end'),
);

/** Four people one after the other, then the bank. */
export const payment = process(
  'payment',
  PAYMENT_GROUPS.map((group, index) => userTask(`pay${String(index + 1)}`, group)).join('') +
    job('bank') +
    row('start', 'pay1', 'pay2', 'pay3', 'pay4', 'bank', 'end'),
);

/** From negotiation to payment: jobs, user tasks, a reminder after 30 days, a loop, a message and a called process. */
export const household = process(
  'household',
  job('compute') +
    userTask('negotiate', CASE_WORKERS) +
    '<boundaryEvent id="deadline" attachedToRef="negotiate" cancelActivity="false"><timerEventDefinition>' +
    '<timeDuration>P30D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="reminded"/>' +
    job('draft') +
    userTask('review', 'supervisors') +
    '<exclusiveGateway id="approved" default="f-approved-draft"/>' +
    userTask('internal', 'internal-supervision') +
    userTask('external', 'external-supervision') +
    job('seal') +
    '<intermediateCatchEvent id="confirmed"><messageEventDefinition messageRef="confirmation"/></intermediateCatchEvent>' +
    `<callActivity id="pay">${extended(
      '<zeebe:calledElement processId="payment" propagateAllParentVariables="false" propagateAllChildVariables="false"/>' +
        '<zeebe:ioMapping><zeebe:input source="=householdId" target="householdId"/>' +
        '<zeebe:input source="=amount" target="amount"/></zeebe:ioMapping>',
    )}</callActivity>` +
    job('archive') +
    row('start', 'compute', 'negotiate', 'draft', 'review', 'approved') +
    flow('approved', 'draft') +
    flow('approved', 'internal', '=approved') +
    row('internal', 'external', 'seal', 'confirmed', 'pay', 'archive', 'end') +
    flow('deadline', 'reminded'),
  `<message id="confirmation" name="${CONFIRMED}">${extended('<zeebe:subscription correlationKey="=householdId"/>')}</message>`,
);
