import { DEEPEST_XML, MOST_NAMESPACES, MOST_XML_ELEMENTS } from './limits.js';

/**
 * Refuses XML that is not for this engine before anything is made of it, in one pass over the text: document types and
 * their entities, more elements than any diagram has, elements that are nested too deeply, characters that XML does not
 * have. Whether it is well-formed shows when it is read. Throws with a sentence.
 */
export function checkXml(text: string): void {
  checkCharacters(text);
  checkNamespaces(text);
  let [depth, count] = [0, 0];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const end = endOfMarkup(text, at);
    if (end < 0) return;
    if (text[at + 1] === '/') depth -= 1;
    else if (/[^!?]/.test(text[at + 1] ?? '!')) {
      count += 1;
      if (count > MOST_XML_ELEMENTS) {
        throw new Error(`Expected at most ${MOST_XML_ELEMENTS.toLocaleString('en')} XML elements`);
      }
      if (text[end - 1] !== '/') depth += 1;
      if (depth > DEEPEST_XML) {
        throw new Error(`Expected at most ${String(DEEPEST_XML)} XML elements inside one another`);
      }
    }
    at = end + 1;
  }
}

/** Who declares a namespace inside another copies all that are known there. */
function checkNamespaces(text: string): void {
  let count = 0;
  for (let at = text.indexOf('xmlns:'); at >= 0; at = text.indexOf('xmlns:', at + 1)) count += 1;
  if (count <= MOST_NAMESPACES) return;
  throw new Error(`Expected at most ${String(MOST_NAMESPACES)} declarations of namespaces`);
}

/** What XML does not have: control characters and halves of surrogate pairs, also as references. */
function checkCharacters(text: string): void {
  // eslint-disable-next-line no-control-regex -- these are the characters that must not be there
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text) || !text.isWellFormed()) {
    throw new Error('Expected XML in UTF-8 without control characters and half surrogate pairs');
  }
  for (const [reference, hexadecimal, decimal] of text.matchAll(/&#(?:x([0-9a-f]+)|(\d+));/gi)) {
    const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    if (!isXmlCharacter(code))
      throw new Error(`Expected no reference to a character that XML does not have: ${reference.slice(0, 20)}`);
  }
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff);
}

/** Where the tag, comment, CDATA section or instruction that begins here ends; -1 when it does not. */
function endOfMarkup(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9);
  if (text.startsWith('<?', at)) return after(text, '?>', at + 2);
  if (text.startsWith('<!', at)) throw new Error('Expected no document type (<!DOCTYPE …>), and no entities');
  for (let end = at + 1; end < text.length; end += 1) {
    const character = text[end];
    if (character === '>') return end;
    if (character === '"' || character === "'") {
      end = text.indexOf(character, end + 1);
      if (end < 0) return -1;
    }
  }
  return -1;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length - 1;
}
