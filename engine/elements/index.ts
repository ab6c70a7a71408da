import type { ElementType } from '../model/types.js';
import { adHocInnerInstance, adHocSubProcess, eventSubProcess } from './ad-hoc-sub-process.js';
import type { ElementBehavior } from './behavior.js';
import { boundaryEvent } from './boundary-event.js';
import { businessRuleTask } from './business-rule-task.js';
import { callActivity } from './call-activity.js';
import { checkConditions } from './conditions.js';
import { endEvent } from './end-event.js';
import { eventBasedGateway } from './event-based-gateway.js';
import { exclusiveGateway } from './exclusive-gateway.js';
import type { LifeCycle } from './execution.js';
import { inclusiveGateway } from './inclusive-gateway.js';
import { intermediateCatchEvent } from './intermediate-catch-event.js';
import { intermediateThrowEvent } from './intermediate-throw-event.js';
import { jobTask } from './job-task.js';
import { activate, complete, finishTermination, retry, terminate } from './lifecycle.js';
import { multiInstanceBody } from './multi-instance-body.js';
import { parallelGateway } from './parallel-gateway.js';
import { childEnded } from './scope.js';
import { scriptTask } from './script-task.js';
import { startEvent } from './start-event.js';
import { subProcess } from './sub-process.js';
import { task } from './task.js';
import { takeFlow } from './tokens.js';
import { triggerEvent } from './triggers.js';
import { userTask } from './user-task.js';

/** The coverage list: which file runs which element. What is not here is refused at deployment. */
const BEHAVIORS: Readonly<Record<ElementType, ElementBehavior>> = {
  PROCESS: subProcess,
  SUB_PROCESS: subProcess,
  EVENT_SUB_PROCESS: eventSubProcess,
  AD_HOC_SUB_PROCESS: adHocSubProcess,
  AD_HOC_SUB_PROCESS_INNER_INSTANCE: adHocInnerInstance,
  START_EVENT: startEvent,
  END_EVENT: endEvent,
  INTERMEDIATE_CATCH_EVENT: intermediateCatchEvent,
  INTERMEDIATE_THROW_EVENT: intermediateThrowEvent,
  BOUNDARY_EVENT: boundaryEvent,
  TASK: task,
  MANUAL_TASK: task,
  SERVICE_TASK: jobTask,
  SEND_TASK: jobTask,
  BUSINESS_RULE_TASK: businessRuleTask,
  SCRIPT_TASK: scriptTask,
  USER_TASK: userTask,
  RECEIVE_TASK: intermediateCatchEvent,
  CALL_ACTIVITY: callActivity,
  EXCLUSIVE_GATEWAY: exclusiveGateway,
  INCLUSIVE_GATEWAY: inclusiveGateway,
  PARALLEL_GATEWAY: parallelGateway,
  EVENT_BASED_GATEWAY: eventBasedGateway,
  MULTI_INSTANCE_BODY: multiInstanceBody,
};

export const lifeCycle: LifeCycle = {
  behaviorOf: (type) => BEHAVIORS[type],
  activate,
  complete,
  terminate,
  finishTermination,
  childEnded,
  retry,
  trigger: triggerEvent,
  takeFlow,
  checkConditions,
};
