import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ModdleElement } from 'bpmn-moddle';
import { parseDiagram } from '../../app/diagrams/moddle.js';

interface Finding {
  readonly id: string;
  readonly message: string;
}
interface Linter {
  lint(root: ModdleElement, config?: unknown): Promise<Record<string, readonly Finding[]>>;
}
type Class<T> = new (options?: unknown) => T;

const require = createRequire(import.meta.url);
const { Linter } = require('bpmnlint') as { Linter: Class<Linter> };
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver') as Class<object>;
const projectRequire = createRequire(fileURLToPath(new URL('../../package.json', import.meta.url)));
const resolver = new NodeResolver({ require: projectRequire });

/** What one of our rules says about a diagram, as [element, sentence]. */
export async function findingsOf(rule: string, root: ModdleElement): Promise<readonly (readonly [string, string])[]> {
  const linter = new Linter({ resolver, config: { rules: { [`project/${rule}`]: 'error' } } });
  const results = await linter.lint(root);
  return Object.values(results)
    .flat()
    .map(({ id, message }) => [id, message] as const);
}

/** What all rules that the project asks for say, as "rule element: sentence". */
export async function lintAsTheProjectDoes(root: ModdleElement): Promise<readonly string[]> {
  const file = fileURLToPath(new URL('../../.bpmnlintrc', import.meta.url));
  const config: unknown = JSON.parse(await readFile(file, 'utf8'));
  const results = await new Linter({ resolver, config }).lint(root);
  return Object.entries(results).flatMap(([rule, findings]) =>
    findings.map(({ id, message }) => `${rule} ${id}: ${message}`),
  );
}

/** A small diagram of this folder: `<rule>/<name>.bpmn`. */
export const readFixture = (rule: string, name: string): Promise<ModdleElement> =>
  readXml(new URL(`${rule}/${name}.bpmn`, import.meta.url));

/** A diagram that the project runs. */
export const readProcess = (id: string): Promise<ModdleElement> =>
  readXml(new URL(`../../bpmn/${id}/${id}.bpmn`, import.meta.url));

const readXml = async (file: URL): Promise<ModdleElement> => parseDiagram(await readFile(file, 'utf8'));
