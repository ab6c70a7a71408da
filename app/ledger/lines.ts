import { createReadStream } from 'node:fs';

/** Lines of a file that must end with a newline: a copy that was cut off is none. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  // Given on as it is, the check says what is wrong with it.
  if (rest !== '') yield `${rest} `;
}
