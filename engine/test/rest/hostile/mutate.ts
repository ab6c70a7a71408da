/** Values that somebody might put where another one is expected. */
const HOSTILE = [
  '',
  ' ',
  '=',
  '=[',
  '=1/0',
  '=for i in 1..100000000 return i',
  '-1',
  '99999999999999999999',
  'NaN',
  '__proto__',
  'constructor',
  'x'.repeat(401),
  '长😀',
  '&#0;',
  '&unknown;',
  '&lt;',
  'PT0S',
  'R/PT0S',
  'R99999999999/PT0.000001S',
  '9999999-01-01T00:00:00Z',
  '* * * * * *',
  '${jndi:ldap://localhost/}',
  "'; DROP TABLE engine.job; --",
];

const TOKENS = [
  '<',
  '>',
  '/>',
  '</',
  '"',
  '&',
  '<!--',
  ']]>',
  '<![CDATA[',
  '<?x',
  '\0',
  '\ud800',
  '<!DOCTYPE x>',
  'xmlns:x="y"',
];

type Mutation = (xml: string, pick: Pick, peer: string) => string;

/** A whole number below the given one. */
export type Pick = (below: number) => number;

const one = <T>(list: readonly T[], pick: Pick): T | undefined => list[pick(list.length)];

function spliced(xml: string, [at, length]: readonly [number, number], text: string): string {
  return xml.slice(0, at) + text + xml.slice(at + length);
}

/** Where the pattern is found, one of these places. */
function place(xml: string, pattern: RegExp, pick: Pick): readonly [at: number, length: number] {
  const found = one([...xml.matchAll(pattern)], pick);
  return found === undefined ? [0, 0] : [found.index, found[0].length];
}

const range = (xml: string, pick: Pick): readonly [number, number] => [pick(xml.length), 1 + pick(80)];
const textAt = (xml: string, [at, length]: readonly [number, number]): string => xml.slice(at, at + length);

const TAG = /<[^!?][^>]*>/g;
const ELEMENT = /<([\w:]+)[^>]*\/>|<([\w:]+)[^>/]*>[^<]*<\/\2>/g;
const VALUE = /(?<==")[^"]*(?=")/g;
const TEXT = /(?<=>)[^<>]*[^<>\s][^<>]*(?=<)/g;
const NAME = /(?<=<\/?)[\w:]+/g;

const MUTATIONS: readonly Mutation[] = [
  (xml, pick) => spliced(xml, [pick(xml.length), 1], String.fromCharCode(pick(256))),
  (xml, pick) => spliced(xml, range(xml, pick), ''),
  (xml, pick) => spliced(xml, [pick(xml.length), 0], textAt(xml, range(xml, pick))),
  (xml, pick) => spliced(xml, [pick(xml.length), 0], one(TOKENS, pick) ?? ''),
  (xml, pick) => xml.slice(0, pick(xml.length)),
  (xml, pick) => spliced(xml, place(xml, TAG, pick), ''),
  (xml, pick) => spliced(xml, place(xml, ELEMENT, pick), ''),
  (xml, pick) => {
    const from = place(xml, ELEMENT, pick);
    return spliced(xml, [place(xml, ELEMENT, pick)[0], 0], textAt(xml, from).repeat(1 + pick(5)));
  },
  (xml, pick, peer) => spliced(xml, [place(xml, ELEMENT, pick)[0], 0], textAt(peer, place(peer, ELEMENT, pick))),
  (xml, pick) => spliced(xml, place(xml, VALUE, pick), textAt(xml, place(xml, VALUE, pick))),
  (xml, pick) => spliced(xml, place(xml, VALUE, pick), one(HOSTILE, pick) ?? ''),
  (xml, pick) => spliced(xml, place(xml, TEXT, pick), one(HOSTILE, pick) ?? ''),
  (xml, pick) => spliced(xml, place(xml, NAME, pick), textAt(xml, place(xml, NAME, pick))),
  (xml, pick) => {
    const [from, to] = [textAt(xml, place(xml, NAME, pick)), textAt(xml, place(xml, NAME, pick))];
    return xml.replaceAll(`<${from} `, `<${to} `).replaceAll(`</${from}>`, `</${to}>`);
  },
  (xml, pick) => {
    const [from, to] = [textAt(xml, place(xml, VALUE, pick)), textAt(xml, place(xml, VALUE, pick))];
    return xml.replaceAll(`"${from}"`, `"${to}"`);
  },
];

/** The file with some things changed, from one letter up to the structure; `peer` gives what is put into it. */
export function mutated(xml: string, peer: string, pick: Pick): string {
  let text = xml;
  for (let count = 1 + pick(3); count > 0; count -= 1) text = one(MUTATIONS, pick)?.(text, pick, peer) ?? text;
  return text;
}
