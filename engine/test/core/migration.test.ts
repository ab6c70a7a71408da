import { describe, expect, it } from '@jest/globals';
import { diagram, end, flows, io, loop, message, onMessage, start, subprocess, task, userTask } from './diagram.js';
import { HOUR_MS, one, mapping, running, living } from './migration-walk.js';
import { Walk } from './walk.js';

describe('a migrated instance', () => {
  const before = one(task('a'), 'a\na -> e');
  const now = one(task('a') + userTask('b'), 'a\na -> b\nb -> e');

  it('stays where it is, and goes on along the new flows', async () => {
    const { walk, key, targetKey, migrate } = await running(before, now, { x: 1 });
    const [job] = await walk.jobs('a');
    const element = living(walk, 'a')[0]?.elementInstanceKey;
    await migrate('a');
    expect(walk.state.processInstances.get(key)).toMatchObject({
      processDefinitionKey: targetKey,
      processDefinitionVersion: 2,
    });
    expect(living(walk, 'a')).toMatchObject([{ elementInstanceKey: element, processDefinitionKey: targetKey }]);
    await walk.engine.completeJob({ jobKey: job?.jobKey ?? '', variables: { y: 2 } });
    expect(walk.userTask).toMatchObject({ elementId: 'b', processDefinitionKey: targetKey });
    await walk.engine.completeUserTask({ userTaskKey: walk.userTask.userTaskKey });
    expect(walk.isActive(key)).toBe(false);
    expect(walk.root(key)).toEqual({ x: 1, y: 2 });
  });

  it('that was begun at an element goes over when that element is behind it', async () => {
    const { walk, migrate } = await running(
      one(task('a') + task('b'), 'a\na -> b\nb -> e'),
      one(task('b'), 'b\nb -> e'),
    );
    const old = [...walk.state.definitions.all()].find(({ version }) => version === 1);
    const { processInstanceKey } = await walk.engine.createInstance({
      processDefinitionKey: old?.processDefinitionKey,
      startInstructions: [{ elementId: 'a' }],
    });
    for (const { jobKey } of await walk.jobs('a')) await walk.engine.completeJob({ jobKey });
    await migrate('b', processInstanceKey);
    expect(walk.state.processInstances.get(processInstanceKey)).toMatchObject({ processDefinitionVersion: 2 });
  });

  it('can go back to an older version', async () => {
    const { walk, key, migrate } = await running(before, now);
    await migrate('a');
    const old = walk.state.latestDefinition('p');
    const first = [...walk.state.definitions.all()].find((row) => row !== old)?.processDefinitionKey ?? '';
    await walk.engine.migrateInstance({
      processInstanceKey: key,
      targetProcessDefinitionKey: first,
      mappingInstructions: mapping('a'),
    });
    await walk.complete('a');
    expect(walk.isActive(key)).toBe(false);
  });

  it('becomes another element of another process: its job keeps its type', async () => {
    const { walk, key, targetKey, migrate } = await running(before, one(task('c'), 'c\nc -> e', '', 'q'));
    await migrate('a -> c');
    expect(walk.state.processInstances.get(key)).toMatchObject({
      processDefinitionId: 'q',
      processDefinitionVersion: 1,
    });
    expect(await walk.jobs('c')).toEqual([]);
    const job = await walk.job('a');
    expect(job).toMatchObject({ elementId: 'c', processDefinitionId: 'q', processDefinitionKey: targetKey });
    await walk.engine.completeJob({ jobKey: job.jobKey });
    expect(walk.ended('COMPLETED')).toEqual(['s', 'a', 'e', 'p']);
    expect(walk.isActive(key)).toBe(false);
  });

  it('keeps what people have done with a user task; its listeners are those of the target from then on', async () => {
    const listener = (event: string) =>
      `<zeebe:taskListeners><zeebe:taskListener eventType="${event}" type="l-${event}" /></zeebe:taskListeners>`;
    const { walk, migrate } = await running(
      one(userTask('look', '<zeebe:assignmentDefinition candidateGroups="g" />'), 'look\nlook -> e'),
      one(userTask('see', `<zeebe:assignmentDefinition assignee="other" />${listener('completing')}`), 'see\nsee -> e'),
    );
    const { userTaskKey } = walk.userTask;
    await walk.engine.assignUserTask({ userTaskKey, assignee: '经办甲' });
    await migrate('look -> see');
    expect(walk.userTask).toMatchObject({
      userTaskKey,
      elementId: 'see',
      name: 'see',
      assignee: '经办甲',
      candidateGroups: ['g'],
      processDefinitionVersion: 2,
    });
    const done = walk.engine.completeUserTask({ userTaskKey });
    await walk.complete('l-completing');
    await done;
    expect(walk.userTasks).toEqual([]);
  });

  it('whose gateway found no way finds it by the corrected condition', async () => {
    const choice = (condition: string) =>
      one('<bpmn:exclusiveGateway id="x" />' + task('a'), `x\nx -> a : ${condition}\na -> e`);
    const { walk, migrate } = await running(choice('=text'), choice('=yes'), { text: 'true', yes: true });
    const [incident] = walk.incidents;
    await migrate('x');
    expect(walk.incidents).toMatchObject([
      { incidentKey: incident?.incidentKey, processDefinitionKey: expect.anything() },
    ]);
    expect(walk.incidents[0]?.processDefinitionKey).not.toBe(incident?.processDefinitionKey);
    await walk.engine.resolveIncident({ incidentKey: incident?.incidentKey ?? '' });
    expect(await walk.jobs('a')).toHaveLength(1);
  });

  it('keeps its place among subprocesses, with the variables there', async () => {
    const inner = (sub: string, id: string, more = '') =>
      one(
        subprocess(
          sub,
          start('is') + task(id) + end('ie') + flows(`is -> ${id}\n${id} -> ie`),
          io(['in', '=7', 'local']),
        ) + more,
        `${sub}\n${sub} -> e`,
      );
    const { walk, key, migrate } = await running(inner('subA', 'a'), inner('subB', 'b', task('z')));
    await expect(migrate('a -> b')).rejects.toMatchObject({ type: 'INVALID_STATE' });
    await expect(migrate('subA -> subB, a -> z')).rejects.toMatchObject({
      type: 'INVALID_STATE',
      message: expect.stringContaining('flow scope'),
    });
    await migrate('subA -> subB, a -> b');
    const job = await walk.job('a');
    expect(job).toMatchObject({ elementId: 'b', variables: { local: 7 } });
    await walk.engine.completeJob({ jobKey: job.jobKey });
    expect(walk.isActive(key)).toBe(false);
  });

  it.each([
    ['parallel', false],
    ['sequential', true],
  ])('goes on with its rounds (%s), and cannot change their kind', async (_kind, sequential) => {
    const rounds = (id: string, isSequential: boolean, repeats = true) =>
      one(
        task(
          id,
          '',
          repeats
            ? loop(
                'inputCollection="=[1,2]" inputElement="item" outputCollection="all" outputElement="=r"',
                isSequential,
              )
            : '',
        ),
        `${id}\n${id} -> e`,
      );
    const { walk, key, migrate } = await running(rounds('a', sequential), rounds('b', sequential));
    for (const other of [rounds('b', !sequential), rounds('b', sequential, false)]) {
      const deployed = await walk.deploy(other, 'other.bpmn');
      await expect(
        walk.engine.migrateInstance({
          processInstanceKey: key,
          targetProcessDefinitionKey: deployed.processes[0]?.processDefinitionKey ?? '',
          mappingInstructions: mapping('a -> b'),
        }),
      ).rejects.toMatchObject({ type: 'INVALID_STATE', message: expect.stringContaining('multi-instance') });
    }
    await migrate('a -> b');
    for (
      let jobs = await walk.jobs('a');
      jobs.length > 0;
      jobs = [...(await walk.jobs('a')), ...(await walk.jobs('b'))]
    )
      for (const { jobKey, variables } of jobs)
        await walk.engine.completeJob({ jobKey, variables: { r: variables['item'] ?? 0 } });
    expect(walk.isActive(key)).toBe(false);
    expect(walk.root(key)).toMatchObject({ all: [1, 2] });
  });

  it('leaves the process it has called alone, which can be migrated by itself', async () => {
    const call = (id: string) =>
      `<bpmn:callActivity id="${id}"><bpmn:extensionElements><zeebe:calledElement processId="child" /></bpmn:extensionElements></bpmn:callActivity>`;
    const { walk, key, migrate } = await running(
      one(call('call'), 'call\ncall -> e'),
      one(call('dial') + task('z'), 'dial\ndial -> z\nz -> e'),
      {},
      one(task('a'), 'a\na -> e', '', 'child'),
    );
    const child = living(walk, 'child')[0];
    await migrate('call -> dial');
    expect(living(walk, 'child')).toEqual([child]);
    const next = await walk.deploy(one(task('b'), 'b\nb -> e', '', 'child'), 'child.bpmn');
    await walk.engine.migrateInstance({
      processInstanceKey: child?.processInstanceKey ?? '',
      targetProcessDefinitionKey: next.processes[0]?.processDefinitionKey ?? '',
      mappingInstructions: mapping('a -> b'),
    });
    await walk.complete('a');
    await walk.complete('z');
    expect(walk.isActive(key)).toBe(false);
  });

  it('no longer stands in the way of the next message of its key, once it is another process', async () => {
    const waits = (id: string) =>
      diagram(
        id,
        `<bpmn:startEvent id="s">${onMessage('M')}</bpmn:startEvent>` + task('a') + end() + flows('s -> a\na -> e'),
        message('M', id),
      );
    const walk = await Walk.open(waits('p'));
    const target = await walk.deploy(one(task('a'), 'a\na -> e', '', 'q'), 'q.bpmn');
    for (const n of [1, 2])
      await walk.engine.publishMessage({ name: 'p', correlationKey: 'k', timeToLive: HOUR_MS, variables: { n } });
    const [first] = await walk.jobs('a');
    await walk.engine.migrateInstance({
      processInstanceKey: first?.processInstanceKey ?? '',
      targetProcessDefinitionKey: target.processes[0]?.processDefinitionKey ?? '',
      mappingInstructions: mapping('a'),
    });
    expect((await walk.job('a')).variables).toEqual({ n: 2 });
  });
});
