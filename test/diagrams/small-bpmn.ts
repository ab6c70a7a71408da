/**
 * Diagrams without a drawing, written short. A lane is `name: element element …`, an element `kind:id`, with `@host` a
 * boundary event, with `/parent` inside a subprocess; a flow is `from>to` or `from>to:name`.
 */
export interface SmallBpmn {
  readonly lanes: readonly string[];
  readonly flows: readonly string[];
}

const TAGS: Readonly<Record<string, string>> = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'userTask',
  work: 'serviceTask',
  xor: 'exclusiveGateway',
  and: 'parallelGateway',
  any: 'eventBasedGateway',
  catch: 'intermediateCatchEvent',
  sub: 'subProcess',
  esub: 'subProcess',
  timer: 'boundaryEvent',
};

interface Element {
  readonly kind: string;
  readonly id: string;
  readonly host: string | undefined;
  readonly parent: string | undefined;
}

const parse = (text: string): Element => {
  const [, kind = '', id = '', host, parent] = /^(\w+):(\w+)(?:@(\w+))?(?:\/(\w+))?$/.exec(text) ?? [];
  return { kind, id, host, parent };
};

/** Writes the XML; every element and every named flow bears a Chinese name. */
export function writeBpmn({ lanes, flows }: SmallBpmn): string {
  const read = lanes.map((line) => {
    const [name = '', ...words] = line.split(/[: ]\s*(?=\w+:)/);
    return { name, elements: words.map(parse) };
  });
  const elements = read.flatMap((lane) => lane.elements);
  const parentOf = new Map(elements.map(({ id, parent }) => [id, parent]));
  const connections = flows.map((text, index) => {
    const [, from = '', to = '', name] = /^(\w+)>(\w+)(?::(.+))?$/.exec(text) ?? [];
    return { id: `Flow_${String(index)}`, from, to, name };
  });
  const inside = (parent: string | undefined): string =>
    elements
      .filter((element) => element.parent === parent)
      .map((element) => writeElement(element, inside(element.id)))
      .concat(
        connections
          .filter(({ from }) => parentOf.get(from) === parent)
          .map(({ id, from, to, name }) => {
            const named = name === undefined ? '' : ` name="${name}"`;
            return `<bpmn:sequenceFlow id="${id}"${named} sourceRef="${from}" targetRef="${to}" />`;
          }),
      )
      .join('');
  const laneSet = read.map(({ name, elements: own }, index) => {
    const outermost = own.filter(({ parent }) => parent === undefined);
    const refs = outermost.map(({ id }) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`).join('');
    return `<bpmn:lane id="Lane_${String(index)}" name="${name}">${refs}</bpmn:lane>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
<bpmn:collaboration id="Collaboration_1"><bpmn:participant id="Participant_1" name="流程" processRef="small" /></bpmn:collaboration>
<bpmn:process id="small" isExecutable="true"><bpmn:laneSet id="LaneSet_1">${laneSet.join('')}</bpmn:laneSet>${inside(undefined)}</bpmn:process>
</bpmn:definitions>`;
}

function writeElement({ kind, id, host }: Element, content: string): string {
  const tag = TAGS[kind] ?? kind;
  const name = kind === 'xor' ? '是否通过复核？' : kind === 'and' || kind === 'any' ? '' : `办理${id}`;
  const attributes = [
    ...(name === '' ? [] : [`name="${name}"`]),
    ...(host === undefined ? [] : [`attachedToRef="${host}" cancelActivity="false"`]),
    ...(kind === 'esub' ? ['triggeredByEvent="true"'] : []),
  ];
  const timer = kind === 'timer' || kind === 'catch' ? `<bpmn:timerEventDefinition id="Timer_${id}" />` : '';
  return `<bpmn:${tag} id="${id}" ${attributes.join(' ')}>${content}${timer}</bpmn:${tag}>`;
}
