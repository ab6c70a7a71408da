import { describe, expect, it } from '@jest/globals';
import { boundary, diagram, end, flows, message, onMessage, start, task, userTask } from './diagram.js';
import { Walk } from './walk.js';

const listeners = (...events: readonly string[]) =>
  `<zeebe:taskListeners>${events.map((event) => `<zeebe:taskListener eventType="${event}" type="on-${event}" />`).join('')}</zeebe:taskListeners>`;

const process = (settings: string) =>
  diagram('p', start() + userTask('u', settings) + task('z') + end() + flows('s -> u\nu -> z\nz -> e'));

const full =
  '<zeebe:assignmentDefinition assignee="经办甲" candidateGroups="surveyors, officers" candidateUsers="=users" />' +
  '<zeebe:taskSchedule dueDate="=due" followUpDate="2026-03-02T08:00:00Z" /><zeebe:priorityDefinition priority="=70" />' +
  '<zeebe:taskHeaders><zeebe:header key="act" value="survey" /></zeebe:taskHeaders>';

/** Lets the request begin and returns it together with the listener job it waits for. */
async function pending(walk: Walk, request: Promise<void>, type: string) {
  request.catch(() => undefined);
  return { request, job: await walk.job(type) };
}

describe('a user task', () => {
  it('is created as the diagram says', async () => {
    const walk = await Walk.open(process(full));
    await walk.create('p', { users: ['经办乙'], due: '2026-03-05T00:00:00+08:00' });
    expect(walk.userTask).toMatchObject({
      name: 'u',
      state: 'CREATED',
      assignee: '经办甲',
      candidateGroups: ['surveyors', 'officers'],
      candidateUsers: ['经办乙'],
      dueDate: Date.parse('2026-03-04T16:00:00Z'),
      followUpDate: Date.parse('2026-03-02T08:00:00Z'),
      priority: 70,
      customHeaders: { act: 'survey' },
      processName: 'p',
      elementId: 'u',
      formKey: null,
    });
  });

  it('has priority 50 and nobody when the diagram says nothing', async () => {
    const walk = await Walk.open(process(''));
    await walk.create('p');
    expect(walk.userTask).toMatchObject({ assignee: null, priority: 50, candidateGroups: [], dueDate: null });
  });

  it.each([
    ['an assignee that is no text', '<zeebe:assignmentDefinition assignee="=12" />'],
    ['groups that are no list', '<zeebe:assignmentDefinition candidateGroups="=12" />'],
    ['a due date that is none', '<zeebe:taskSchedule dueDate="=&quot;tomorrow&quot;" />'],
    ['a priority over 100', '<zeebe:priorityDefinition priority="=101" />'],
  ])('stops with an incident on %s', async (_what, settings) => {
    const walk = await Walk.open(process(settings));
    await walk.create('p');
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR', elementId: 'u' }]);
    expect(walk.userTasks).toHaveLength(0);
  });

  it('is assigned, taken over, and not claimed by a second person', async () => {
    const walk = await Walk.open(process(''));
    await walk.create('p');
    const { userTaskKey } = walk.userTask;
    await walk.engine.assignUserTask({ userTaskKey, assignee: '经办甲' });
    await walk.engine.assignUserTask({ userTaskKey, assignee: '经办乙' });
    await expect(
      walk.engine.assignUserTask({ userTaskKey, assignee: '经办甲', allowOverride: false }),
    ).rejects.toMatchObject({ type: 'INVALID_STATE' });
    expect(walk.userTask.assignee).toBe('经办乙');
    await walk.engine.unassignUserTask({ userTaskKey });
    expect(walk.userTask.assignee).toBeNull();
    await walk.engine.assignUserTask({ userTaskKey, assignee: '经办甲', allowOverride: false });
    expect(walk.userTask.assignee).toBe('经办甲');
  });

  it('keeps what an update leaves out, and clears what it empties', async () => {
    const walk = await Walk.open(process(full));
    await walk.create('p', { users: ['经办乙'], due: '2026-03-05T00:00:00Z' });
    const { userTaskKey } = walk.userTask;
    await walk.engine.updateUserTask({ userTaskKey, changeset: { candidateGroups: [], dueDate: '', priority: 10 } });
    expect(walk.userTask).toMatchObject({
      candidateGroups: [],
      dueDate: null,
      priority: 10,
      candidateUsers: ['经办乙'],
      assignee: '经办甲',
      followUpDate: Date.parse('2026-03-02T08:00:00Z'),
    });
    await expect(walk.engine.updateUserTask({ userTaskKey, changeset: { priority: 101 } })).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
    });
    await expect(walk.engine.updateUserTask({ userTaskKey, changeset: { dueDate: 'soon' } })).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
    });
  });

  it('hands its variables on when it is completed, and is then gone for every command', async () => {
    const walk = await Walk.open(process(''));
    await walk.create('p', { a: 1 });
    const { userTaskKey } = walk.userTask;
    await walk.engine.completeUserTask({ userTaskKey, variables: { approved: true } });
    expect((await walk.job('z')).variables).toEqual({ a: 1, approved: true });
    const gone = {
      type: 'NOT_FOUND',
      message: expect.stringContaining(
        `user task with key '${userTaskKey}', but no such user task was found`,
      ) as unknown,
    };
    await expect(walk.engine.completeUserTask({ userTaskKey })).rejects.toMatchObject(gone);
    await expect(walk.engine.assignUserTask({ userTaskKey, assignee: 'x' })).rejects.toMatchObject(gone);
    await expect(walk.engine.updateUserTask({ userTaskKey, changeset: {} })).rejects.toMatchObject(gone);
  });

  it('uses the latest form, or stops until there is one', async () => {
    const walk = await Walk.open(process('<zeebe:formDefinition formId="survey" />'));
    await walk.create('p');
    expect(walk.incidents).toMatchObject([{ errorType: 'FORM_NOT_FOUND' }]);
    const { forms } = await walk.deploy('{"id":"survey","components":[]}', 'survey.form');
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    expect(walk.userTask.formKey).toBe(forms[0]?.formKey);
  });
});

