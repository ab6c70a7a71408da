import type { Declaration, Member } from './declarations.js';

export interface Carrier {
  readonly name: string;
  readonly clauses: readonly string[];
  readonly isMember: boolean;
}

/** Exported declarations in use and the members of their tables, each with what its helpers in the file say for it. */
export function carriersIn(declarations: readonly Declaration[], isImported: (name: string) => boolean): Carrier[] {
  const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  const carrying = new Set(declarations.filter(({ exported, name }) => exported && isImported(name)));
  const carriers: Carrier[] = [];
  const say = (speaker: Declaration | Member, isMember: boolean): void => {
    const said = new Set(speaker.clauses);
    const helpers = new Set<Declaration | Member>([speaker]);
    for (const helper of helpers) {
      for (const used of helper.uses) {
        const declaration = byName.get(used);
        if (declaration?.exported) carrying.add(declaration);
        else if (declaration) for (const each of [declaration, ...declaration.members]) helpers.add(each);
      }
      for (const clause of helper.clauses) said.add(clause);
    }
    carriers.push({ name: speaker.name, clauses: [...said], isMember });
  };
  // An exported declaration that another one uses is in use, too: the set grows while it is walked.
  for (const declaration of carrying) {
    say(declaration, false);
    for (const member of declaration.members) say(member, true);
  }
  return carriers;
}
