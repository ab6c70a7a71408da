'use strict';

const { is, listenersOf } = require('../model/extensions');

const GUARDS = { assigning: 'guard-assignment', completing: 'guard-completion' };

/**
 * Every user task is guarded in the engine itself, whatever client completes it: `assigning` by guard-assignment and
 * `completing` by guard-completion.
 */
module.exports = function () {
  function check(node, reporter) {
    if (!is(node, 'bpmn:UserTask')) return;
    const listeners = listenersOf(node);
    for (const [eventType, type] of Object.entries(GUARDS)) {
      if (listeners.some((listener) => listener.eventType === eventType && listener.type === type)) continue;
      reporter.report(node.id, `User task needs the "${eventType}" listener "${type}"`);
    }
  }
  return { check };
};
