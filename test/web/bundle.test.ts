import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildPages, type BuiltPages } from './built-pages.js';

describe('what a browser has to load', () => {
  let pages: BuiltPages;
  let names: string[];
  const read = (name: string): Promise<string> => readFile(path.join(pages.folder, 'assets', name), 'utf8');

  beforeAll(async () => {
    pages = await buildPages();
    names = await readdir(path.join(pages.folder, 'assets'));
  }, 60_000);
  afterAll(() => pages.remove());

  /** The entry and all that it imports at once, not what it loads later. */
  async function firstLoad(): Promise<string[]> {
    const html = await readFile(path.join(pages.folder, 'index.html'), 'utf8');
    return [...html.matchAll(/assets\/([^"]+\.js)/g)].map((match) => match[1] ?? '');
  }

  it('stays below 90 kB of compressed script for the first page', async () => {
    const scripts = await Promise.all((await firstLoad()).map(read));
    const bytes = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(90_000);
  });

  it('leaves the diagram viewer and the form viewer to the pages that show them', async () => {
    const scripts = (await Promise.all((await firstLoad()).map(read))).join('');
    expect(scripts).not.toContain('bjs-powered-by');
    expect(scripts).not.toContain('fjs-powered-by');
    const later = (await Promise.all(names.filter((name) => name.endsWith('.js')).map(read))).join('');
    expect(later).toContain('bjs-powered-by');
    expect(later).toContain('fjs-powered-by');
  });

  it('brings the Chinese font with it, in slices, and loads nothing from elsewhere', async () => {
    expect(names.filter((name) => name.endsWith('.woff2')).length).toBeGreaterThan(90);
    const styles = (await Promise.all(names.filter((name) => name.endsWith('.css')).map(read))).join('');
    expect(styles).not.toMatch(/url\(["']?https?:/);
    const html = await readFile(path.join(pages.folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|https?:/);
  });
});
