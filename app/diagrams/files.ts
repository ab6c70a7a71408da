import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** The diagrams of the project, or those of the process ids asked for; an id that is none is an error. */
export async function filesToPicture(folder: string, ids: readonly string[]): Promise<readonly string[]> {
  const all = (await diagramsIn(folder)).map((file) => ({ id: path.basename(file, '.bpmn'), file }));
  const unknown = ids.filter((id) => all.every((each) => each.id !== id));
  if (unknown.length > 0)
    throw new Error(`no diagram ${unknown.join(', ')}; there are ${all.map(({ id }) => id).join(', ')}`);
  return all.filter(({ id }) => ids.length === 0 || ids.includes(id)).map(({ file }) => file);
}

/** The diagrams that are named, or lie in the folders named. Never all without being asked: a drawing is replaced. */
export async function filesToLayOut(places: readonly string[]): Promise<readonly string[]> {
  if (places.length === 0) throw new Error('--layout replaces the drawing in the files: name folders or .bpmn files');
  const found = await Promise.all(
    places.map(async (place) => {
      if (!(await stat(place)).isDirectory()) return [place];
      const files = await diagramsIn(place);
      if (files.length === 0) throw new Error(`no .bpmn file in ${place}`);
      return files;
    }),
  );
  return found.flat();
}

const diagramsIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true }))
    .filter((file) => file.endsWith('.bpmn'))
    .sort()
    .map((file) => path.join(folder, file));
