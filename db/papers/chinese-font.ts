import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import type { Font } from 'fontkit';

const FILE = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

interface ChineseFont {
  readonly bytes: Buffer;
  readonly font: Font;
}

let loaded: ChineseFont | undefined;

/** Noto Sans SC (SIL Open Font License), read once: ten megabytes of which a paper embeds only its own characters. */
export function chineseFont(): ChineseFont {
  if (loaded !== undefined) return loaded;
  const bytes = readFileSync(createRequire(import.meta.url).resolve(FILE));
  const font = create(bytes);
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${FILE} is a collection, not one font`);
  loaded = { bytes, font };
  return loaded;
}

/** The text with every character that the font lacks written as its number, e.g. 〔U+20BB7〕: never a silent box. */
export function printable(text: string): { readonly text: string; readonly replaced: boolean } {
  const { font } = chineseFont();
  let replaced = false;
  const shown = Array.from(text, (character) => {
    const point = character.codePointAt(0) ?? 0;
    if (character === '\n' || font.hasGlyphForCodePoint(point)) return character;
    replaced = true;
    return `〔U+${point.toString(16).toUpperCase().padStart(4, '0')}〕`;
  });
  return { text: shown.join(''), replaced };
}
