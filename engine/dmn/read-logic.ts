import { parseExpression } from '../feel/index.js';
import type { CompiledExpression } from '../feel/index.js';
import { child, children, text } from './dmn-xml.js';
import type { DmnElement } from './dmn-xml.js';
import type { Faults } from './faults.js';
import { readTable } from './read-table.js';
import type { Binding, ContextEntry, KnowledgeModel, Logic, Parameter } from './types.js';

/** Stands where there is no logic: null. */
export const NOTHING: Logic = { kind: 'LITERAL_EXPRESSION', expression: parseExpression('null') };

/** Reads boxed expressions; what the engine cannot work out is refused by its name. */
export class LogicReader {
  constructor(
    /** By name. */
    private readonly models: ReadonlyMap<string, KnowledgeModel>,
    private readonly faults: Faults,
    /** Told of each model that is invoked. */
    private readonly onInvocation: (model: KnowledgeModel) => void = () => undefined,
  ) {}

  /** `place` says whose logic it is, for the faults. */
  read(logic: DmnElement | null, place: string): Logic {
    switch (logic?.$type) {
      case 'dmn:DecisionTable':
        return readTable(logic, place, this.faults);
      case 'dmn:LiteralExpression':
        return { kind: 'LITERAL_EXPRESSION', expression: this.faults.expression(place, logic) };
      case 'dmn:Context':
        return this.#context(logic, place);
      case 'dmn:List':
        return { kind: 'LIST', elements: children(logic, 'elements').map((element) => this.read(element, place)) };
      case 'dmn:Relation':
        return this.#relation(logic, place);
      case 'dmn:Invocation':
        return this.#invocation(logic, place);
      case 'dmn:FunctionDefinition':
        return this.#function(logic, place);
      default:
        this.faults.add(place, logic === null ? 'Expected decision logic but found none' : unsupported(logic));
        return NOTHING;
    }
  }

  #context(context: DmnElement, place: string): Logic {
    const entries: ContextEntry[] = [];
    let result: Logic | null = null;
    const given = children(context, 'contextEntry');
    for (const [index, entry] of given.entries()) {
      const name = text(child(entry, 'variable'), 'name');
      const logic = this.read(child(entry, 'value'), `${place}, context entry ${name ?? String(index + 1)}`);
      if (name !== null) entries.push({ name, logic });
      else if (index === given.length - 1) result = logic;
      else
        this.faults.add(
          place,
          `Expected context entry ${String(index + 1)} to have a variable: only the last may have none`,
        );
    }
    return { kind: 'CONTEXT', entries, result };
  }

  #relation(relation: DmnElement, place: string): Logic {
    const columns = children(relation, 'column').map((column) => text(column, 'name') ?? '');
    const rows = children(relation, 'row').map((row, index) => {
      const cells = children(row, 'elements');
      if (cells.length !== columns.length)
        this.faults.add(
          `${place}, row ${String(index + 1)}`,
          `Expected ${String(columns.length)} elements but found ${String(cells.length)}`,
        );
      return cells.map((cell, at) => ({
        name: columns[at] ?? '',
        logic: this.read(cell, `${place}, row ${String(index + 1)}, column '${columns[at] ?? ''}'`),
      }));
    });
    return { kind: 'RELATION', rows };
  }

  #invocation(invocation: DmnElement, place: string): Logic {
    const called = child(invocation, 'calledFunction');
    const name = text(called, 'text')?.trim() ?? '';
    const model = this.models.get(name);
    if (called?.$type !== 'dmn:LiteralExpression' || model === undefined) {
      this.faults.add(place, `Expected the name of a business knowledge model to invoke but found '${name}'`);
      return NOTHING;
    }
    this.onInvocation(model);
    const bindings = children(invocation, 'binding').map((binding): Binding => {
      const parameter = text(child(binding, 'parameter'), 'name') ?? '';
      return {
        name: parameter,
        expression: this.#literal(child(binding, 'bindingFormula'), `${place}, binding '${parameter}'`),
      };
    });
    return { kind: 'INVOCATION', bindings, model };
  }

  #function(definition: DmnElement, place: string): Logic {
    const kind = text(definition, 'kind') ?? 'FEEL';
    if (kind !== 'FEEL') this.faults.add(place, `Functions of kind '${kind}' are not supported`);
    const expression = this.#literal(child(definition, 'body'), `${place}, function`);
    return { kind: 'FUNCTION', parameters: readParameters(definition), expression };
  }

  #literal(logic: DmnElement | null, place: string): CompiledExpression {
    if (logic?.$type === 'dmn:LiteralExpression') return this.faults.expression(place, logic);
    this.faults.add(place, `Expected a literal expression but found ${logic?.$type ?? 'none'}`);
    return parseExpression('null');
  }
}

export function readParameters(definition: DmnElement | null): readonly Parameter[] {
  return children(definition, 'formalParameter').map((parameter) => ({
    name: text(parameter, 'name') ?? '',
    type: text(parameter, 'typeRef'),
  }));
}

const unsupported = ({ $type }: DmnElement): string => `Expressions of type '${$type}' are not supported`;
