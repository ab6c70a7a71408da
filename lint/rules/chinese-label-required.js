'use strict';

const { is } = require('../model/extensions');

const CHINESE = /\p{Script=Han}/u;

/**
 * Everything a process owner sees has a Chinese name: pool, lane, step, event, the gateway that decides (as a
 * question) and each answer that leaves it.
 */
module.exports = function () {
  function check(node, reporter) {
    if (!needsLabel(node)) return;
    if (!CHINESE.test(node.name ?? '')) {
      reporter.report(node.id, 'Element needs a Chinese label', ['name']);
    } else if (decides(node) && !/[？?]\s*$/.test(node.name)) {
      reporter.report(node.id, 'A gateway that decides asks a question', ['name']);
    }
  }
  return { check };
};

function needsLabel(node) {
  if (is(node, 'bpmn:Gateway')) return decides(node);
  if (is(node, 'bpmn:SequenceFlow')) return node.sourceRef !== undefined && decides(node.sourceRef);
  return ['bpmn:Process', 'bpmn:Participant', 'bpmn:Lane', 'bpmn:FlowNode'].some((type) => is(node, type));
}

const decides = (node) =>
  (is(node, 'bpmn:ExclusiveGateway') || is(node, 'bpmn:InclusiveGateway')) && (node.outgoing ?? []).length > 1;
