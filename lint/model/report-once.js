'use strict';

/** Collects findings by element so that many bad paths to one element are one finding naming all that they miss. */
function reportOnce(reporter, sentence) {
  const found = new Map();
  return {
    add(node, missing) {
      if (missing.length === 0) return;
      if (!found.has(node.id)) found.set(node.id, new Set());
      for (const each of missing) found.get(node.id).add(each);
    },
    report() {
      for (const [id, missing] of found) reporter.report(id, `${sentence}: ${[...missing].sort().join(', ')}`);
    },
  };
}

module.exports = { reportOnce };
