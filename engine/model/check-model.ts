import { checkAdHoc } from './check-ad-hoc.js';
import { checkCompensation } from './check-compensation.js';
import type { Faults } from './faults.js';
import type { ElementModel, ElementType, ProcessModel } from './types.js';

/** Refuses what cannot run, before anything runs: one sentence per fault, with the element's id. */
export function checkModel(model: ProcessModel, faults: Faults): void {
  const { root } = model;
  if (root.startEvent === null && root.startEvents.length === 0)
    faults.add(model.id, 'Must have at least one start event');
  for (const element of model.elements.values()) {
    for (const check of CHECKS[element.type] ?? []) check(element, faults);
    checkCatchingErrors(element, faults);
    checkStartConditions(element, faults);
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

const startEvent: Check = (element, faults) => {
  const { scope, event } = element;
  if (element.incoming.length > 0) faults.add(element.id, 'Start event must not have incoming sequence flows');
  if (scope?.type === 'PROCESS') {
    allows('none', 'message', 'timer', 'signal', 'conditional')(element, faults);
    if (event.kind === 'message' && event.name.text === '')
      faults.add(element.id, 'Must reference a message with a name');
  } else if (scope?.type === 'EVENT_SUB_PROCESS') {
    allows('message', 'timer', 'error', 'escalation', 'signal', 'conditional')(element, faults);
    needsCorrelation(element, faults);
    if (event.kind === 'error' && !element.interrupting)
      faults.add(element.id, 'Start events of type error must be interrupting');
  } else if (event.kind !== 'none') faults.add(element.id, 'Start events in subprocesses must be of type none');
};

const subProcess: Check = (element, faults) => {
  if (element.startEvent === null) faults.add(element.id, 'Must have exactly one start event');
};

const boundaryEvent: Check = (element, faults) => {
  allows('message', 'timer', 'error', 'escalation', 'signal', 'conditional', 'compensation')(element, faults);
  needsCorrelation(element, faults);
  if (element.event.kind === 'error' && !element.interrupting)
    faults.add(element.id, 'Boundary events of type error must be interrupting');
  if (element.event.kind === 'timer' && element.event.timer === 'cycle' && element.interrupting)
    faults.add(element.id, 'Interrupting timer events must not have a time cycle');
  if (element.incoming.length > 0) faults.add(element.id, 'Boundary events must not have incoming sequence flows');
};

const throwEvent: Check = (element, faults) => {
  allows('none', 'message', 'escalation', 'signal', 'link', 'compensation')(element, faults);
  if (element.event.kind === 'message') needsJob(element, faults);
  if (element.event.kind === 'link' && linkTarget(element) === null)
    faults.add(element.id, 'Must have a catching link event with the same name in the same scope');
};

const endEvent: Check = (element, faults) => {
  allows('none', 'message', 'error', 'terminate', 'escalation', 'signal', 'compensation')(element, faults);
  if (element.event.kind === 'message') needsJob(element, faults);
  if (element.event.kind === 'error' && (element.event.code?.text ?? '') === '')
    faults.add(element.id, 'Must reference an error with an error code');
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
  EVENT_SUB_PROCESS: [subProcess],
  AD_HOC_SUB_PROCESS: [checkAdHoc, noConditions],
  EXCLUSIVE_GATEWAY: [conditions],
  INCLUSIVE_GATEWAY: [conditions],
  PARALLEL_GATEWAY: [noConditions],
  EVENT_BASED_GATEWAY: [eventBasedGateway, noConditions],
};

/** Two start events with the same condition would always begin together. */
function checkStartConditions({ id, startEvents, eventSubprocesses }: ElementModel, faults: Faults): void {
  const inside = eventSubprocesses.flatMap(({ startEvent: start }) => (start === null ? [] : [start]));
  for (const starts of [startEvents, inside]) {
    const texts = starts.flatMap(({ event }) => (event.kind === 'conditional' ? [event.condition.text] : []));
    for (const text of new Set(texts.filter((one, index) => texts.indexOf(one) < index)))
      faults.add(id, `Must not have several conditional start events with the same condition '${text}'`);
  }
}

/** No two catching errors (or escalations) of one host or scope may name the same code. */
function checkCatchingErrors(element: ElementModel, faults: Faults): void {
  const starts = element.eventSubprocesses.flatMap(({ startEvent: start }) => (start === null ? [] : [start]));
  for (const events of [element.boundaryEvents, starts]) {
    for (const kind of ['error', 'escalation'] as const) {
      const codes = new Set<string>();
      for (const { event } of events) {
        if (event.kind !== kind) continue;
        const code = event.code?.text ?? '';
        const name = code === '' ? `events without ${kind} code` : `${kind} events with the same code '${code}'`;
        if (codes.has(code)) faults.add(element.id, `Must not have several ${name}`);
        codes.add(code);
      }
    }
  }
}

/** The catching end of a throwing link event: in the same scope, with the same name. */
export function linkTarget(element: ElementModel): ElementModel | null {
  const { event, scope } = element;
  if (event.kind !== 'link' || scope === null) return null;
  return scope.linkCatches.find((other) => other.event.kind === 'link' && other.event.name === event.name) ?? null;
}
