import { z } from 'zod';
import { filled } from './operation.js';
import { key, name, variables } from './schemas.js';

/** A field that is null is one that is not given. */
const given = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

/** Empty lists and null mean "not given". */
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform(filled<z.output<T>>);

const variableInstructions = list(
  z.object({
    variables,
    scopeId: z
      .string()
      .nullish()
      .transform(given<string>),
  }),
);

/** -1, from older clients as a number, stands for none. */
const ancestorKey = z.union([z.literal('-1'), z.literal(-1).transform(String), key]);

const activateInstruction = z.object({
  elementId: name,
  ancestorElementInstanceKey: ancestorKey.nullish().transform(given<string>),
  variableInstructions,
});

const sourceElementInstruction = z.discriminatedUnion('sourceType', [
  z.object({ sourceType: z.literal('byId'), sourceElementId: name }),
  z.object({ sourceType: z.literal('byKey'), sourceElementInstanceKey: key }),
]);

const ancestorScopeInstruction = z.discriminatedUnion('ancestorScopeType', [
  z.object({ ancestorScopeType: z.literal('direct'), ancestorElementInstanceKey: ancestorKey }),
  z.object({ ancestorScopeType: z.literal('inferred') }),
  z.object({ ancestorScopeType: z.literal('sourceParent') }),
]);

const moveInstruction = z.object({
  sourceElementInstruction,
  targetElementId: name,
  ancestorScopeInstruction: ancestorScopeInstruction.nullish().transform(given),
  variableInstructions,
});

const terminateInstruction = z.object({
  elementInstanceKey: key.nullish().transform(given<string>),
  elementId: name.nullish().transform(given<string>),
});

/** What is to begin, move and end in an instance. */
export const modifyBody = z.object({
  activateInstructions: list(activateInstruction),
  moveInstructions: list(moveInstruction),
  terminateInstructions: list(terminateInstruction),
});

/** Which definition an instance goes over to, and what its elements become. */
export const migrateBody = z.object({
  targetProcessDefinitionKey: key,
  mappingInstructions: z.array(z.object({ sourceElementId: name, targetElementId: name })),
});
