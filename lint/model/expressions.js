'use strict';

const { is } = require('./extensions');

/** Texts for people, and values that are handed on as they stand, whatever they begin with. */
const TEXTS = ['bpmn:Documentation', 'bpmn:TextAnnotation', 'zeebe:Header', 'zeebe:Property', 'zeebe:UserTaskForm'];
/** Elsewhere a name is a text for people. */
const NAMED_BY_EXPRESSION = ['bpmn:Message', 'bpmn:Signal'];

/** The FEEL expressions that stand in attributes and bodies of this one node, without their equals sign. */
function expressionsOf(node) {
  if (TEXTS.some((type) => is(node, type))) return [];
  return node.$descriptor.properties
    .filter(({ type, isReference }) => type === 'String' && !isReference)
    .map(({ name }) => name.split(':').at(-1))
    .filter((name) => name !== 'name' || NAMED_BY_EXPRESSION.some((type) => is(node, type)))
    .map((name) => node[name])
    .filter((value) => typeof value === 'string' && value.trimStart().startsWith('='))
    .map((value) => value.trim().slice(1).trim());
}

/** What the expressions of a node belong to: an element, a flow, a message. */
function ownerOf(node) {
  const isOwner = is(node, 'bpmn:FlowElement') || (is(node, 'bpmn:RootElement') && !is(node, 'bpmn:EventDefinition'));
  return isOwner ? node : ownerOf(node.$parent);
}

module.exports = { expressionsOf, ownerOf };
