import { readdir, readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readDiagram, type DiagramNode } from '../../app/diagrams/read-diagram.js';
import { describe as describeDiagram } from '../../app/diagrams/readme.js';
import { ACTS } from '../../rules/acts.js';
import { processIds } from './process-ids.js';

const folder = new URL('../../bpmn/', import.meta.url);
const readText = (path: string): Promise<string> => readFile(new URL(path, folder), 'utf8');
const diagrams = await Promise.all(processIds.map(async (id) => readDiagram(await readText(`${id}/${id}.bpmn`))));
const nodes = diagrams.flatMap((diagram) => diagram.nodes);
const files = await readdir(folder, { recursive: true });

interface FormField {
  readonly key?: string;
  readonly values?: readonly { readonly value: string; readonly label: string }[];
}
interface Form {
  readonly id: string;
  readonly components: readonly FormField[];
}
const forms = await Promise.all(
  files.filter((file) => file.endsWith('.form')).map(async (file) => JSON.parse(await readText(file)) as Form),
);

const valuesOf = (form: Form | undefined, key: string): readonly string[] =>
  form?.components.find((component) => component.key === key)?.values?.map(({ value }) => value) ?? [];
const sorted = (items: Iterable<string>): readonly string[] => [...items].sort();
const used = (pick: (node: DiagramNode) => string | undefined): readonly string[] =>
  sorted(new Set(nodes.map(pick).filter((value) => value !== undefined)));
/** A user task and the act it stands for. */
const tasks = nodes.flatMap((node) => {
  const act = Object.entries(ACTS).find(([name]) => name === node.act)?.[1];
  return act === undefined ? [] : [{ node, act }];
});

describe('the diagrams and what they name', () => {
  it('calls only processes that exist', () => {
    expect(processIds).toEqual(expect.arrayContaining([...used((node) => node.calledProcess)]));
  });

  it('looks up every decision table, and no other', async () => {
    const tables = files.filter((file) => file.endsWith('.dmn'));
    const ids = await Promise.all(tables.map(async (file) => /<decision id="([^"]+)"/.exec(await readText(file))?.[1]));
    expect(used((node) => node.decision)).toEqual([...ids].sort());
  });

  it('uses every form, once written, and no other', () => {
    expect(used((node) => node.formId)).toEqual(sorted(forms.map((form) => form.id)));
  });

  it('names each form file after its form', () => {
    const names = files.filter((file) => file.endsWith('.form')).map((file) => file.replace(/^.*[/\\]|\.form$/g, ''));
    expect(sorted(names)).toEqual(sorted(forms.map((form) => form.id)));
  });

  it('offers in each form exactly the verdicts of the act', () => {
    for (const { node, act } of tasks) {
      const form = forms.find(({ id }) => id === node.formId);
      expect([node.id, valuesOf(form, 'verdict')]).toEqual([node.id, act.verdicts]);
    }
  });

  it('asks for the reason a, b or c where an agreement is returned', () => {
    for (const { node, act } of tasks) {
      const asks = act.caseKind === 'household' && act.verdicts.includes('returned');
      const form = forms.find(({ id }) => id === node.formId);
      expect([node.id, valuesOf(form, 'returnReason')]).toEqual([node.id, asks ? ['a', 'b', 'c'] : []]);
    }
  });

  it('has a worker for every job type it names', async () => {
    const listed = JSON.parse(await readText('../lint/job-types.json')) as string[];
    const guards = ['guard-assignment', 'guard-completion'];
    expect(sorted([...used((node) => node.jobType), ...guards])).toEqual(sorted(listed));
  });

  it('has a task for every act that is done in a task', () => {
    const withTask = Object.entries(ACTS).filter(([, act]) => act.verdicts.length > 0 || act.persons === 2);
    expect(used((node) => node.act)).toEqual(sorted(withTask.map(([name]) => name)));
  });

  it('keys every message that is waited for by the id of what it is about', () => {
    const waiting = nodes.filter(
      (node) => node.message !== undefined && !(node.type === 'StartEvent' && !node.parentId),
    );
    const keys = Object.fromEntries(waiting.map((node) => [node.message?.name, node.message?.correlationKey]));
    expect(keys).toEqual({
      'signing-opened': '=householdId',
      'reappraisal-requested': '=reportId',
      'expert-determination-requested': '=reportId',
      'agreement-effective': '=householdId',
      'signing-terminated': '=householdId',
      'project-converted': '=householdId',
      'decision-concluded': '=householdId',
      'conversion-concluded': '=projectId',
      'signing-rate-reached': '=projectId',
      'payment-settled': '=householdId',
      'area-frozen': '=householdId',
      'area-objection-upheld': '=householdId',
      'household-signed': '=agreementId',
      'special-problem-proposed': '=householdId',
      'objection-filed': '=noticeId',
      'bank-statement-received': '=listId',
      'catch-up-finished': '=meetingId',
    });
  });

  it.each(processIds)('keeps the README and the picture of %s up to date', async (id) => {
    const diagram = diagrams.find((each) => each.processId === id);
    if (diagram === undefined) throw new Error(`no diagram ${id}`);
    const bare = (text: string): string => text.replaceAll(/[\s-]+/g, '');
    expect(bare(await readText(`${id}/README.md`))).toContain(bare(describeDiagram(diagram)));
    const picture = await stat(new URL(`${id}/${id}.png`, folder));
    expect(picture.size).toBeLessThan(300 * 1024);
  });
});
