import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCamundaClient } from '@camunda8/orchestration-cluster-api';
import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { CaseWalk, sampleRegister } from '../process/case-walk.js';
import { eventually } from '../process/eventually.js';
import { startRunningSystem } from '../process/running-system.js';
import type { RunningSystem } from '../process/running-system.js';

const AT_ONCE = { consistency: { waitUpToMs: 0 } };

/** The newest official client, told to refuse replies with a field too few or too many. */
function fanaticalClient(system: RunningSystem, username: string): CamundaClient {
  const { password } = system.credentials(username);
  return createCamundaClient({
    config: {
      CAMUNDA_REST_ADDRESS: system.engineAddress,
      CAMUNDA_AUTH_STRATEGY: 'BASIC',
      CAMUNDA_BASIC_AUTH_USERNAME: username,
      CAMUNDA_BASIC_AUTH_PASSWORD: password,
      CAMUNDA_SDK_VALIDATION: 'req:none,res:fanatical',
      CAMUNDA_SDK_LOG_LEVEL: 'silent',
    },
  });
}

describe('a case under way, read by an officer with the official client at its strictest', () => {
  let system: RunningSystem;
  let client: CamundaClient;
  beforeAll(async () => {
    system = await startRunningSystem();
    await CaseWalk.begin(system, await sampleRegister());
    client = fanaticalClient(system, 'field-a');
    await eventually('two survey tasks', async () => {
      const { items } = await client.searchUserTasks(
        { filter: { state: 'CREATED', candidateGroup: 'field-officer' } },
        AT_ONCE,
      );
      return items.length === 2 || undefined;
    });
  });
  afterAll(() => system.stop());

  it('knows the person and what is deployed', async () => {
    expect(await client.getAuthentication()).toMatchObject({ username: 'field-a', groups: ['field-officer'] });
    const { items } = await client.searchProcessDefinitions({ filter: { isLatestVersion: true } }, AT_ONCE);
    expect(items.map(({ processDefinitionId }) => processDefinitionId).sort()).toEqual([
      'agency-lottery',
      'appraisal',
      'appraisal-objection',
      'appraiser-selection-formal',
      'appraiser-selection-negotiated',
      'appraiser-vote',
      'archive-disposal',
      'area-determination',
      'area-list',
      'compensation-decision',
      'compensation-plan',
      'conversion',
      'deadline-watch',
      'decision-enforcement',
      'democratic-appraisal',
      'discipline',
      'expropriation-decision',
      'expropriation-preparation',
      'file-bag-review',
      'firm-commission',
      'formal-preparation',
      'household-agreement',
      'household-case',
      'inspection',
      'joint-meeting',
      'meeting-decision',
      'move-out',
      'payment',
      'project-closing',
      'project-launch',
      'public-review',
      'publication',
      'rectification',
      'risk-review',
      'rule-change',
      'signing-rate-watch',
      'staff-admission',
      'staff-certificate',
      'staff-training',
    ]);
    for (const { processDefinitionKey } of items) {
      expect(await client.getProcessDefinitionXml({ processDefinitionKey }, AT_ONCE)).toContain('<bpmn:definitions');
    }
  });

  it('takes a task in Tasklist fashion: search, variables, form, assignment that the guard has approved', async () => {
    const { items } = await client.searchUserTasks(
      { filter: { state: 'CREATED', candidateGroup: 'field-officer' }, sort: [{ field: 'creationDate' }] },
      AT_ONCE,
    );
    const [task] = items;
    if (!task) throw new Error('expected a survey task');
    const { userTaskKey } = task;
    expect(task.customHeaders).toEqual({ act: 'survey-area' });
    const form = await client.getUserTaskForm({ userTaskKey }, AT_ONCE);
    expect(form).toMatchObject({ formId: 'household-contact' });
    const variables = await client.searchUserTaskVariables({ userTaskKey }, AT_ONCE);
    expect(variables.items.map(({ name }) => name)).toEqual(expect.arrayContaining(['caseNumber', 'householdId']));
    await client.assignUserTask({ userTaskKey, assignee: 'field-a', allowOverride: false });
    expect(await client.getUserTask({ userTaskKey }, AT_ONCE)).toMatchObject({ assignee: 'field-a', state: 'CREATED' });
  });

  it('sees where the case stands: instances, elements, flows, statistics, variables, jobs, messages, incidents', async () => {
    const { items } = await client.searchProcessInstances({ filter: { state: 'ACTIVE' } }, AT_ONCE);
    expect(items.map(({ processDefinitionId }) => processDefinitionId).sort()).toEqual([
      'area-determination',
      'household-case',
      'project-launch',
      ...Array<string>(3).fill('staff-certificate'),
    ]);
    const elsewhere = ['project-launch', 'staff-certificate'];
    const ofTheHousehold = items.filter(({ processDefinitionId }) => !elsewhere.includes(processDefinitionId));
    for (const { processInstanceKey } of ofTheHousehold) {
      const filter = { processInstanceKey };
      expect(await client.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({ state: 'ACTIVE' });
      const elements = await client.searchElementInstances({ filter: { ...filter, state: 'ACTIVE' } }, AT_ONCE);
      expect(elements.items.length).toBeGreaterThan(0);
      const flows = await client.getProcessInstanceSequenceFlows({ processInstanceKey }, AT_ONCE);
      expect(flows.items.length).toBeGreaterThan(0);
      const statistics = await client.getProcessInstanceStatistics({ processInstanceKey }, AT_ONCE);
      expect(statistics.items.some(({ active }) => active > 0)).toBe(true);
      const variables = await client.searchVariables({ filter }, AT_ONCE);
      expect(variables.items.map(({ name }) => name)).toContain('householdId');
    }
    expect((await client.searchJobs({ filter: { type: 'guard-assignment' } }, AT_ONCE)).items).toMatchObject([
      { state: 'COMPLETED', kind: 'TASK_LISTENER', listenerEventType: 'ASSIGNING' },
    ]);
    const subscriptions = await client.searchMessageSubscriptions({}, AT_ONCE);
    expect(subscriptions.page.totalItems).toBe(subscriptions.items.length);
    expect((await client.searchIncidents({}, AT_ONCE)).items).toEqual([]);
  });
});
