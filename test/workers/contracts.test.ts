import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readDiagram } from '../../app/diagrams/read-diagram.js';
import { errorCodes } from '../../rules/error-codes.js';
import { CASE_VARIABLES } from '../../rules/task-case.js';
import { workers } from '../../workers/index.js';
import { processIds } from '../diagrams/process-ids.js';

const folder = new URL('../../bpmn/', import.meta.url);
const diagrams = await Promise.all(
  processIds.map(async (id) => {
    const xml = await readFile(new URL(`${id}/${id}.bpmn`, folder), 'utf8');
    return { id, xml, nodes: (await readDiagram(xml)).nodes };
  }),
);
const GUARDS = ['guard-assignment', 'guard-completion'];
const sorted = (items: Iterable<string>) => [...items].sort();
const jobTypes = workers.map(({ jobType }) => jobType);
const nodes = diagrams.flatMap((diagram) => diagram.nodes);
const allXml = diagrams.map(({ xml }) => xml).join('\n');

/** What processes are started with, from the outbox: ids of what the message is about, and its dates. */
const variablesIn = (xml: string): Set<string> =>
  new Set(
    [...xml.matchAll(/(?:target|correlationKey|source)="=?([A-Za-z]+)"/g), ...xml.matchAll(/=(\w+)</g)].flatMap(
      ([, name]) => (name === undefined ? [] : [name]),
    ),
  );

describe('workers and diagrams', () => {
  it('has one worker for every job type that a diagram names, and none without a diagram', () => {
    const named = nodes.flatMap(({ jobType }) => (jobType === undefined ? [] : [jobType]));
    const listeners = [...allXml.matchAll(/<zeebe:taskListener[^>]* type="([^"]+)"/g)].map(([, type]) => type ?? '');
    expect(sorted(jobTypes)).toEqual(sorted(new Set([...named, ...listeners])));
    expect(new Set(jobTypes).size).toBe(jobTypes.length);
  });

  it('names each worker file after its job type', async () => {
    for (const jobType of jobTypes) {
      const source = await readFile(new URL(`../../workers/${jobType}.worker.ts`, import.meta.url), 'utf8');
      expect(source).toContain(`jobType: '${jobType}'`);
    }
  });

  it('puts both guards on every user task, and lets nothing but named variables out of it', () => {
    for (const { xml } of diagrams) {
      for (const [task, id] of xml.matchAll(/<bpmn:userTask id="(\w+)"[\s\S]*?<\/bpmn:userTask>/g)) {
        const guards = [...task.matchAll(/<zeebe:taskListener[^>]* type="([^"]+)"/g)].map(([, type]) => type);
        expect([id, guards]).toEqual([id, GUARDS]);
        const outputs = [...task.matchAll(/<zeebe:output source="=(\w+)"/g)].map(([, source]) => source ?? '');
        // Without an output of its own, a task would hand on whatever came with its completion.
        expect([id, outputs.length > 0]).toEqual([id, true]);
        expect(['verdict', 'returnReason']).toEqual(expect.arrayContaining(outputs));
      }
    }
  });

  it.each(diagrams.map(({ id, xml }) => ({ id, xml })))(
    'gives the workers of $id the variables they ask for',
    ({ id, xml }) => {
      const known = variablesIn(xml);
      const ids = new Set<string>([...Object.values(CASE_VARIABLES), 'caseNumber', 'roundId', 'agreementId']);
      const used = diagrams.find((diagram) => diagram.id === id)?.nodes ?? [];
      for (const { jobType } of used) {
        const worker = workers.find((each) => each.jobType === jobType);
        const unknown = worker?.fetchVariables.filter((name) => !known.has(name) && !ids.has(name)) ?? [];
        expect([jobType, unknown]).toEqual([jobType, []]);
      }
    },
  );

  it('declares only error codes of the one list, and catches only those', () => {
    const caught = [...allXml.matchAll(/errorCode="([^"]+)"/g)].map(([, code]) => code ?? '');
    const thrown = workers.flatMap((worker) => worker.throws);
    expect(Object.keys(errorCodes)).toEqual(expect.arrayContaining([...caught, ...thrown]));
  });
});
