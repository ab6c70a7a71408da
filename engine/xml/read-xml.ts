import { Reader } from 'moddle-xml';
import type { ReadWarning } from 'moddle-xml';

/** What a file must be: the model that knows its elements, its root element, and the prefix of its drawing. */
export interface Vocabulary {
  readonly model: object;
  readonly root: string;
  readonly drawing: string;
}

/**
 * Reads XML into moddle elements; throws with a sentence at the first thing that is wrong. Only the drawing may be
 * incomplete. (To gather what is wrong is what moddle does of itself; it looks for the line of each in the whole text
 * again, and a file with many faults would take hours.)
 */
export async function readXml(xml: string, { model, root, drawing }: Vocabulary): Promise<unknown> {
  const reader = new Reader({ model, lax: true });
  const handler = reader.handler(root);
  let context = handler.context;
  Object.defineProperty(handler, 'context', {
    get: () => context,
    set: (value: typeof context) => {
      context = value;
      context.addWarning = (warning) => {
        if (!isAbout(warning, drawing)) throw new Error(warning.message);
      };
    },
  });
  try {
    const { rootElement } = await reader.fromXML(xml, handler);
    return rootElement;
  } catch (error) {
    throw new Error(short(error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

/** What could not be read is part of the message, and can be the whole file; the place comes last. */
function short(message: string): string {
  return message.length <= 600 ? message : `${message.slice(0, 400)} … ${message.slice(-200)}`;
}

function isAbout({ element }: ReadWarning, prefix: string): boolean {
  return element?.$type.startsWith(`${prefix}:`) === true;
}
