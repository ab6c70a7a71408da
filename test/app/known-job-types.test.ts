import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Engine } from '@expropriation/engine';
import { filesToDeploy } from '../../app/diagrams-to-deploy.js';
import { refuseUnknownJobTypes } from '../../app/known-job-types.js';
import { workers } from '../../workers/index.js';

describe('a process owner deploys an edited diagram', () => {
  let engine: Engine;
  let diagrams: { name: string; content: string }[];
  beforeEach(async () => {
    const known = new Set(workers.map(({ jobType }) => jobType));
    engine = await Engine.open({ validateDeployment: refuseUnknownJobTypes(known) });
    diagrams = await Promise.all(
      (await filesToDeploy()).map(async (name) => ({ name, content: await readFile(name, 'utf8') })),
    );
  });
  afterEach(() => engine.close());

  const edited = (from: string, to: string) =>
    diagrams.map(({ name, content }) => ({ name, content: content.replace(from, to) }));

  it('is let in while every step has somebody who does it', async () => {
    const { processes, decisions, forms } = await engine.deploy({ resources: diagrams });
    expect(processes.length + decisions.length + forms.length).toBe(diagrams.length);
  });

  it.each([
    { what: 'a service task', from: 'type="seal-agreement"', to: 'type="seal-at-once"', element: 'Task_ApplySeal' },
    { what: 'a guard', from: 'type="guard-completion"', to: 'type="wave-through"', element: 'Task_' },
    { what: 'a type worked out later', from: 'type="send-bank-file"', to: 'type="=job"', element: 'Task_SendBankFile' },
  ])('is refused with the element when $what has a job type nobody knows', async ({ from, to, element }) => {
    await expect(engine.deploy({ resources: edited(from, to) })).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
      message: expect.stringMatching(new RegExp(`Element: ${element}.*job type`)) as unknown,
    });
  });

  it('is refused when it does not parse', async () => {
    await expect(engine.deploy({ resources: edited('<bpmn:process', '<bpmn:process <') })).rejects.toMatchObject({
      type: 'INVALID_ARGUMENT',
    });
  });
});
