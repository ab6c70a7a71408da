import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { diagram, end, flows, message, onMessage, catchEvent, start, task, userTask } from '../../core/diagram.js';
import { decision, dmn, literal } from '../../dmn/dmn.js';
import { startRest } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { AT_ONCE } from '../rest-server.js';
import { only } from '../every-operation/scenario.js';

export const ADMIN = { username: 'root', password: 'rosebud' };

/** A process with one of everything that waits. */
export const order = (id: string): string =>
  diagram(
    id,
    start() +
      '<bpmn:parallelGateway id="fork" />' +
      task('work') +
      userTask('sign', '<zeebe:assignmentDefinition candidateGroups="clerks" candidateUsers="vera" />') +
      catchEvent('paid', onMessage('M')) +
      catchEvent('alarm', '<bpmn:signalEventDefinition signalRef="S" />') +
      end() +
      flows(
        's -> fork\nfork -> work\nfork -> sign\nfork -> paid\nfork -> alarm\nwork -> e\nsign -> e\npaid -> e\nalarm -> e',
      ),
    message('M', 'payment', '="k"') + '<bpmn:signal id="S" name="fire" />',
  );

/** A server whose users are those of the cluster; the first is an administrator. */
export async function startWithUsers() {
  const server = await startRest({ identity: true });
  await server.client.createAdminUser(ADMIN);
  return { server, admin: server.clientOf(ADMIN.username, ADMIN.password) };
}

export const passwordOf = (username: string): string => `password of ${username}`;

/** A user with nothing but what the test gives them. */
export async function addUser({ server, admin }: { server: RestServer; admin: CamundaClient }, username: string) {
  await admin.createUser({ username, password: passwordOf(username) });
  return server.clientOf(username, passwordOf(username));
}

type Grants = readonly (readonly [resourceType: string, resourceId: string, ...permissions: readonly string[]])[];

export async function grant(admin: CamundaClient, ownerId: string, grants: Grants, ownerType = 'USER') {
  for (const [resourceType, resourceId, ...permissionTypes] of grants)
    await admin.createAuthorization({ ownerId, ownerType, resourceType, resourceId, permissionTypes } as never);
}

/** An instance of `order` with the keys of all that is in it, and one of each other thing. */
export async function furnish(admin: CamundaClient) {
  const { deployments, processes, decisions } = await admin.createDeployment({
    resources: [
      new File([order('order')], 'order.bpmn'),
      new File([dmn(decision('dish', literal('1')), 'menu', 'Menu')], 'menu.dmn'),
      new File(['{"id":"robot"}'], 'robot.rpa'),
    ],
  });
  const resourceKey = deployments.flatMap(({ resource }) => (resource === null ? [] : [resource.resourceKey]))[0];
  const { processDefinitionKey } = only(processes);
  const { decisionDefinitionKey, decisionDefinitionId, decisionRequirementsKey } = only(decisions);
  const { processInstanceKey } = await admin.createProcessInstance({ processDefinitionKey, variables: { secret: 1 } });
  const here = { filter: { processInstanceKey } };
  const job = only((await admin.searchJobs(here, AT_ONCE)).items);
  const activation = { type: 'work', worker: 'w', timeout: 600_000, maxJobsToActivate: 9, requestTimeout: -1 };
  await admin.activateJobs(activation);
  await admin.failJob({ jobKey: job.jobKey, retries: 0 });
  const { evaluatedDecisions, decisionEvaluationKey } = await admin.evaluateDecision({ decisionDefinitionId });
  const name = 'known';
  await admin.createGlobalClusterVariable({ name, value: {} });
  await admin.createTenantClusterVariable({ tenantId: '<default>' as never, name, value: {} });
  await admin.createGlobalTaskListener({ id: name as never, type: 'never', eventTypes: ['canceling'] });
  await admin.createGroup({ groupId: name, name });
  await admin.createRole({ roleId: name, name });
  await admin.createTenant({ tenantId: name, name });
  await admin.createMappingRule({ mappingRuleId: name, claimName: name, claimValue: name, name });
  await admin.createUser({ username: name, password: name });
  const authorizationKey = only(
    (await admin.searchAuthorizations({ filter: { ownerId: 'rpa', resourceType: 'RESOURCE' } }, AT_ONCE)).items,
  ).authorizationKey;
  const elementInstanceKey = job.elementInstanceKey;
  const created = await admin.searchAuditLogs({ filter: { operationType: 'CREATE', processInstanceKey } }, AT_ONCE);
  return {
    auditLogKey: only(created.items).auditLogKey,
    processDefinitionKey,
    processInstanceKey,
    elementInstanceKey,
    adHocSubProcessInstanceKey: elementInstanceKey,
    jobKey: job.jobKey,
    userTaskKey: only((await admin.searchUserTasks(here, AT_ONCE)).items).userTaskKey,
    incidentKey: only((await admin.searchIncidents(here, AT_ONCE)).items).incidentKey,
    variableKey: only((await admin.searchVariables(here, AT_ONCE)).items).variableKey,
    decisionDefinitionKey,
    decisionRequirementsKey,
    decisionEvaluationInstanceKey: only(evaluatedDecisions).decisionEvaluationInstanceKey,
    decisionEvaluationKey,
    resourceKey: String(resourceKey),
    documentId: (await admin.createDocument({ file: new File(['x'], 'x') })).documentId,
    authorizationKey,
    username: name,
    clientId: name,
    groupId: name,
    roleId: name,
    tenantId: name,
    mappingRuleId: name,
    name,
    id: name,
  };
}

export type World = Readonly<Record<string, string>>;
