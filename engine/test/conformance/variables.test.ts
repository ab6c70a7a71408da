import { expect } from '@jest/globals';
import { end, io, line, start, subprocess, task } from './bpmn.js';
import { example, onOneServer } from './example.js';
import type { Play } from './play.js';

onOneServer();

const inner =
  start('is') + task('tb') + task('after') + end('ie') + line('tb', 'after').replaceAll(/"(s|e)"/g, '"i$1"');
const inSubprocess = (settings: string) => start() + subprocess('sub', inner, settings) + end() + line('sub');
const chain = (first: string) => start() + first + task('later') + end() + line('a', 'later');

/** A process whose subprocess has a local variable c, left with b, c and d from its first job. */
async function leaveSubprocess(play: Play, settings: string) {
  await play.deploy(start() + subprocess('sub', inner, settings) + task('z') + end() + line('sub', 'z'));
  const key = await play.start({ a: 1, b: 2 });
  await play.work('tb', { b: 20, c: 30, d: 40 });
  await play.work('after');
  return key;
}

example('variables.root-scope-and-types', async (play) => {
  await play.deploy(start() + task('a') + end() + line('a'));
  const values = {
    text: '征收补偿"协议"\n',
    empty: '',
    whole: 42,
    negative: -1.5,
    large: 9007199254740991,
    yes: true,
    nothing: null,
    list: [1, 'two', null, [3]],
    object: { a: { b: [] }, 中文: {} },
  };
  const key = await play.start(values);
  expect((await play.job('a')).variables).toEqual(values);
  expect(await play.variables(key)).toEqual(values);
});

example('variables.propagation-through-subprocess', async (play) => {
  await play.deploy(inSubprocess(io(['in', '=3', 'c'])));
  const key = await play.start({ a: 1, b: 2 });
  await play.work('tb', { b: 20, c: 30, d: 40 });
  expect(await play.variables(key)).toEqual({ a: 1, b: 20, d: 40 });
  expect(await play.variables(await play.element(key, 'sub'))).toEqual({ c: 30 });
  expect((await play.job('after')).variables).toEqual({ a: 1, b: 20, c: 30, d: 40 });
});

example('variables.input-mapping-is-local', async (play) => {
  await play.deploy(chain(task('a', io(['in', '=customer.name', 'sender']))));
  const key = await play.start({ customer: { name: '张三' } });
  const { variables } = await play.work('a');
  expect(variables).toEqual({ customer: { name: '张三' }, sender: '张三' });
  expect((await play.job('later')).variables).toEqual({ customer: { name: '张三' } });
  expect(await play.variables(key)).toEqual({ customer: { name: '张三' } });
});

example('variables.input-mapping-covers-outer', async (play) => {
  await play.deploy(chain(task('a', io(['in', '=b + 10', 'b']))));
  const key = await play.start({ b: 1 });
  const { variables } = await play.work('a', { b: 99 });
  expect(variables).toEqual({ b: 11 });
  expect(await play.variables(key)).toEqual({ b: 1 });
});

example('variables.output-mapping-selects', async (play) => {
  await play.deploy(chain(task('a', io(['out', '=result.status', 'paymentStatus']))));
  const key = await play.start();
  await play.work('a', { result: { status: 'paid' }, noise: 1 });
  expect(await play.variables(key)).toEqual({ paymentStatus: 'paid' });
});

example('variables.output-mapping-nested-merges', async (play) => {
  await play.deploy(chain(task('a', io(['out', '=status', 'order.status']))));
  const key = await play.start({ order: { id: 7, status: 'new' } });
  await play.work('a', { status: 'paid' });
  expect(await play.variables(key)).toEqual({ order: { id: 7, status: 'paid' } });
});

example('variables.subprocess-locals-dropped', async (play) => {
  const key = await leaveSubprocess(play, io(['in', '=3', 'c']));
  expect((await play.job('z')).variables).toEqual({ a: 1, b: 20, d: 40 });
  expect(await play.variables(key)).toEqual({ a: 1, b: 20, d: 40 });
});

example('variables.subprocess-output-mapping', async (play) => {
  const key = await leaveSubprocess(play, io(['in', '=3', 'c'], ['out', '=c', 'lifted']));
  expect((await play.job('z')).variables).toEqual({ a: 1, b: 20, d: 40, lifted: 30 });
  expect(await play.variables(key)).toEqual({ a: 1, b: 20, d: 40, lifted: 30 });
});

example('variables.set-local-true', async (play) => {
  await play.deploy(start() + task('a') + end() + line('a'));
  const key = await play.start({ x: 1 });
  const element = await play.element(key, 'a');
  await play.set(element, { x: 2, y: 3 }, true);
  expect(await play.variables(element)).toEqual({ x: 2, y: 3 });
  expect(await play.variables(key)).toEqual({ x: 1 });
});

example('variables.set-local-false', async (play) => {
  await play.deploy(inSubprocess(io(['in', '=3', 'c'])));
  const key = await play.start({ a: 1 });
  const element = await play.element(key, 'tb');
  await play.set(element, { a: 10, c: 30, d: 40 });
  expect(await play.variables(element)).toEqual({});
  expect(await play.variables(await play.element(key, 'sub'))).toEqual({ c: 30 });
  expect(await play.variables(key)).toEqual({ a: 10, d: 40 });
});

example('variables.fail-job-variables-are-local', async (play) => {
  await play.deploy(start() + task('a') + end() + line('a'));
  const key = await play.start({ x: 1 });
  const { jobKey, elementInstanceKey } = await play.job('a');
  await play.client.failJob({ jobKey, retries: 1, errorMessage: 'again', variables: { x: 2, hint: 'h' } });
  expect((await play.job('a')).variables).toEqual({ x: 2, hint: 'h' });
  expect(await play.variables(elementInstanceKey)).toEqual({ x: 2, hint: 'h' });
  expect(await play.variables(key)).toEqual({ x: 1 });
});
