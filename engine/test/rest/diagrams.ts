const NAMESPACES = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'targetNamespace="http://bpmn.io/schema/bpmn"',
].join(' ');

/** A diagram of one process; `root` holds messages and other things beside it. */
export function diagram(processId: string, elements: string, root = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions id="Definitions_1" ${NAMESPACES}>
  <bpmn:process id="${processId}" name="${processId} 流程" isExecutable="true">${elements}</bpmn:process>
  ${root}
</bpmn:definitions>`;
}

/** start → the given elements in a row → end; each is a function of its id. */
export function row(...elements: readonly { readonly id: string; readonly xml: string }[]): string {
  const ids = ['Start', ...elements.map(({ id }) => id), 'End'];
  const flows = ids.slice(1).map((id, index) => {
    const source = ids[index] ?? 'Start';
    return `<bpmn:sequenceFlow id="Flow_${source}_${id}" sourceRef="${source}" targetRef="${id}" />`;
  });
  return [
    '<bpmn:startEvent id="Start" />',
    ...elements.map(({ xml }) => xml),
    '<bpmn:endEvent id="End" />',
    ...flows,
  ].join('\n');
}

export function serviceTask(id: string, type: string, extension = ''): { id: string; xml: string } {
  return {
    id,
    xml: `<bpmn:serviceTask id="${id}" name="${id}"><bpmn:extensionElements>
      <zeebe:taskDefinition type="${type}" retries="3" />${extension}
    </bpmn:extensionElements></bpmn:serviceTask>`,
  };
}

export function userTask(id: string, extension = ''): { id: string; xml: string } {
  return {
    id,
    xml: `<bpmn:userTask id="${id}" name="${id}"><bpmn:extensionElements>
      <zeebe:userTask />${extension}
    </bpmn:extensionElements></bpmn:userTask>`,
  };
}

/** An intermediate catch event that waits for message `name` with the key in variable `correlationKey`. */
export function messageCatch(
  id: string,
  name: string,
  correlationKey: string,
): { id: string; xml: string; root: string } {
  return {
    id,
    xml: `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition messageRef="Message_${id}" /></bpmn:intermediateCatchEvent>`,
    root: `<bpmn:message id="Message_${id}" name="${name}"><bpmn:extensionElements>
      <zeebe:subscription correlationKey="=${correlationKey}" />
    </bpmn:extensionElements></bpmn:message>`,
  };
}
