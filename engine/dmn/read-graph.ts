import { child, children, extension, readXml, references, text } from './dmn-xml.js';
import type { DmnElement } from './dmn-xml.js';
import { Faults } from './faults.js';
import { LogicReader, NOTHING, readParameters } from './read-logic.js';
import { inOrder } from './requirements.js';
import { MOST_FEEL_CHARACTERS } from '../xml/index.js';
import type { Decision, DecisionGraph, KnowledgeModel } from './types.js';

/** Ids as the REST contract takes them. */
const ID = /^[\p{L}_][\p{L}\p{N}_\-.]*$/u;

/** Reads a DMN file; throws an Error with every fault and its place when it cannot be evaluated. */
export async function readGraph(xml: string): Promise<DecisionGraph> {
  const faults = new Faults(MOST_FEEL_CHARACTERS);
  const graph = new GraphReader(await readXml(xml), faults).read();
  faults.throwIfAny();
  return graph;
}

/** Reads a file that was deployed before: it stays as it is, even when a check is new. */
export async function readDeployedGraph(xml: string): Promise<DecisionGraph> {
  return new GraphReader(await readXml(xml), new Faults(Infinity)).read();
}

class GraphReader {
  readonly #modelsById = new Map<string, KnowledgeModel>();
  readonly #modelsByName = new Map<string, KnowledgeModel>();
  readonly #decisions = new Map<string, Decision>();

  constructor(
    private readonly definitions: DmnElement,
    private readonly faults: Faults,
  ) {}

  read(): DecisionGraph {
    this.#checkId(this.definitions, 'Definitions');
    const models = this.#elements('dmn:BusinessKnowledgeModel').map((element) => this.#declareModel(element));
    const decisions = this.#elements('dmn:Decision').map((element) => this.#declareDecision(element));
    for (const read of [...models, ...decisions]) read();
    this.#refuseCycle('business knowledge models', this.#modelsById.values());
    this.#refuseCycle('decisions', this.#decisions.values());
    const name = text(this.definitions, 'name') ?? '';
    return { id: this.definitions.id ?? '', name, decisions: this.#decisions };
  }

  #elements(type: string): readonly DmnElement[] {
    return children(this.definitions, 'drgElement').filter(({ $type }) => $type === type);
  }

  /** Answers with what reads the rest, once all others are declared. */
  #declareModel(element: DmnElement): () => void {
    const place = `Business knowledge model '${element.id ?? ''}'`;
    const definition = child(element, 'encapsulatedLogic');
    const name = text(element, 'name') ?? '';
    const parameters = readParameters(definition);
    const model: KnowledgeModel = { id: element.id ?? '', name, parameters, requires: [], logic: NOTHING };
    if (this.#modelsByName.has(name))
      this.faults.add(place, `Expected its name to be unique but found '${name}' twice`);
    this.#modelsById.set(model.id, model);
    this.#modelsByName.set(name, model);
    return () => {
      model.requires.push(...this.#requiredModels(element, place));
      const reader = new LogicReader(this.#modelsByName, this.faults, (invoked) => model.requires.push(invoked));
      if (definition !== null) model.logic = reader.read(child(definition, 'body'), place);
    };
  }

  #declareDecision(element: DmnElement): () => void {
    const id = element.id ?? '';
    const place = `Decision '${id}'`;
    this.#checkId(element, place);
    const name = text(element, 'name') ?? '';
    if (name === '') this.faults.add(place, 'Expected a name but found none');
    const variable = child(element, 'variable');
    const decision: Decision = {
      id,
      name,
      versionTag: text(extension(element, 'zeebe:VersionTag'), 'value'),
      resultNames: [...new Set([id, text(variable, 'name') ?? ''])].filter((result) => result !== ''),
      resultType: text(variable, 'typeRef'),
      requires: [],
      knowledge: [],
      logic: NOTHING,
    };
    this.#decisions.set(id, decision);
    return () => {
      decision.requires.push(...this.#requiredDecisions(element, place));
      decision.knowledge.push(...this.#requiredModels(element, place));
      const logic = child(element, 'decisionLogic');
      if (logic?.$type === 'dmn:FunctionDefinition')
        this.faults.add(
          place,
          "Expressions of type 'dmn:FunctionDefinition' are not supported as the logic of a decision",
        );
      decision.logic = new LogicReader(this.#modelsByName, this.faults).read(logic, place);
    };
  }

  #requiredDecisions(element: DmnElement, place: string): readonly Decision[] {
    return this.#found(references(element, 'informationRequirement', 'requiredDecision'), this.#decisions, place);
  }

  #requiredModels(element: DmnElement, place: string): readonly KnowledgeModel[] {
    return this.#found(references(element, 'knowledgeRequirement', 'requiredKnowledge'), this.#modelsById, place);
  }

  #found<Node>(ids: readonly string[], known: ReadonlyMap<string, Node>, place: string): readonly Node[] {
    return ids.flatMap((id) => {
      const node = known.get(id);
      if (node === undefined) this.faults.add(place, `Requires '${id}', which is not in the file`);
      return node === undefined ? [] : [node];
    });
  }

  #checkId({ id = '' }: DmnElement, place: string): void {
    if (!ID.test(id)) this.faults.add(place, `Expected an id of letters, digits, '_', '-' and '.' but found '${id}'`);
  }

  #refuseCycle<Node extends { readonly id: string; readonly requires: readonly Node[] }>(
    what: string,
    nodes: Iterable<Node>,
  ): void {
    inOrder(nodes, (way) => {
      const ids = way.map(({ id }) => id).join(' -> ');
      this.faults.add('Invalid DMN model', `Cyclic dependencies between ${what} detected. (${ids})`);
    });
  }
}
