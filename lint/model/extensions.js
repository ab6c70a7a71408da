'use strict';

const is = (node, type) => node.$instanceOf(type);

/** The first Zeebe extension of that type, e.g. `zeebe:TaskDefinition`. */
function extensionOf(node, type) {
  const values = node.extensionElements?.values ?? [];
  return values.find((value) => value.$type === type);
}

const actOf = (node) => extensionOf(node, 'zeebe:TaskHeaders')?.values?.find((header) => header.key === 'act')?.value;

const jobTypeOf = (node) => extensionOf(node, 'zeebe:TaskDefinition')?.type;

const calledProcessOf = (node) => extensionOf(node, 'zeebe:CalledElement')?.processId;

const listenersOf = (node) => extensionOf(node, 'zeebe:TaskListeners')?.listeners ?? [];

const propertyOf = (node, name) =>
  extensionOf(node, 'zeebe:Properties')?.properties?.find((property) => property.name === name)?.value;

const outputsOf = (node) => extensionOf(node, 'zeebe:IoMapping')?.outputParameters ?? [];

/** The name of the message a catching event waits for. */
const messageOf = (node) =>
  (node.eventDefinitions ?? []).find((definition) => is(definition, 'bpmn:MessageEventDefinition'))?.messageRef?.name;

module.exports = {
  is,
  extensionOf,
  actOf,
  jobTypeOf,
  calledProcessOf,
  listenersOf,
  propertyOf,
  outputsOf,
  messageOf,
};
