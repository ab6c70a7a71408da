import { XmlFault } from './read-xml.js';
import type { XmlElement } from './read-xml.js';

/** How often an element may stand: once, once or not, at least once, any number of times. */
export type Occurs = '1' | '?' | '+' | '*';

/** An element of a message: text of a format, or children in this order, or one of them. */
export interface ElementShape {
  readonly name: string;
  readonly occurs: Occurs;
  readonly format?: FormatName;
  readonly children?: readonly ElementShape[];
  /** Exactly one of the children, whichever. */
  readonly choice?: true;
  /** The attributes it has to bear; it may bear no others. */
  readonly attributes?: Readonly<Record<string, FormatName>>;
}

const DATE = String.raw`\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const text = (most: number) => ({
  says: `1 至 ${most.toString()} 个字符`,
  is: new RegExp(`^[^\\n]{1,${most.toString()}}$`, 'u'),
});
const FORMATS = {
  text16: text(16),
  text34: text(34),
  text35: text(35),
  text105: text(105),
  text140: text(140),
  text500: text(500),
  code: { says: '1 至 4 位代码', is: /^[A-Z0-9]{1,4}$/ },
  count: { says: '1 至 15 位数字', is: /^\d{1,15}$/ },
  amount: { says: '大于 0、至多两位小数的金额', is: /^(?!0+(\.0+)?$)\d{1,15}(\.\d{1,2})?$/ },
  sum: { says: '至多两位小数的金额', is: /^\d{1,15}(\.\d{1,2})?$/ },
  date: { says: '日期，如 2026-01-31', is: new RegExp(`^${DATE}$`) },
  dateTime: {
    says: '日期和时间，如 2026-01-31T09:00:00+08:00',
    is: new RegExp(String.raw`^${DATE}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?$`),
  },
  side: { says: 'CRDT 或 DBIT', is: /^(CRDT|DBIT)$/ },
  yesNo: { says: 'true 或 false', is: /^(true|false)$/ },
  transfer: { says: 'TRF', is: /^TRF$/ },
  yuan: { says: 'CNY', is: /^CNY$/ },
} as const satisfies Record<string, { readonly says: string; readonly is: RegExp }>;
export type FormatName = keyof typeof FORMATS;

/** A message that a bank and we exchange: its ISO 20022 name, and the part of it that is declared here. */
export interface MessageShape {
  readonly name: string;
  readonly body: ElementShape;
}

const NAME_SPACE = 'urn:iso:std:iso:20022:tech:xsd:';

/** Which of these messages a document is, checked to its last element; a fault names element and line. */
export function checkedMessage(document: XmlElement, shapes: readonly MessageShape[]): MessageShape {
  const space = document.attributes.get(document.prefix === '' ? 'xmlns' : `xmlns:${document.prefix.slice(0, -1)}`);
  const shape = shapes.find(({ name }) => space === `${NAME_SPACE}${name}`);
  if (document.name !== 'Document' || !shape) {
    const names = shapes.map(({ name }) => name).join('、');
    throw new XmlFault(`不是本系统声明的报文，请提交 ${names}`, document.line);
  }
  // Other names of name spaces, such as xsi, say nothing about what is in the message.
  checkChildren(document, [shape.body], false, document.prefix);
  return shape;
}

function checkChildren(parent: XmlElement, shapes: readonly ElementShape[], choice: boolean, prefix: string): void {
  if (parent.text.trim() !== '') throw new XmlFault(`<${parent.name}> 内不得有文字`, parent.line);
  let place = 0;
  let times = 0;
  const miss = (shape: ElementShape, line: number) => new XmlFault(`<${parent.name}> 缺少 <${shape.name}>`, line);
  for (const child of parent.children) {
    while (place < shapes.length && shapes[place]?.name !== child.name) {
      const passed = shapes[place];
      if (passed && !choice && times === 0 && isNeeded(passed)) throw miss(passed, child.line);
      place += 1;
      times = 0;
    }
    const shape = shapes[place];
    if (!shape || child.prefix !== prefix)
      throw new XmlFault(`<${parent.name}> 内不应有 <${child.name}>，或次序不对`, child.line);
    times += 1;
    if (times > 1 && (shape.occurs === '1' || shape.occurs === '?')) {
      throw new XmlFault(`<${child.name}> 重复`, child.line);
    }
    checkElement(child, shape, prefix);
  }
  if (choice && parent.children.length !== 1) {
    throw new XmlFault(
      `<${parent.name}> 须恰有 ${shapes.map(({ name }) => `<${name}>`).join(' 或 ')} 之一`,
      parent.line,
    );
  }
  const left = choice ? undefined : shapes.slice(times > 0 ? place + 1 : place).find(isNeeded);
  if (left) throw miss(left, parent.line);
}

const isNeeded = ({ occurs }: ElementShape): boolean => occurs === '1' || occurs === '+';

function checkElement(element: XmlElement, shape: ElementShape, prefix: string): void {
  const { name, line } = element;
  for (const attribute of element.attributes.keys()) {
    if (shape.attributes?.[attribute] === undefined) throw new XmlFault(`<${name}> 不应有属性 ${attribute}`, line);
  }
  for (const [attribute, format] of Object.entries(shape.attributes ?? {})) {
    if (!FORMATS[format].is.test(element.attributes.get(attribute) ?? '')) {
      throw new XmlFault(`<${name}> 的属性 ${attribute} 须为${FORMATS[format].says}`, line);
    }
  }
  if (shape.format === undefined) {
    checkChildren(element, shape.children ?? [], shape.choice === true, prefix);
    return;
  }
  const format = FORMATS[shape.format];
  if (element.children.length > 0 || !format.is.test(element.text)) {
    throw new XmlFault(`<${name}> 须为${format.says}`, line);
  }
}
