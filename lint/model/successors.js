'use strict';

const { is } = require('./extensions');
const { decide, learn } = require('./condition');

const isLink = (node) => (node.eventDefinitions ?? []).some((each) => is(each, 'bpmn:LinkEventDefinition'));
const linkName = (node) => node.eventDefinitions.find((each) => is(each, 'bpmn:LinkEventDefinition')).name;

/** Where tokens can appear in a container without an incoming flow: starts, and nodes nobody leads to. */
function entriesOf(container) {
  return (container.flowElements ?? []).filter(
    (node) =>
      is(node, 'bpmn:FlowNode') &&
      !node.triggeredByEvent &&
      !is(node, 'bpmn:BoundaryEvent') &&
      !(is(node, 'bpmn:IntermediateCatchEvent') && isLink(node)) &&
      (node.incoming ?? []).length === 0,
  );
}

/** Nodes that may become active while the given one is: boundary events and starts of event subprocesses around it. */
function interruptionsOf(node) {
  const found = [];
  for (let each = node; each && !is(each, 'bpmn:Definitions'); each = each.$parent) {
    const siblings = each.$parent?.flowElements ?? [];
    found.push(...siblings.filter((other) => is(other, 'bpmn:BoundaryEvent') && other.attachedToRef === each));
    found.push(...siblings.filter((other) => other.triggeredByEvent && other !== each).flatMap(entriesOf));
  }
  return found;
}

/** The nodes after `node` with what is then known; a flow that cannot be taken with these values is left out. */
function successorsOf(node, values) {
  if (is(node, 'bpmn:SubProcess') && entriesOf(node).length > 0) {
    return entriesOf(node).map((entry) => ({ node: entry, values }));
  }
  if (is(node, 'bpmn:ThrowEvent') && isLink(node)) {
    const catches = (node.$parent.flowElements ?? []).filter(
      (other) => is(other, 'bpmn:IntermediateCatchEvent') && isLink(other) && linkName(other) === linkName(node),
    );
    return catches.map((each) => ({ node: each, values }));
  }
  const after = takenFlows(node, values);
  if (after.length > 0 || !is(node.$parent, 'bpmn:SubProcess')) return after;
  return (node.outgoing ?? []).length > 0 ? [] : leave(node.$parent, values);
}

/** The end inside a subprocess is the end of the subprocess; a non-interrupting event subprocess just ends. */
function leave(subProcess, values) {
  if (!subProcess.triggeredByEvent) {
    const after = takenFlows(subProcess, values);
    return after.length > 0 || !is(subProcess.$parent, 'bpmn:SubProcess') ? after : leave(subProcess.$parent, values);
  }
  const interrupts = entriesOf(subProcess).some((start) => start.isInterrupting !== false);
  return interrupts && is(subProcess.$parent, 'bpmn:SubProcess') ? leave(subProcess.$parent, values) : [];
}

function takenFlows(node, values) {
  const flows = node.outgoing ?? [];
  const verdictOf = (flow) => (flow.conditionExpression ? decide(flow.conditionExpression.body, values) : true);
  const conditional = flows.filter((flow) => flow !== node.default && flow.conditionExpression);
  const surelyTaken = is(node, 'bpmn:ExclusiveGateway') && conditional.some((flow) => verdictOf(flow) === true);
  return flows
    .filter((flow) => (flow === node.default ? !surelyTaken : verdictOf(flow) !== false))
    .map((flow) => ({ node: flow.targetRef, values: learn(flow.conditionExpression?.body, values) }));
}

/** A side branch runs beside the step it came from, which goes on: what ends there does not end the process. */
const isSideBranch = (event) => event.cancelActivity === false || event.isInterrupting === false;

module.exports = { isSideBranch, entriesOf, interruptionsOf, successorsOf };
