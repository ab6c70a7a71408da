import { describe, expect, it } from '@jest/globals';
import { diagram, end, flows, io, start, task } from './diagram.js';
import { Walk } from './walk.js';

const body = start() + task('a') + end() + flows('s -> a\na -> e');
const good = diagram('p', body);
const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');
const withHead = (head: string, xml = good): string => xml.replace('?>', `?>${head}`);
const entities = times(9, (at) => `<!ENTITY lol${String(at + 1)} "${`&lol${String(at)};`.repeat(10)}">`);
const processes = times(
  21,
  (at) => `<bpmn:process id="p${String(at)}" isExecutable="true">${start(`s${String(at)}`)}</bpmn:process>`,
);

const DIAGRAMS: readonly (readonly [what: string, content: string | Uint8Array, reason: RegExp])[] = [
  [
    'entities of entities',
    withHead(`<!DOCTYPE l [<!ENTITY lol0 "lol">${entities}]>`, good.replace('"p"', '"&lol9;"')),
    /document type/,
  ],
  ['a file of the server', withHead('<!DOCTYPE f [<!ENTITY f SYSTEM "file:///etc/passwd">]>'), /document type/],
  ['a document type elsewhere', withHead('<!DOCTYPE f SYSTEM "http://example.org/f.dtd">'), /document type/],
  ['50 MB', diagram('p', `${body}<!--${'x'.repeat(50e6)}-->`), /at most 4,194,304 bytes together, but they have 50,/],
  [
    '100,000 elements',
    diagram('p', body + times(100_000, (at) => `<bpmn:task id="t${String(at)}"/>`)),
    /50,000 XML elements/,
  ],
  [
    'subprocesses 10,000 deep',
    diagram(
      'p',
      body + times(10_000, (at) => `<bpmn:subProcess id="n${String(at)}">`) + '</bpmn:subProcess>'.repeat(10_000),
    ),
    /200 XML elements inside one another/,
  ],
  [
    'elements that stay open',
    diagram('p', body + '<bpmn:subProcess>'.repeat(100_000)),
    /200 XML elements inside one another/,
  ],
  ['tags that stay open', '<'.repeat(1e6), /unparsable content/],
  ['a comment that stays open', good.replace('</bpmn:process>', '<!--'), /unclosed comment/],
  ['a text that stays open', good.replace('id="s"', 'id="s'), /illegal|unparsable|unclosed/],
  [
    '100,000 attributes',
    good.replace('id="s"', `id="s" ${times(100_000, (at) => `a${String(at)}="1" `)}`),
    /unknown attribute/,
  ],
  [
    '1,000 namespaces',
    good.replace('id="defs"', `id="defs" ${times(1_000, (at) => `xmlns:n${String(at)}="urn:${String(at)}" `)}`),
    /500 declarations of namespaces/,
  ],
  ['no XML', 'hello', /missing start tag/],
  ['nothing', '', /missing start tag/],
  ['bytes', Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7_919) % 256), /UTF-8/],
  ['half a character', Buffer.concat([Buffer.from(good), Buffer.from([0xe4, 0xb8])]), /UTF-8/],
  ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), /UTF-8/],
  ['half a surrogate pair', good.replace('name="p"', 'name="\ud83d"'), /UTF-8/],
  ['U+0000', good.replace('name="p"', 'name="\0"'), /control characters/],
  ['U+0000 as a reference', good.replace('name="p"', 'name="&#0;"'), /character that XML does not have: &#0;/],
  ['half a surrogate pair as a reference', good.replace('name="p"', 'name="&#xD83D;"'), /does not have: &#xD83D;/],
  ['a character beyond Unicode', good.replace('name="p"', 'name="&#x110000;"'), /does not have: &#x110000;/],
  ['one id twice', diagram('p', `${body}<bpmn:task id="a"/>`), /duplicate ID <a>/],
  [
    'one id 5,000 times, a million lines below',
    diagram('p', `${body}<!--${'\n'.repeat(1e6)}-->${'<bpmn:task id="a"/>'.repeat(5_000)}`),
    /duplicate ID <a>/,
  ],
  [
    'a flow from itself to itself',
    diagram('p', `${body}<bpmn:sequenceFlow id="f" sourceRef="f" targetRef="f"/>`),
    /Element: f|unresolved/,
  ],
  [
    'a flow to nobody',
    diagram('p', `${body}<bpmn:sequenceFlow id="f" sourceRef="a" targetRef="nobody"/>`),
    /unresolved reference <nobody>/,
  ],
  [
    'an event that is attached to itself',
    diagram('p', `${body}<bpmn:boundaryEvent id="b" attachedToRef="b"/>`),
    /Must be attached to an activity/,
  ],
  [
    'a flow into a subprocess',
    diagram('p', `${start()}<bpmn:subProcess id="u">${start('i')}${end()}</bpmn:subProcess>${flows('s -> e')}`),
    /Must connect two elements of the same scope/,
  ],
  [
    'a hundred and one names',
    diagram('p', start() + task('a', io(['in', '=1', `x${'.x'.repeat(101)}`])) + flows('s -> a')),
    /at most 100 names/,
  ],
  [
    'a prototype',
    diagram('p', start() + task('a', io(['in', '=1', 'x.__proto__.y'])) + flows('s -> a')),
    /none of them '__proto__'/,
  ],
  [
    '21 processes',
    good.replace('</bpmn:definitions>', `${processes}</bpmn:definitions>`),
    /at most 20 executable processes in one diagram, but it has 22/,
  ],
  [
    'expressions of 600,000 characters',
    diagram('p', start() + times(6, (at) => task(`t${String(at)}`, io(['in', `=1${'+1'.repeat(49_990)}`, 'x'])))),
    /FEEL expressions of at most 500,000 characters/,
  ],
];

describe('a file that wants to stop or stall whoever reads it', () => {
  it.each(DIAGRAMS)(
    'is refused, nothing of it is kept, and the next one is read: %s',
    async (_what, content, reason) => {
      const walk = await Walk.open();
      const before = walk.contents;
      const refusal: unknown = await walk.engine
        .deploy({ resources: [{ name: 'x.bpmn', content }] })
        .catch((error: unknown) => error);
      expect(refusal).toMatchObject({ type: 'INVALID_ARGUMENT', message: expect.stringMatching(reason) });
      expect((refusal as Error).message.length).toBeLessThan(20_000);
      expect(walk.contents).toEqual(before);
      await walk.deploy(good);
      await walk.create('p');
      expect(await walk.jobs('a')).toHaveLength(1);
    },
  );

  it.each([
    ['an attribute of 4 MB', good.replace('name="p"', `name="${'x'.repeat(4e6)}"`)],
    ['a comment of 4 MB', good.replace('?>', `?><!--${'x'.repeat(4e6)}-->`)],
    ['a document type in a comment', good.replace('?>', '?><!-- <!DOCTYPE x> -->')],
    ['a document type in a text', good.replace('name="p"', 'name="&lt;!DOCTYPE x&gt;"')],
    ['ids that every object has', good.replaceAll('"a"', '"constructor"').replaceAll('"e"', '"__proto__"')],
  ])('is read when it is only strange: %s', async (_what, xml) => {
    const walk = await Walk.open(xml);
    expect(walk.isActive(await walk.create('p'))).toBe(true);
  });

  it('may be larger, or must be smaller, where the engine is told so', async () => {
    const { Engine } = await import('../../index.js');
    const engine = await Engine.open({ maxDeploymentBytes: 100 });
    await expect(engine.deploy({ resources: [{ name: 'x.bpmn', content: good }] })).rejects.toThrow(
      /at most 100 bytes/,
    );
    await engine.close();
  });
});
