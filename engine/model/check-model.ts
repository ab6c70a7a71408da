import { checkAdHoc } from './check-ad-hoc.js';
import { checkCompensation } from './check-compensation.js';
import { checkListeners } from './check-listeners.js';
import { checkNames } from './check-names.js';
import { ACTIVITY_TYPES } from './element-types.js';
import type { Faults } from './faults.js';
import type { ElementModel, ElementType, ProcessModel } from './types.js';

/** Refuses what cannot run, before anything runs: one sentence per fault, with the element's id. */
export function checkModel(model: ProcessModel, faults: Faults): void {
  const { root } = model;
  if (root.startEvent === null && root.startEvents.length === 0)
    faults.add(model.id, 'Must have at least one start event');
  for (const element of model.elements.values()) {
    for (const check of CHECKS[element.type] ?? []) check(element, faults);
    checkNames(element, faults);
    checkListeners(element, faults);
    checkCompensation(element, faults);
  }
}

type Check = (element: ElementModel, faults: Faults) => void;

const needsJob: Check = (element, faults) => {
  if (element.job === null) faults.add(element.id, "Must have exactly one 'zeebe:taskDefinition' extension element");
};

const needsJobOrScript: Check = (element, faults) => {
  if (element.script === null) needsJob(element, faults);
};

const needsJobOrDecision: Check = (element, faults) => {
  if ((element.job === null) === (element.decision === null))
    faults.add(
      element.id,
      "Must have either one 'zeebe:calledDecision' or one 'zeebe:taskDefinition' extension element",
    );
};

const needsCorrelation: Check = (element, faults) => {
  const { event } = element;
  if (event.kind !== 'message') return;
  if (event.name.text === '') faults.add(element.id, 'Must reference a message with a name');
  if (event.correlationKey === null)
    faults.add(element.id, "Must have exactly one 'zeebe:subscription' with a correlation key on its message");
};

const allows =
  (...kinds: readonly ElementModel['event']['kind'][]): Check =>
  (element, faults) => {
    if (!kinds.includes(element.event.kind))
      faults.add(element.id, `Events of kind '${element.event.kind}' are not supported here`);
  };

const interruptsOnce: Check = ({ id, event, interrupting }, faults) => {
  if (event.kind === 'timer' && event.timer === 'cycle' && interrupting)
    faults.add(id, 'Interrupting timer events must not have a time cycle');
};

const catchesStatic: Check = ({ id, event }, faults) => {
  if ((event.kind === 'error' || event.kind === 'escalation') && event.code?.isStatic === false)
    faults.add(id, `The ${event.kind} code of a catching event must be a static value, not '${event.code.text}'`);
};

const throwsCode: Check = ({ id, event }, faults) => {
  if ((event.kind === 'error' || event.kind === 'escalation') && (event.code?.text ?? '') === '')
    faults.add(id, `Must reference an ${event.kind} with an ${event.kind} code`);
};

const startEvent: Check = (element, faults) => {
  const { scope, event } = element;
  if (element.incoming.length > 0) faults.add(element.id, 'Start event must not have incoming sequence flows');
  if (scope?.type === 'PROCESS') {
    allows('none', 'message', 'timer', 'signal', 'conditional')(element, faults);
    if (event.kind === 'message' && event.name.text === '')
      faults.add(element.id, 'Must reference a message with a name');
    if (event.kind === 'timer' && event.timer === 'duration')
      faults.add(element.id, 'Timer start events of a process must have a time date or a time cycle');
  } else if (scope?.type === 'EVENT_SUB_PROCESS') {
    allows('message', 'timer', 'error', 'escalation', 'signal', 'conditional')(element, faults);
    needsCorrelation(element, faults);
    if (event.kind === 'error' && !element.interrupting)
      faults.add(element.id, 'Start events of type error must be interrupting');
    interruptsOnce(element, faults);
    catchesStatic(element, faults);
  } else if (event.kind !== 'none') faults.add(element.id, 'Start events in subprocesses must be of type none');
};

const eventSubProcess: Check = (element, faults) => {
  subProcess(element, faults);
  if (element.incoming.length + element.outgoing.length > 0)
    faults.add(element.id, 'An event subprocess must not have incoming or outgoing sequence flows');
};

const subProcess: Check = (element, faults) => {
  if (element.startEvent === null) faults.add(element.id, 'Must have exactly one start event');
};

