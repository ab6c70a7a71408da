import { parseExpression } from '../../feel/index.js';
import { attacks } from './attacks.js';

/** Prints the processor time of each attack as JSON, ms by name: in a process of its own, which no coverage slows. */
function spent(expression: string): number {
  const before = process.cpuUsage();
  try {
    parseExpression(expression).explain({ a: true }, 0);
  } catch {
    // How it ends is the matter of the test.
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

process.stdout.write(
  JSON.stringify(Object.fromEntries(attacks.map(({ name, expression }) => [name, spent(expression)]))),
);
