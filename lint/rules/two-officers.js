'use strict';

const { is, actOf } = require('../model/extensions');

const acts = require('../acts.json');

/**
 * at least two certified staff at every contact. An act for two persons stands as two user tasks, one each, side
 * by side between one parallel fork and one parallel join: never as one task with a second name typed into a form.
 */
module.exports = function () {
  function check(node, reporter) {
    if (!is(node, 'bpmn:FlowElementsContainer')) return;
    const tasks = (node.flowElements ?? []).filter((task) => is(task, 'bpmn:UserTask') && needsTwo(actOf(task)));
    const pairs = new Map();
    for (const task of tasks) {
      const place = `${actOf(task)}|${forkOf(task)?.id}|${joinOf(task)?.id}`;
      pairs.set(place, [...(pairs.get(place) ?? []), task]);
    }
    for (const pair of pairs.values()) {
      if (pair.length === 2 && forkOf(pair[0]) && joinOf(pair[0])) continue;
      for (const task of pair) {
        reporter.report(task.id, `Act "${actOf(task)}" needs two tasks side by side between a parallel fork and join`);
      }
    }
  }
  return { check };
};

const needsTwo = (act) => acts[act]?.persons === 2;

const forkOf = (task) => onlyParallel((task.incoming ?? []).map((flow) => flow.sourceRef));
const joinOf = (task) => onlyParallel((task.outgoing ?? []).map((flow) => flow.targetRef));

function onlyParallel(nodes) {
  return nodes.length === 1 && is(nodes[0], 'bpmn:ParallelGateway') ? nodes[0] : undefined;
}
