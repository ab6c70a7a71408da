import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagram, row, serviceTask } from '../diagrams.js';
import { startRest } from '../rest-server.js';
import type { RestServer } from '../rest-server.js';
import { upload } from './upload.js';

let server: RestServer;
const good = diagram('good', row(serviceTask('A', 'good-a')));
beforeAll(async () => {
  server = await startRest();
  await server.deploy({ 'good.bpmn': good });
});
afterAll(() => server.stop());

const MB = 1024 * 1024;
const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');
const nested = (levels: number): string =>
  `${times(levels, (at) => `<bpmn:subProcess id="n${String(at)}">`)}${'</bpmn:subProcess>'.repeat(levels)}`;
const mapping = (source: string): string =>
  `<zeebe:ioMapping><zeebe:input source="${source}" target="x" /></zeebe:ioMapping>`;
const processes = (count: number): string =>
  good.replace(
    '</bpmn:definitions>',
    `${times(
      count - 1,
      (at) =>
        `<bpmn:process id="p${String(at)}" isExecutable="true"><bpmn:startEvent id="s${String(at)}" /></bpmn:process>`,
    )}</bpmn:definitions>`,
  );
const ofLength = (bytes: number): string =>
  good.replace('?>', `?><!--${'x'.repeat(bytes - Buffer.byteLength(good) - 7)}-->`);

async function serves(): Promise<void> {
  const reply = await server.send('POST', '/v2/process-instances', { processDefinitionId: 'good' });
  expect(reply.status).toBe(200);
}

const TOO_MUCH: readonly (readonly [what: string, content: string | Uint8Array<ArrayBuffer>, limit: string])[] = [
  ['more than 4 MiB', ofLength(4 * MB + 1), 'at most 4,194,304 bytes together, but they have 4,194,305'],
  ['more than 20 processes', processes(21), 'at most 20 executable processes in one diagram, but it has 21'],
  ['a document type', good.replace('?>', '?><!DOCTYPE x>'), 'no document type'],
  [
    'entities of entities',
    good.replace('?>', `?><!DOCTYPE x [<!ENTITY a "a">${times(9, (at) => `<!ENTITY b${String(at)} "&a;&a;">`)}]>`),
    'no entities',
  ],
  [
    'more than 50,000 elements',
    diagram(
      'p',
      times(50_000, (at) => `<bpmn:task id="t${String(at)}"/>`),
    ),
    'at most 50,000 XML elements',
  ],
  ['more than 200 levels', diagram('p', nested(199)), 'at most 200 XML elements inside one another'],
  [
    'more than 500 namespaces',
    good.replace(
      'id="Definitions_1"',
      `id="Definitions_1" ${times(500, (at) => `xmlns:n${String(at)}="u:${String(at)}" `)}`,
    ),
    'at most 500 declarations of namespaces',
  ],
  [
    'FEEL of more than 500,000 characters',
    diagram('p', row(...Array.from('ABCDEF').map((id) => serviceTask(id, 'x', mapping(`=1${'+1'.repeat(45_000)}`))))),
    'FEEL expressions of at most 500,000 characters',
  ],
  [
    'an expression too deep',
    diagram('p', row(serviceTask('A', 'x', mapping(`=${'('.repeat(201)}1${')'.repeat(201)}`)))),
    '200',
  ],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from(good), Buffer.from([0xe4, 0xb8])]), 'UTF-8'],
  ['U+0000', good.replace('流程', '\0'), "expected text files, 'x.bpmn' is none"],
  ['U+0001', good.replace('流程', '\u0001'), 'control characters'],
  ['half a surrogate pair', good.replace('流程', '&#xD800;'), 'does not have: &#xD800;'],
];

describe('a deployment beyond a limit', () => {
  it.each(TOO_MUCH)('is refused with the limit, and the next is taken: %s', async (_what, content, limit) => {
    const reply = await upload(server.url, [['x.bpmn', content]]);
    expect(reply.json).toEqual({
      type: 'about:blank',
      title: 'INVALID_ARGUMENT',
      status: 400,
      detail: expect.stringContaining(limit),
      instance: '/v2/deployments',
    });
    expect(reply.status).toBe(400);
    expect((await upload(server.url, [['good.bpmn', good]])).status).toBe(200);
    await serves();
  });

  it.each([
    [
      'one file of more than 10 MiB',
      [['x.bpmn', 'x'.repeat(10 * MB + 1)]],
      'Expected a file of at most 10,485,760 bytes',
    ],
    [
      'files of more than 32 MiB together',
      Array.from('abcd', (name) => [`${name}.bpmn`, 'x'.repeat(9 * MB)] as const),
      'Expected a form of at most 33,554,432 bytes',
    ],
  ] as const)('is not even received: %s', async (_what, files, limit) => {
    const reply = await upload(server.url, files);
    expect([reply.status, reply.json['detail']]).toEqual([413, limit]);
    await serves();
  });

  it.each([
    ['4 MiB', ofLength(4 * MB)],
    ['20 processes', processes(20)],
    [
      '49,000 elements, without a drawing',
      diagram(
        'many',
        row(
          serviceTask(
            'A',
            'x',
            `<zeebe:taskHeaders>${times(49_000, (at) => `<zeebe:header key="${String(at)}"/>`)}</zeebe:taskHeaders>`,
          ),
        ),
      ),
    ],
  ])('is taken up to the limit: %s', async (_what, content) => {
    expect((await upload(server.url, [['x.bpmn', content]])).status).toBe(200);
    await serves();
  });
});

const variables = (value: string): string => `{"processDefinitionId":"good","variables":{"x":${value}}}`;
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('a request beyond a limit', () => {
  it.each([
    [
      'a body of more than 4 MiB',
      variables(`"${'x'.repeat(4 * MB)}"`),
      413,
      'Expected a JSON body of at most 4,194,304 bytes',
    ],
    ['variables of more than 200 levels', variables(deep(201)), 400, 'at most 200 levels'],
    ['levels without an end', variables(deep(2_000_000)), 400, 'at most 200 levels'],
    [
      'more than 10,000 variables',
      `{"processDefinitionId":"good","variables":{${times(10_001, (at) => `${at > 0 ? ',' : ''}"v${String(at)}":1`)}}}`,
      400,
      'at most 10,000 variables',
    ],
    [
      'a name of more than 400 characters',
      `{"processDefinitionId":"good","variables":{"${'x'.repeat(401)}":1}}`,
      400,
      'at most 400 characters',
    ],
    [
      'a prototype',
      '{"processDefinitionId":"good","variables":{"x":{"__proto__":{"y":1}}}}',
      400,
      "no member of the name '__proto__'",
    ],
  ])('is refused with the limit: %s', async (_what, body, status, limit) => {
    const reply = await server.send('POST', '/v2/process-instances', body);
    expect([reply.status, reply.json['detail']]).toEqual([status, expect.stringContaining(limit)]);
    await serves();
  });

  it.each([
    ['levels', variables(deep(190))],
    ['members', variables(`[0${',0'.repeat(1_500_000)}]`)],
    [
      'variables',
      `{"processDefinitionId":"good","variables":{${times(10_000, (at) => `${at > 0 ? ',' : ''}"v${String(at)}":1`)}}}`,
    ],
  ])('is taken with as many %s as may be', async (_what, body) => {
    expect((await server.send('POST', '/v2/process-instances', body)).status).toBe(200);
  });
});
