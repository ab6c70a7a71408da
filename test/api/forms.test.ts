import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { completionBody } from '../../api/contract/index.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Form {
  readonly components: readonly { readonly key?: string; readonly validate?: { readonly maxLength?: number } }[];
}

async function limitsOfNotes(): Promise<[string, number][]> {
  const limits: [string, number][] = [];
  for await (const file of glob('bpmn/**/*.form', { cwd: root })) {
    const { components } = JSON.parse(await readFile(`${root}${file}`, 'utf8')) as Form;
    const note = components.find(({ key }) => key === 'note');
    if (note) limits.push([file, note.validate?.maxLength ?? Infinity]);
  }
  return limits;
}

describe('forms and interface', () => {
  it('agree on how long an opinion may be: whoever keeps to the form is not refused afterwards', async () => {
    const limits = await limitsOfNotes();
    expect(limits.length).toBeGreaterThan(10);
    for (const [file, limit] of limits) {
      const takes = (length: number) => completionBody.safeParse({ note: '长'.repeat(length) }).success;
      expect([file, takes(limit), takes(limit + 1)]).toEqual([file, true, false]);
    }
  });
});
