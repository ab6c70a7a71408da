import { FeelError, parseExpression, parseUnaryTests } from '../feel/index.js';
import type { CompiledExpression, CompiledUnaryTests } from '../feel/index.js';
import { text } from './dmn-xml.js';
import type { DmnElement } from './dmn-xml.js';

const FEEL_LANGUAGES: ReadonlySet<string> = new Set([
  'feel',
  'http://www.omg.org/spec/feel/20140401',
  'http://www.omg.org/spec/dmn/20180521/feel/',
  'https://www.omg.org/spec/dmn/20191111/feel/',
]);

const NOTHING = parseExpression('null');

/** More faults are only counted. */
const MOST_TOLD = 100;

/** All expressions of a file together are longer than may be. */
class TooMuchFeel extends Error {}

/** Gathers what is wrong with a DMN file, each fault with the place: decision, rule and column. */
export class Faults {
  #feelCharacters = 0;
  readonly #found: string[] = [];

  /** `mostFeel`: characters of all expressions together. */
  constructor(private readonly mostFeel: number) {}

  add(place: string, message: string): void {
    this.#found.push(`- ${place}: ${message}`);
  }

  throwIfAny(): void {
    if (this.#found.length === 0) return;
    const told = this.#found.slice(0, MOST_TOLD);
    const rest = this.#found.length - told.length;
    throw new Error([...told, ...(rest > 0 ? [`- and ${String(rest)} more`] : [])].join('\n'));
  }

  /** Parses a literal expression; a wrong one is a fault of the place. */
  expression(place: string, holder: DmnElement | null): CompiledExpression {
    return this.#read(place, holder, NOTHING, parseExpression);
  }

  /** Parses the cell of an input column; null: empty or '-', any value will do. */
  unaryTests(place: string, holder: DmnElement): CompiledUnaryTests | null {
    const cell = text(holder, 'text')?.trim() ?? '';
    return cell === '' || cell === '-' ? null : this.#read(place, holder, null, parseUnaryTests);
  }

  #read<Parsed>(place: string, holder: DmnElement | null, otherwise: Parsed, parse: (text: string) => Parsed): Parsed {
    const language = text(holder, 'expressionLanguage')?.toLowerCase() ?? 'feel';
    const expression = text(holder, 'text')?.trim() ?? '';
    if (!FEEL_LANGUAGES.has(language)) this.add(place, `Expression language '${language}' is not supported`);
    else if (expression === '') this.add(place, 'The expression must not be empty');
    else if (expression.startsWith('='))
      this.add(place, `Expected an expression without '=' but found '${expression}'`);
    else return this.#parsed(place, expression, otherwise, parse);
    return otherwise;
  }

  #parsed<Parsed>(place: string, expression: string, otherwise: Parsed, parse: (text: string) => Parsed): Parsed {
    try {
      this.#countFeel(expression.length);
      return parse(expression);
    } catch (error) {
      if (!(error instanceof FeelError || error instanceof TooMuchFeel)) throw error;
      this.add(place, error.message);
      return otherwise;
    }
  }

  #countFeel(characters: number): void {
    this.#feelCharacters += characters;
    if (this.#feelCharacters <= this.mostFeel) return;
    const most = this.mostFeel.toLocaleString('en');
    throw new TooMuchFeel(`Expected FEEL expressions of at most ${most} characters in one file`);
  }
}
