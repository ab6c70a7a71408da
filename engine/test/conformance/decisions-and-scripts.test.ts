import { expect } from '@jest/globals';
import { end, line, start } from './bpmn.js';
import { example, onOneServer } from './example.js';

onOneServer();

example('script.feel-expression', async (play) => {
  const script = '<zeebe:script expression="=a + b" resultVariable="sum" />';
  const element = `<bpmn:scriptTask id="add"><bpmn:extensionElements>${script}</bpmn:extensionElements></bpmn:scriptTask>`;
  await play.deploy(start() + element + end() + line('add'));
  const key = await play.start({ a: 1, b: 2 });
  expect(await play.state(key)).toBe('COMPLETED');
  expect(await play.variables(key)).toEqual({ a: 1, b: 2, sum: 3 });
});
