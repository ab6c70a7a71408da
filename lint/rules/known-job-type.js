'use strict';

const { is, jobTypeOf, listenersOf } = require('../model/extensions');

const known = new Set(require('../job-types.json'));

/** A job of a type that no worker takes would wait for ever: service tasks and task listeners name a known type. */
module.exports = function () {
  function check(node, reporter) {
    if (is(node, 'bpmn:ServiceTask') && jobTypeOf(node) === undefined) reporter.report(node.id, 'Task has no job type');
    const types = [jobTypeOf(node), ...listenersOf(node).map((listener) => listener.type)];
    for (const type of types) {
      if (type !== undefined && !known.has(type)) reporter.report(node.id, `No worker for job type "${type}"`);
    }
  }
  return { check };
};
