import { describe, expect, it } from '@jest/globals';
import { boundary, diagram, end, flows, io, message, onMessage, start, task } from './diagram.js';
import { Walk } from './walk.js';

const TYPE = 'io.camunda.zeebe:userTask';
const jobTask = (settings = '') =>
  `<bpmn:userTask id="u" name="u"><bpmn:extensionElements>${settings}</bpmn:extensionElements></bpmn:userTask>`;
const process = (settings = '') =>
  diagram('p', start() + jobTask(settings) + task('z') + end() + flows('s -> u\nu -> z\nz -> e'));

describe('a user task without zeebe:userTask', () => {
  it('is a job with one try, whose headers say for whom, by when and with which form', async () => {
    const walk = await Walk.open(
      process(
        '<zeebe:assignmentDefinition assignee="=who" candidateGroups="surveyors, officers" candidateUsers="=[who]" />' +
          '<zeebe:taskSchedule dueDate="=due" followUpDate="2026-03-02T08:00:00Z" />' +
          '<zeebe:formDefinition formKey="camunda-forms:bpmn:form_1" />' +
          '<zeebe:taskHeaders><zeebe:header key="act" value="survey" /></zeebe:taskHeaders>',
      ),
    );
    await walk.create('p', { who: '经办甲', due: '2026-03-05T00:00:00+08:00' });
    expect(walk.userTasks).toEqual([]);
    expect(await walk.job(TYPE)).toMatchObject({
      kind: 'BPMN_ELEMENT',
      elementId: 'u',
      retries: 1,
      customHeaders: {
        act: 'survey',
        'io.camunda.zeebe:assignee': '经办甲',
        'io.camunda.zeebe:candidateGroups': '["surveyors","officers"]',
        'io.camunda.zeebe:candidateUsers': '["经办甲"]',
        'io.camunda.zeebe:dueDate': '2026-03-05T00:00:00+08:00',
        'io.camunda.zeebe:followUpDate': '2026-03-02T08:00:00Z',
        'io.camunda.zeebe:formKey': 'camunda-forms:bpmn:form_1',
      },
    });
  });

  it('has no header for what nobody has said', async () => {
    const walk = await Walk.open(
      process('<zeebe:assignmentDefinition assignee="=null" />').replace('=null', '=&quot;&quot;'),
    );
    await walk.create('p');
    expect((await walk.job(TYPE)).customHeaders).toEqual({});
  });

  it('names the form that its id means right now', async () => {
    const walk = await Walk.open(process('<zeebe:formDefinition formId="f" />'));
    await walk.create('p');
    expect(walk.incidents).toMatchObject([{ errorType: 'FORM_NOT_FOUND', elementId: 'u' }]);
    const { forms } = await walk.deploy('{"id":"f","components":[]}', 'f.form');
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect((await walk.job(TYPE)).customHeaders).toEqual({ 'io.camunda.zeebe:formKey': forms[0]?.formKey });
  });

  it('maps variables in and out as a service task does', async () => {
    const walk = await Walk.open(process(io(['in', '=a + 1', 'seen'], ['out', '=answer', 'result'])));
    await walk.create('p', { a: 1 });
    expect((await walk.job(TYPE)).variables['seen']).toBe(2);
    await walk.engine.completeJob({ jobKey: [...walk.state.jobs.all()][0]?.jobKey ?? '', variables: { answer: 7 } });
    expect((await walk.job('z')).variables).toEqual({ a: 1, result: 7 });
  });

  it('loses its job with its boundary event', async () => {
    const walk = await Walk.open(
      diagram(
        'p',
        start() +
          jobTask() +
          boundary('b', 'u', onMessage('M')) +
          task('z') +
          end() +
          flows('s -> u\nu -> e\nb -> z\nz -> e'),
        message('M', 'm'),
      ),
    );
    await walk.create('p', { key: 'k' });
    const { jobKey } = await walk.job(TYPE);
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    await expect(walk.engine.completeJob({ jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('becomes a user task of Camunda when its instance goes over to one', async () => {
    const settings =
      '<zeebe:assignmentDefinition assignee="甲" candidateGroups="g1" candidateUsers="u1" />' +
      '<zeebe:taskSchedule dueDate="2026-03-05T00:00:00Z" followUpDate="2026-03-04T00:00:00Z" />' +
      '<zeebe:formDefinition formId="f" /><zeebe:taskHeaders><zeebe:header key="act" value="survey" /></zeebe:taskHeaders>';
    const walk = await Walk.open();
    const { forms } = await walk.deploy('{"id":"f","components":[]}', 'f.form');
    await walk.deploy(process(settings));
    const processInstanceKey = await walk.create('p');
    const { jobKey } = await walk.job(TYPE);
    const target = process(
      '<zeebe:userTask /><zeebe:assignmentDefinition assignee="乙" candidateGroups="g2" /><zeebe:priorityDefinition priority="70" />',
    );
    const { processes } = await walk.deploy(target);
    await walk.engine.migrateInstance({
      processInstanceKey,
      targetProcessDefinitionKey: processes[0]?.processDefinitionKey ?? '',
      mappingInstructions: [{ sourceElementId: 'u', targetElementId: 'u' }],
    });
    await expect(walk.engine.completeJob({ jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    expect(walk.userTask).toMatchObject({
      state: 'CREATED',
      assignee: '乙',
      candidateGroups: ['g1'],
      candidateUsers: ['u1'],
      dueDate: Date.parse('2026-03-05T00:00:00Z'),
      followUpDate: Date.parse('2026-03-04T00:00:00Z'),
      formKey: forms[0]?.formKey,
      priority: 70,
      customHeaders: { act: 'survey' },
    });
    await walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey });
    expect(await walk.jobs('z')).toHaveLength(1);
  });
});
