import { NotAdmitted } from '../gateway/admission.js';
import type { User } from '../gateway/authentication.js';
import type { PermissionType, ResourceType } from '../identity/permissions.js';

/** Nothing: whoever has signed in. */
type Needed = readonly (readonly [ResourceType, PermissionType])[];

const UPDATE: Needed = [['PROCESS_DEFINITION', 'UPDATE_PROCESS_INSTANCE']];
const CREATE: Needed = [['PROCESS_DEFINITION', 'CREATE_PROCESS_INSTANCE']];

/** What a call needs, for all resources of the type: over gRPC nobody has rights on some of them only. */
const NEEDED: Readonly<Record<string, Needed>> = {
  Topology: [],
  Check: [],
  ActivateJobs: UPDATE,
  StreamActivatedJobs: UPDATE,
  CompleteJob: UPDATE,
  FailJob: UPDATE,
  ThrowError: UPDATE,
  UpdateJobRetries: UPDATE,
  UpdateJobTimeout: UPDATE,
  ResolveIncident: UPDATE,
  SetVariables: UPDATE,
  MigrateProcessInstance: UPDATE,
  CreateProcessInstance: CREATE,
  CreateProcessInstanceWithResult: CREATE,
  EvaluateConditional: CREATE,
  BroadcastSignal: [...CREATE, ...UPDATE],
  CancelProcessInstance: [['PROCESS_DEFINITION', 'CANCEL_PROCESS_INSTANCE']],
  ModifyProcessInstance: [['PROCESS_DEFINITION', 'MODIFY_PROCESS_INSTANCE']],
  PublishMessage: [['MESSAGE', 'CREATE']],
  EvaluateDecision: [['DECISION_DEFINITION', 'CREATE_DECISION_INSTANCE']],
  DeployProcess: [['RESOURCE', 'CREATE']],
  DeployResource: [['RESOURCE', 'CREATE']],
  DeleteResource: [
    ['RESOURCE', 'DELETE_PROCESS'],
    ['RESOURCE', 'DELETE_DRD'],
    ['RESOURCE', 'DELETE_FORM'],
    ['RESOURCE', 'DELETE_RESOURCE'],
  ],
};

/** Refuses a caller whose rights do not cover the call; those whose rights are not asked pass. */
export function requireRights(name: string, user: User | undefined): void {
  if (user?.rights === undefined) return;
  const { rights } = user;
  const needed = Object.hasOwn(NEEDED, name) ? NEEDED[name] : undefined;
  if (needed === undefined) throw new NotAdmitted('FORBIDDEN', `'${user.username}' may not call ${name}`);
  for (const [resourceType, permission] of needed) {
    if (rights.mayEverywhere(resourceType, permission)) continue;
    const reason = `Insufficient permissions to perform operation '${permission}' on resource '${resourceType}', required resource identifiers are one of '[*]'`;
    throw new NotAdmitted('FORBIDDEN', reason);
  }
}