const boundaryEvent: Check = (element, faults) => {
  allows('message', 'timer', 'error', 'escalation', 'signal', 'conditional', 'compensation')(element, faults);
  needsCorrelation(element, faults);
  if (element.event.kind === 'error' && !element.interrupting)
    faults.add(element.id, 'Boundary events of type error must be interrupting');
  interruptsOnce(element, faults);
  catchesStatic(element, faults);
  const host = element.attachedTo;
  if (host !== null && !ACTIVITY_TYPES.has(host.type)) faults.add(element.id, 'Must be attached to an activity');
  if (element.incoming.length > 0) faults.add(element.id, 'Boundary events must not have incoming sequence flows');
};

const throwEvent: Check = (element, faults) => {
  allows('none', 'message', 'escalation', 'signal', 'link', 'compensation')(element, faults);
  if (element.event.kind === 'message') needsJob(element, faults);
  throwsCode(element, faults);
  if (element.event.kind === 'link' && linkTarget(element) === null)
    faults.add(element.id, 'Must have a catching link event with the same name in the same scope');
};

const endEvent: Check = (element, faults) => {
  allows('none', 'message', 'error', 'terminate', 'escalation', 'signal', 'compensation')(element, faults);
  if (element.event.kind === 'message') needsJob(element, faults);
  throwsCode(element, faults);
  if (element.outgoing.length > 0) faults.add(element.id, 'End events must not have outgoing sequence flows');
};

const catchEvent: Check = (element, faults) => {
  allows('message', 'timer', 'signal', 'link', 'conditional')(element, faults);
  needsCorrelation(element, faults);
  if (element.event.kind === 'timer' && element.event.timer === 'cycle')
    faults.add(element.id, 'Intermediate timer events must have a time duration or a time date');
};

const conditions: Check = (element, faults) => {
  for (const flow of element.outgoing) {
    if (element.outgoing.length > 1 && flow.condition === null && flow !== element.defaultFlow)
      faults.add(flow.id, 'Must have a condition or be the default flow');
  }
};

const noConditions: Check = (element, faults) => {
  for (const flow of element.outgoing) {
    if (flow.condition !== null)
      faults.add(flow.id, 'Conditions are supported on flows of exclusive and inclusive gateways only');
  }
};

const eventBasedGateway: Check = (element, faults) => {
  if (element.outgoing.length < 2) faults.add(element.id, 'Must have at least 2 outgoing sequence flows');
  for (const { target } of element.outgoing) {
    const waits = target.type === 'INTERMEDIATE_CATCH_EVENT' && target.event.kind !== 'link';
    if (!waits)
      faults.add(element.id, 'Must only lead to intermediate catch events of type message, timer, signal or condition');
    if (target.incoming.length > 1)
      faults.add(target.id, 'A catch event behind an event-based gateway must have no other incoming flow');
  }
};

const CHECKS: Partial<Record<ElementType, readonly Check[]>> = {
  START_EVENT: [startEvent, noConditions],
  END_EVENT: [endEvent],
  INTERMEDIATE_CATCH_EVENT: [catchEvent, noConditions],
  INTERMEDIATE_THROW_EVENT: [throwEvent, noConditions],
  BOUNDARY_EVENT: [boundaryEvent, noConditions],
  SERVICE_TASK: [needsJob, noConditions],
  SEND_TASK: [needsJob, noConditions],
  BUSINESS_RULE_TASK: [needsJobOrDecision, noConditions],
  SCRIPT_TASK: [needsJobOrScript, noConditions],
  RECEIVE_TASK: [needsCorrelation, noConditions],
  USER_TASK: [noConditions],
  TASK: [noConditions],
  MANUAL_TASK: [noConditions],
  CALL_ACTIVITY: [noConditions],
  SUB_PROCESS: [subProcess, noConditions],
  EVENT_SUB_PROCESS: [eventSubProcess],
  AD_HOC_SUB_PROCESS: [checkAdHoc, noConditions],
  EXCLUSIVE_GATEWAY: [conditions],
  INCLUSIVE_GATEWAY: [conditions],
  PARALLEL_GATEWAY: [noConditions],
  EVENT_BASED_GATEWAY: [eventBasedGateway, noConditions],
};

/** The catching end of a throwing link event: in the same scope, with the same name. */
export function linkTarget(element: ElementModel): ElementModel | null {
  const { event, scope } = element;
  if (event.kind !== 'link' || scope === null) return null;
  return scope.linkCatches.find((other) => other.event.kind === 'link' && other.event.name === event.name) ?? null;
}
