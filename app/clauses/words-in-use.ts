import ts from 'typescript';
import { nodesOf, wordsOf } from './parse-source.js';

const ATTRIBUTE = /="([^"]*)"/g;

/** Which files read a member by its name or say it as a text: who gives it a name in a table does not use it. */
export class WordsInUse {
  readonly #files = new Map<string, Set<string>>();

  addProgram(file: string, source: ts.SourceFile): void {
    for (const node of nodesOf(source)) {
      const read = ts.isPropertyAccessExpression(node) ? node.name : bindingOf(node);
      const word = read && ts.isIdentifier(read) ? read.text : isKey(node) ? undefined : wordsOf(node);
      if (word !== undefined) this.#add(word, file);
    }
  }

  addDiagram(file: string, xml: string): void {
    for (const [, value] of xml.matchAll(ATTRIBUTE)) this.#add(value ?? '', file);
  }

  /** Does another file than the one it is declared in use the word? */
  isUsedOutside(file: string, word: string): boolean {
    return [...(this.#files.get(word) ?? [])].some((other) => other !== file);
  }

  #add(word: string, file: string): void {
    const files = this.#files.get(word) ?? new Set();
    this.#files.set(word, files.add(file));
  }
}

const bindingOf = (node: ts.Node): ts.Node | undefined =>
  ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) ? (node.propertyName ?? node.name) : undefined;

const isKey = (node: ts.Node): boolean =>
  !ts.isSourceFile(node) && ts.isPropertyAssignment(node.parent) && node.parent.name === node;
