import { describe, expect, it } from '@jest/globals';
import { Engine } from '@expropriation/engine';
import { nextDueAt } from '../../db/repositories/next-due.repository.js';
import { setStage } from './stage.js';

const waits = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
  <process id="waits" isExecutable="true">
    <startEvent id="Start"/><sequenceFlow id="F1" sourceRef="Start" targetRef="Wait"/>
    <intermediateCatchEvent id="Wait">
      <timerEventDefinition><timeDate>2026-05-20T00:00:00Z</timeDate></timerEventDefinition>
    </intermediateCatchEvent>
    <sequenceFlow id="F2" sourceRef="Wait" targetRef="Task"/>
    <receiveTask id="Task" messageRef="M"/>
    <boundaryEvent id="Remind" attachedToRef="Task" cancelActivity="false">
      <timerEventDefinition><timeCycle>R3/P1D</timeCycle></timerEventDefinition>
    </boundaryEvent>
    <sequenceFlow id="F3" sourceRef="Remind" targetRef="End"/><endEvent id="End"/>
  </process>
  <process id="daily" isExecutable="true">
    <startEvent id="Day"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent>
    <sequenceFlow id="F4" sourceRef="Day" targetRef="DayEnd"/><endEvent id="DayEnd"/>
  </process>
  <message id="M" name="never" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
    <extensionElements><zeebe:subscription correlationKey="=&quot;x&quot;"/></extensionElements>
  </message>
</definitions>`;

describe('the next moment at which something is due', () => {
  const stage = setStage();
  const next = () => stage.db.transaction((tx) => nextDueAt(tx));

  it('is none where nothing waits, nor an engine', async () => {
    await stage.db.clock.pinClock('2026-05-01T00:00:00.000Z');
    expect(await next()).toBeNull();
  });

  it('is that of a process that waits, never of a reminder or of what comes back every day', async () => {
    const engine = await Engine.open({
      databaseUrl: stage.url,
      clock: { now: () => Date.parse(stage.db.clock.now()) },
    });
    try {
      await engine.deploy({ resources: [{ name: 'waits.bpmn', content: Buffer.from(waits) }] });
      expect(await next()).toBeNull();
      await engine.createInstance({ processDefinitionId: 'waits' });
      expect(await next()).toBe('2026-05-20T00:00:00.000Z');
      await stage.db.clock.pinClock('2026-05-20T00:00:00.000Z');
      expect(await next()).toBeNull();
    } finally {
      await engine.close();
    }
  });
});
