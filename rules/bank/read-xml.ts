/** An element with the line it starts on. An element has text or children, never both. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly prefix: string;
  readonly line: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Why a text is not XML as banks exchange it, in Chinese, with its line. */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';

  constructor(
    message: string,
    readonly line: number,
  ) {
    super(`第${line.toString()}行：${message}`);
  }
}

interface OpenElement extends Omit<XmlElement, 'children' | 'text'> {
  readonly children: XmlElement[];
  text: string;
}

const MOST_NESTED = 32;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const TOKEN =
  /<\?xml[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(\/?)>|[^<]+/gy;
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gy;

/**
 * Reads a strict part of XML: elements, attributes, text, comments. A document type, entities of its own, CDATA and
 * processing instructions have no use in a bank's file and are refused before anything is read; so is deep nesting.
 */
export function readXml(text: string): XmlElement {
  const forbidden = /<!(?!--)|<\?(?!xml\s)/.exec(text);
  if (forbidden) throw new XmlFault('不得含有文档类型、实体、CDATA 或处理指令', lineAt(text, forbidden.index));
  return new Reader(text.replace(/^\uFEFF/, '')).read();
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

class Reader {
  readonly #open: OpenElement[] = [];
  #root: XmlElement | undefined;
  #line = 1;

  constructor(private readonly source: string) {}

  read(): XmlElement {
    TOKEN.lastIndex = 0;
    let end = 0;
    while (end < this.source.length) {
      const token = TOKEN.exec(this.source);
      if (!token) throw this.#fault('标记不完整或不合法');
      this.#take(token);
      end = TOKEN.lastIndex;
      this.#line += token[0].split('\n').length - 1;
    }
    const unclosed = this.#open.at(-1);
    if (unclosed) throw this.#fault(`文件不完整，<${unclosed.name}> 没有结束`);
    if (!this.#root) throw this.#fault('不是 XML 文件');
    return this.#root;
  }

  #take([whole, closing, prefix = '', name, attributes = '', alone]: RegExpExecArray): void {
    if (whole.startsWith('<?') || whole.startsWith('<!')) return;
    if (name === undefined) this.#addText(whole);
    else if (closing === '/') this.#close(prefix, name, attributes);
    else {
      this.#start(prefix, name, attributes);
      if (alone === '/') this.#close(prefix, name, '');
    }
  }

  #addText(raw: string): void {
    const inside = this.#open.at(-1);
    if (inside) inside.text += this.#decoded(raw);
    else if (raw.trim() !== '') throw this.#fault('不是 XML 文件');
  }

  #start(prefix: string, name: string, source: string): void {
    if (this.#root) throw this.#fault('文件只能有一个根元素');
    if (this.#open.length >= MOST_NESTED) throw this.#fault('元素嵌套过深');
    const attributes = this.#attributesOf(source);
    this.#open.push({ name, prefix, line: this.#line, attributes, children: [], text: '' });
  }

  #close(prefix: string, name: string, rest: string): void {
    const element = this.#open.pop();
    if (element?.name !== name || element.prefix !== prefix || rest.trim() !== '') {
      throw this.#fault(`</${name}> 与开始的元素不符`);
    }
    if (element.children.length > 0 && element.text.trim() !== '') throw this.#fault(`<${name}> 内不得夹杂文字`);
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else this.#root = element;
  }

  #attributesOf(source: string): Map<string, string> {
    const attributes = new Map<string, string>();
    ATTRIBUTE.lastIndex = 0;
    let end = 0;
    while (source.slice(end).trim() !== '') {
      const found = ATTRIBUTE.exec(source);
      if (!found) throw this.#fault('属性不合法');
      const [, name = '', double, single] = found;
      if (attributes.has(name)) throw this.#fault(`属性 ${name} 重复`);
      attributes.set(name, this.#decoded(double ?? single ?? ''));
      end = ATTRIBUTE.lastIndex;
    }
    return attributes;
  }

  #decoded(raw: string): string {
    return raw.replace(/&([^;&]{0,12};?)/g, (_whole, body: string) => {
      const code = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}));$/.exec(body);
      const point = code ? Number.parseInt(code[1] ?? code[2] ?? '', code[1] === undefined ? 10 : 16) : NaN;
      const character = Number.isNaN(point) ? NAMED[body.slice(0, -1)] : this.#character(point);
      if (character === undefined || !body.endsWith(';')) throw this.#fault('不认识的实体');
      return character;
    });
  }

  #character(point: number): string {
    const isControl = point < 32 && point !== 9 && point !== 10 && point !== 13;
    if (isControl || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw this.#fault('字符不合法');
    return String.fromCodePoint(point);
  }

  #fault(message: string): XmlFault {
    return new XmlFault(message, this.#line);
  }
}
