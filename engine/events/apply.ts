import type { State } from '../state/state.js';
import { batchAppliers } from './batch-operation.js';
import { auditAppliers } from './audit.js';
import { clockAppliers } from './clock.js';
import { clusterVariableAppliers } from './cluster-variable.js';
import { decisionAppliers } from './decision.js';
import { deploymentAppliers } from './deployment.js';
import { elementAppliers } from './element-instance.js';
import type { EngineEvent, Events, EventType } from './event.js';
import { globalTaskListenerAppliers } from './global-task-listener.js';
import { incidentAppliers } from './incident.js';
import { instanceAppliers } from './process-instance.js';
import { jobAppliers } from './job.js';
import { messageAppliers } from './message.js';
import { migrationAppliers } from './migration.js';
import { signalAppliers } from './signal.js';
import { timerAppliers } from './timer.js';
import { userTaskAppliers } from './user-task.js';
import { variableAppliers } from './variable.js';

export type Appliers<Type extends EventType> = {
  readonly [Name in Type]: (state: State, event: Events[Name]) => void;
};

const appliers: Appliers<EventType> = {
  ...deploymentAppliers,
  ...decisionAppliers,
  ...instanceAppliers,
  ...elementAppliers,
  ...variableAppliers,
  ...jobAppliers,
  ...userTaskAppliers,
  ...incidentAppliers,
  ...timerAppliers,
  ...messageAppliers,
  ...signalAppliers,
  ...clusterVariableAppliers,
  ...migrationAppliers,
  ...globalTaskListenerAppliers,
  ...batchAppliers,
  ...auditAppliers,
  ...clockAppliers,
};

/** The only way the state changes. */
export function applyEvent(state: State, event: EngineEvent): void {
  const apply = appliers[event.type] as (state: State, event: EngineEvent) => void;
  apply(state, event);
}
