import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiErrorOf, findingOfDenial, problemOf } from '../../api/problems.js';
import { EngineRefusedError, EngineUnavailableError } from '../../api/engine/errors.js';
import { NotFoundError, refusal } from '../../db/errors.js';
import { startApi } from './api-under-test.js';
import type { ApiUnderTest } from './api-under-test.js';

const DENIAL =
  "Command 'COMPLETE' rejected with code 'INVALID_STATE': Completion of the User Task with key '7' was denied by Task " +
  "Listener. Reason to deny: '您已是本户的经办人，不能再审核（请换人）【SD2、R-37】'";

describe('from an error to problem details', () => {
  it.each([
    ['a guard that denies', new EngineRefusedError(409, 'INVALID_STATE', DENIAL), 409, 'DENIED'],
    [
      'a task claimed meanwhile',
      new EngineRefusedError(409, 'INVALID_STATE', 'in state ASSIGNED'),
      409,
      'TASK_CLAIMED',
    ],
    ['a task that is over', new EngineRefusedError(404, 'NOT_FOUND', ''), 409, 'TASK_CLOSED'],
    ['a task of somebody else', new EngineRefusedError(403, 'FORBIDDEN', ''), 409, 'TASK_NOT_YOURS'],
    ['an engine that does not take our token', new EngineRefusedError(401, '', ''), 500, 'INTERNAL'],
    ['an engine that is away', new EngineUnavailableError('away'), 503, 'ENGINE_UNAVAILABLE'],
    ['a rule that says no', refusal('AREA_NOT_FROZEN', '面积尚未锁定', 'R-24、SD1'), 409, 'AREA_NOT_FROZEN'],
    ['what does not exist', new NotFoundError('household', '1'), 404, 'NOT_FOUND'],
    ['a database that is away', Object.assign(new Error(''), { code: 'ECONNREFUSED' }), 503, 'DATABASE_UNAVAILABLE'],
    ['a database that shuts down', Object.assign(new Error(''), { code: '57P01' }), 503, 'DATABASE_UNAVAILABLE'],
    ['a bug', new TypeError('x is not a function'), 500, 'INTERNAL'],
    ['something thrown that is no error', 'text', 500, 'INTERNAL'],
  ])('%s', (_case, error, status, code) => {
    expect(problemOf(apiErrorOf(error), '/api/x', 'trace')).toMatchObject({ status, code, traceId: 'trace' });
  });

  it('tells the person the reason of a denial and keeps its clauses apart', () => {
    const { detail, findings } = problemOf(apiErrorOf(new EngineRefusedError(409, '', DENIAL)), '/', '');
    expect(detail).toBe('您已是本户的经办人，不能再审核（请换人）');
    expect(findings).toEqual([{ code: 'DENIED', message: detail, clauses: ['SD2', 'R-37'] }]);
    expect(findingOfDenial('没有条款的理由').clauses).toEqual([]);
  });

  it('tells nothing of a bug but where to look', () => {
    const problem = problemOf(apiErrorOf(new Error('password=secret')), '/api/x', 'trace');
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});

describe('errors over HTTP', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.close());

  const post = (path: string) => api.anonymous.post(path).set('Content-Type', 'application/json');

  it.each([
    ['JSON that does not parse', () => post('/api/session').send('{"username":'), 400, 'JSON_UNREADABLE'],
    ['a body that is too large', () => post('/api/session').send({ username: 'x'.repeat(300_000) }), 413, 'TOO_LARGE'],
    [
      'a form instead of JSON',
      () => api.anonymous.post('/api/session').type('form').send({ username: 'a', password: 'b' }),
      415,
      'CONTENT_TYPE_WRONG',
    ],
    ['no body at all', () => api.anonymous.post('/api/session'), 400, 'FIELD_INVALID'],
    ['an unknown address', () => api.anonymous.get('/api/nothing'), 404, 'NOT_FOUND'],
    ['an unknown method', () => api.anonymous.patch('/api/session'), 405, 'METHOD_NOT_ALLOWED'],
    [
      'a broken escape in the address',
      () => api.anonymous.get('/api/public/notices/%E0%A4%A'),
      400,
      'REQUEST_UNREADABLE',
    ],
    ['an id that is none', () => api.anonymous.get('/api/public/notices/1'), 404, 'NOT_FOUND'],
  ])('%s', async (_case, send, status, code) => {
    const { body, headers } = await send();
    expect(body).toMatchObject({ status, code });
    expect(headers['content-type']).toContain('application/problem+json');
  });

  it('says 503 for tasks while the engine is away, and health says which part it is', async () => {
    const officer = await api.as('field-officer');
    const { body } = await officer.get('/api/tasks').query({ scope: 'groups' }).expect(503);
    expect(body).toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    const health = await api.anonymous.get('/api/health').expect(503);
    expect(health.body).toEqual({ status: 'down', database: 'up', engine: 'down' });
  });

  it('sends the headers that keep browsers safe', async () => {
    const { headers } = await api.anonymous.get('/api/session');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('while the database is away', () => {
  it('answers 503 and recovers nothing by guessing', async () => {
    const api = await startApi();
    const officer = await api.as('auditor');
    await api.loseDatabase();
    const { body } = await officer.get('/api/households').expect(503);
    expect(body).toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    const health = await api.anonymous.get('/api/health').expect(503);
    expect(health.body).toMatchObject({ database: 'down' });
    await api.close();
  });
});