describe('task listeners', () => {
  it('creating: the task is not there before the listener is done, and it may correct', async () => {
    const walk = await Walk.open(process(full + listeners('creating')));
    await walk.create('p', { users: [], due: null });
    expect(walk.userTask.state).toBe('CREATING');
    const { userTaskKey } = walk.userTask;
    await expect(walk.engine.completeUserTask({ userTaskKey })).rejects.toMatchObject({ type: 'INVALID_STATE' });
    const job = await walk.job('on-creating');
    expect(job).toMatchObject({
      kind: 'TASK_LISTENER',
      listenerEventType: 'CREATING',
      customHeaders: { act: 'survey' },
      userTask: { assignee: '经办甲', userTaskKey },
    });
    await walk.engine.completeJob({
      jobKey: job.jobKey,
      variables: {},
      result: { type: 'userTask', denied: false, corrections: { priority: 90, candidateUsers: ['经办丙'] } },
    });
    expect(walk.userTask).toMatchObject({ state: 'CREATED', priority: 90, candidateUsers: ['经办丙'] });
  });

  it('assigning: the request waits, and the corrected person gets the task', async () => {
    const walk = await Walk.open(process(listeners('assigning')));
    await walk.create('p');
    const { userTaskKey } = walk.userTask;
    const { request, job } = await pending(
      walk,
      walk.engine.assignUserTask({ userTaskKey, assignee: '经办甲', action: 'claim' }),
      'on-assigning',
    );
    expect(walk.userTask).toMatchObject({ state: 'ASSIGNING', assignee: null });
    expect(job.userTask).toMatchObject({ assignee: '经办甲', action: 'claim', changedAttributes: ['assignee'] });
    await walk.engine.completeJob({
      jobKey: job.jobKey,
      result: { type: 'userTask', corrections: { assignee: '经办乙' } },
    });
    await request;
    expect(walk.userTask).toMatchObject({ state: 'CREATED', assignee: '经办乙' });
  });

  it('assigning: also judges the person the diagram names', async () => {
    const walk = await Walk.open(process('<zeebe:assignmentDefinition assignee="经办甲" />' + listeners('assigning')));
    await walk.create('p');
    const { jobKey } = await walk.job('on-assigning');
    await walk.engine.completeJob({ jobKey, result: { denied: true, deniedReason: '证书已过期' } });
    expect(walk.userTask).toMatchObject({ state: 'CREATED', assignee: null });
  });

  it('completing: denied, the caller hears why, and the task can be completed later', async () => {
    const walk = await Walk.open(process(listeners('completing')));
    await walk.create('p');
    const { userTaskKey } = walk.userTask;
    const first = await pending(
      walk,
      walk.engine.completeUserTask({ userTaskKey, variables: { ok: true } }),
      'on-completing',
    );
    expect(first.job.variables).toEqual({ ok: true });
    await walk.engine.completeJob({
      jobKey: first.job.jobKey,
      result: { type: 'userTask', denied: true, deniedReason: '缺少测绘报告' },
    });
    await expect(first.request).rejects.toMatchObject({
      type: 'INVALID_STATE',
      message: `Command 'COMPLETE' rejected with code 'INVALID_STATE': Completion of the User Task with key '${userTaskKey}' was denied by Task Listener. Reason to deny: '缺少测绘报告'`,
    });
    expect(walk.userTask.state).toBe('CREATED');
    expect(await walk.jobs('z')).toHaveLength(0);
    const second = await pending(
      walk,
      walk.engine.completeUserTask({ userTaskKey, variables: { ok: false } }),
      'on-completing',
    );
    await walk.engine.completeJob({ jobKey: second.job.jobKey });
    await second.request;
    expect((await walk.job('z')).variables).toEqual({ ok: false });
  });

  it('updating: denied, nothing has changed', async () => {
    const walk = await Walk.open(process(listeners('updating')));
    await walk.create('p');
    const { userTaskKey } = walk.userTask;
    const { request, job } = await pending(
      walk,
      walk.engine.updateUserTask({ userTaskKey, changeset: { priority: 99 } }),
      'on-updating',
    );
    expect(job.userTask).toMatchObject({ priority: 99, changedAttributes: ['priority'] });
    await walk.engine.completeJob({ jobKey: job.jobKey, result: { denied: true } });
    await expect(request).rejects.toMatchObject({ type: 'INVALID_STATE' });
    expect(walk.userTask).toMatchObject({ state: 'CREATED', priority: 50 });
  });

  it('run one after the other, and a later one sees the corrections of an earlier one', async () => {
    const walk = await Walk.open(process(listeners('completing', 'completing')));
    await walk.create('p');
    const { userTaskKey } = walk.userTask;
    const { request, job } = await pending(walk, walk.engine.completeUserTask({ userTaskKey }), 'on-completing');
    await walk.engine.completeJob({ jobKey: job.jobKey, result: { corrections: { priority: 1 } } });
    const second = await walk.job('on-completing');
    expect(second.userTask).toMatchObject({ priority: 1, changedAttributes: ['priority'] });
    await walk.engine.completeJob({ jobKey: second.jobKey });
    await request;
    expect(walk.userTasks).toHaveLength(0);
  });

  it('see as changed what is changed in the end: a correction back is none', async () => {
    const walk = await Walk.open(process(listeners('assigning', 'assigning', 'assigning')));
    await walk.create('p');
    const { userTaskKey } = walk.userTask;
    const { request } = await pending(
      walk,
      walk.engine.assignUserTask({ userTaskKey, assignee: '甲' }),
      'on-assigning',
    );
    const seen: (readonly string[] | undefined)[] = [];
    for (const priority of [80, 50, null]) {
      const [job] = [...walk.state.jobs.all()];
      const again = await walk.engine.activateJobs({
        type: 'on-assigning',
        timeout: 1,
        maxJobsToActivate: 1,
        requestTimeout: -1,
      });
      seen.push(again[0]?.userTask?.changedAttributes);
      await walk.engine.completeJob({ jobKey: job?.jobKey ?? '', result: { corrections: { priority } } });
      await walk.forward(1);
    }
    await request;
    // The first job was looked at before.
    expect(seen.slice(1)).toEqual([['assignee', 'priority'], ['assignee']]);
  });

  it('creating: no other assignee than that of the process', async () => {
    const walk = await Walk.open(process(full + listeners('creating')));
    await walk.create('p', { users: [], due: null });
    const { jobKey } = await walk.job('on-creating');
    await expect(
      walk.engine.completeJob({ jobKey, result: { corrections: { assignee: '经办丙' } } }),
    ).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
    });
    const free = await Walk.open(process(listeners('creating')));
    await free.create('p');
    await free.engine.completeJob({
      jobKey: (await free.job('on-creating')).jobKey,
      result: { corrections: { assignee: '经办丙' } },
    });
    expect(free.userTask).toMatchObject({ state: 'CREATED', assignee: '经办丙' });
  });

  it('updating: variables set from outside wait for them, too, and stay away when denied', async () => {
    const walk = await Walk.open(process(listeners('updating')));
    const key = await walk.create('p');
    const { elementInstanceKey } = walk.userTask;
    const set = (local: boolean) =>
      walk.engine.setVariables({ elementInstanceKey, variables: { n: 1 }, local }).then(() => undefined);
    const first = await pending(walk, set(false), 'on-updating');
    expect(first.job).toMatchObject({
      variables: { n: 1 },
      userTask: { changedAttributes: ['variables'], action: '' },
    });
    await expect(set(false)).rejects.toMatchObject({ type: 'INVALID_STATE' });
    await walk.engine.completeJob({ jobKey: first.job.jobKey, result: { denied: true } });
    await expect(first.request).rejects.toMatchObject({ type: 'INVALID_STATE' });
    expect(walk.contents['variable']).toEqual([]);
    const second = await pending(walk, set(true), 'on-updating');
    await walk.engine.completeJob({ jobKey: second.job.jobKey });
    await second.request;
    expect(walk.contents['variable']).toMatchObject([{ scopeKey: elementInstanceKey, value: 1 }]);
    expect(walk.root(key)).toEqual({});
  });

  it('all begin anew when one of them could not be asked', async () => {
    const failing = listeners('completing').replace(
      '</zeebe:taskListeners>',
      '<zeebe:taskListener eventType="completing" type="=next" /></zeebe:taskListeners>',
    );
    const walk = await Walk.open(process(failing));
    const key = await walk.create('p');
    const { userTaskKey } = walk.userTask;
    const { request, job } = await pending(walk, walk.engine.completeUserTask({ userTaskKey }), 'on-completing');
    await walk.engine.completeJob({ jobKey: job.jobKey, result: { corrections: { priority: 1 } } });
    expect(walk.incidents).toMatchObject([{ errorType: 'EXTRACT_VALUE_ERROR' }]);
    await walk.engine.setVariables({ elementInstanceKey: key, variables: { next: 'later' } });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    const again = await walk.job('on-completing');
    expect(again.userTask).toMatchObject({ priority: 50, changedAttributes: [] });
    await walk.engine.completeJob({ jobKey: again.jobKey });
    await walk.complete('later');
    await request;
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('may neither deny a creation, nor set variables, nor deny and correct at once', async () => {
    const walk = await Walk.open(process(listeners('creating', 'assigning')));
    await walk.create('p');
    const { jobKey } = await walk.job('on-creating');
    const wrong = { type: 'INVALID_ARGUMENT' };
    await expect(walk.engine.completeJob({ jobKey, result: { denied: true } })).rejects.toMatchObject(wrong);
    await expect(walk.engine.completeJob({ jobKey, variables: { x: 1 } })).rejects.toMatchObject(wrong);
    await expect(walk.engine.completeJob({ jobKey, result: { corrections: { priority: -1 } } })).rejects.toMatchObject(
      wrong,
    );
    await expect(walk.engine.throwJobError({ jobKey, errorCode: 'E' })).rejects.toMatchObject({
      type: 'INVALID_STATE',
    });
    await walk.engine.completeJob({ jobKey });
    const { job } = await pending(
      walk,
      walk.engine.assignUserTask({ userTaskKey: walk.userTask.userTaskKey, assignee: 'a' }),
      'on-assigning',
    );
    await expect(
      walk.engine.completeJob({ jobKey: job.jobKey, result: { denied: true, corrections: { priority: 1 } } }),
    ).rejects.toMatchObject(wrong);
  });

  it('that fail for good raise an incident; resolved, the change goes on', async () => {
    const walk = await Walk.open(process(listeners('completing')));
    await walk.create('p');
    const { job } = await pending(
      walk,
      walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey }),
      'on-completing',
    );
    await walk.engine.failJob({ jobKey: job.jobKey, retries: 0, errorMessage: 'boom' });
    expect(walk.incidents).toMatchObject([{ errorType: 'TASK_LISTENER_NO_RETRIES', jobKey: job.jobKey }]);
    await walk.engine.updateJob({ jobKey: job.jobKey, retries: 1 });
    await walk.engine.resolveIncident({ incidentKey: walk.incidents[0]?.incidentKey ?? '' });
    await walk.complete('on-completing');
    expect(await walk.jobs('z')).toHaveLength(1);
  });

  it('goes by what the caller has seen: refused when the task has got another assignee meanwhile', async () => {
    const walk = await Walk.open(diagram('p', start() + userTask('u') + end() + flows('s -> u\nu -> e')));
    await walk.create('p');
    const { userTaskKey } = walk.userTask;
    await walk.engine.assignUserTask({ userTaskKey, assignee: 'a' });
    await walk.engine.assignUserTask({ userTaskKey, assignee: 'b', assignedTo: 'a' });
    const before = walk.contents;
    for (const late of [
      walk.engine.completeUserTask({ userTaskKey, assignedTo: 'a' }),
      walk.engine.unassignUserTask({ userTaskKey, assignedTo: 'a' }),
      walk.engine.assignUserTask({ userTaskKey, assignee: 'a', assignedTo: 'a' }),
      walk.engine.assignUserTask({ userTaskKey, assignee: 'a', assignedTo: null }),
    ])
      await expect(late).rejects.toMatchObject({
        type: 'INVALID_STATE',
        message: expect.stringContaining('assigned anew meanwhile'),
      });
    expect(walk.contents).toEqual(before);
    await walk.engine.completeUserTask({ userTaskKey, assignedTo: 'b' });
    expect(walk.userTasks).toEqual([]);
  });

  it('canceling: an instance that ends already is not there to be cancelled, or modified, once more', async () => {
    const walk = await Walk.open(
      diagram('p', start() + userTask('u', listeners('canceling')) + end() + flows('s -> u\nu -> e')),
    );
    const processInstanceKey = await walk.create('p');
    await walk.engine.cancelInstance({ processInstanceKey });
    expect(walk.userTask.state).toBe('CANCELING');
    const before = walk.contents;
    const activateInstructions = [{ elementId: 'u' }];
    await expect(walk.engine.cancelInstance({ processInstanceKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
    await expect(walk.engine.modifyInstance({ processInstanceKey, activateInstructions })).rejects.toMatchObject({
      type: 'NOT_FOUND',
    });
    expect(walk.contents).toEqual(before);
    await walk.complete('on-canceling');
    expect(walk.isActive(processInstanceKey)).toBe(false);
  });

  it('canceling: the task ends only after the listener, whatever interrupts it', async () => {
    const xml = diagram(
      'p',
      start() +
        userTask('u', listeners('canceling')) +
        boundary('b', 'u', onMessage('M')) +
        task('z') +
        end() +
        flows('s -> u\nu -> e\nb -> z\nz -> e'),
      message('M', 'm'),
    );
    const walk = await Walk.open(xml);
    const key = await walk.create('p', { key: 'k' });
    await walk.engine.publishMessage({ name: 'm', correlationKey: 'k' });
    expect(walk.userTask.state).toBe('CANCELING');
    expect(await walk.jobs('z')).toHaveLength(0);
    await walk.complete('on-canceling');
    expect(await walk.jobs('z')).toHaveLength(1);
    expect(walk.isActive(key)).toBe(true);
    const other = await walk.create('p', { key: 'k2' });
    await walk.engine.cancelInstance({ processInstanceKey: other });
    expect(walk.isActive(other)).toBe(true);
    await walk.complete('on-canceling');
    expect(walk.isActive(other)).toBe(false);
  });

  it('whose task is cancelled meanwhile: the caller hears so, and the listener job is gone', async () => {
    const walk = await Walk.open(process(listeners('completing')));
    const key = await walk.create('p');
    const { request, job } = await pending(
      walk,
      walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey }),
      'on-completing',
    );
    await walk.engine.cancelInstance({ processInstanceKey: key });
    await expect(request).rejects.toMatchObject({ type: 'INVALID_STATE' });
    await expect(walk.engine.completeJob({ jobKey: job.jobKey })).rejects.toMatchObject({ type: 'NOT_FOUND' });
  });

  it('that nobody works let the caller go in the end, and the change goes on without it', async () => {
    const walk = await Walk.open(process(listeners('completing')));
    await walk.create('p');
    const { request, job } = await pending(
      walk,
      walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey }),
      'on-completing',
    );
    await expect(request).rejects.toMatchObject({ type: 'DEADLINE_EXCEEDED' });
    await walk.engine.completeJob({ jobKey: job.jobKey });
    expect(await walk.jobs('z')).toHaveLength(1);
  });
});
