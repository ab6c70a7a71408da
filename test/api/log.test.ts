import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loggableError } from '../../api/loggable-error.js';
import { PASSWORD, registerLine, registerOf, startApi, PROJECT } from './api-under-test.js';
import type { ApiUnderTest } from './api-under-test.js';

describe('the log', () => {
  const lines: string[] = [];
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await startApi({ logged: (line) => lines.push(line) });
  });
  afterAll(() => api.close());

  it('names method, path, status and trace of a request, but no person, password, cookie or search text', async () => {
    const town = await api.as('town-officer');
    await town.get('/api/households').query({ q: '住户某某' }).expect(200);
    await api.anonymous.post('/api/session').send({ username: 'approver', password: 'a wrong one' }).expect(401);
    const log = lines.join('');
    expect(log).toContain('"path":"/api/households"');
    expect(log).toContain('"status":401');
    for (const secret of [PASSWORD, 'a wrong one', 'approver', 'expropriation.session', '住户某某', 'cookie']) {
      expect(log).not.toContain(secret);
    }
  });

  it('lets the trace id of a fault be found, without the row it was about', async () => {
    const district = await api.as('district-officer');
    const { body } = await district.post('/api/projects').send(PROJECT).expect(201);
    await api.loseDatabase();
    const answer = await district
      .post(`/api/projects/${(body as { id: string }).id}/households`)
      .set('Content-Type', 'text/csv')
      .send(registerOf(registerLine('0001')))
      .expect(503);
    const { traceId } = answer.body as { traceId: string };
    const line = lines.find((each) => each.includes(traceId) && each.includes('request failed'));
    expect(line).toContain('DATABASE_UNAVAILABLE');
    expect(lines.join('')).not.toContain('住户0001');
  });

  it('keeps of a database error only code and constraint, for the rest quotes rows and parameters', () => {
    const driverError = Object.assign(new Error('Key (id_number)=(110101199003077758) already exists'), {
      severity: 'ERROR',
      code: '23505',
      constraint: 'household_number',
      detail: 'Failing row contains (住户甲)',
    });
    const error = Object.assign(new Error('duplicate', { cause: driverError }), {
      name: 'QueryFailedError',
      driverError,
      code: '23505',
      parameters: ['住户甲'],
    });
    const logged = loggableError(error);
    expect(logged).toMatchObject({ type: 'QueryFailedError', message: 'database error', code: '23505' });
    expect(JSON.stringify(logged)).not.toMatch(/住户甲|110101199003077758/);
  });
});
