/* global document, getComputedStyle, innerWidth, window */
// Runs inside the page: what a person would see, as far as a program can see it. Loaded before the page's own scripts.

const CHINESE = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/u;
const FONT = 'Noto Sans SC Variable';

/** Elements that carry text of their own and are shown. */
function textElements() {
  return [...document.querySelectorAll('body *')].filter((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    const box = element.getBoundingClientRect();
    return own && box.width > 1 && box.height > 1 && !element.closest('.bjs-container, noscript, option');
  });
}
const ownText = (element) =>
  [...element.childNodes]
    .filter((node) => node.nodeType === 3)
    .map((node) => node.textContent)
    .join('');
const chineseOf = (text) => [...text].filter((character) => CHINESE.test(character)).join('');
const nameOf = (element) => `${element.tagName.toLowerCase()} „${element.textContent.trim().slice(0, 20)}“`;

/** Chinese text in an element whose font is not the bundled one, or whose slices are not loaded: it may be boxes. */
async function unreadable() {
  await document.fonts.ready;
  const all = [...document.querySelectorAll('body *')].filter((element) => CHINESE.test(ownText(element)));
  const controls = [...document.querySelectorAll('input[placeholder], textarea[placeholder]')];
  const shown = [...all, ...controls].filter(
    (element) => element.getBoundingClientRect().width > 1 && !element.closest('details:not([open]) > :not(summary)'),
  );
  return shown
    .filter((element) => {
      const { fontFamily, fontWeight } = getComputedStyle(element);
      if (!fontFamily.replaceAll('"', '').startsWith(FONT)) return true;
      return !document.fonts.check(`${fontWeight} 16px "${FONT}"`, chineseOf(ownText(element)));
    })
    .map(nameOf);
}

function channels(color) {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return { red, green, blue, alpha };
}
function luminance({ red, green, blue }) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function groundOf(element) {
  for (let at = element; at; at = at.parentElement) {
    const color = channels(getComputedStyle(at).backgroundColor);
    if (color.alpha > 0.9) return color;
  }
  return { red: 255, green: 255, blue: 255, alpha: 1 };
}

/** Text below the contrast that WCAG AA demands: 4.5, or 3 for large text. */
function pale() {
  return textElements()
    .filter((element) => !element.closest('[disabled], .is-disabled'))
    .filter((element) => {
      const style = getComputedStyle(element);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      const [dark, light] = [luminance(channels(style.color)), luminance(groundOf(element))].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05) < (large ? 3 : 4.5);
    })
    .map(nameOf);
}

/** Buttons, links and fields without a name for a screen reader. */
function nameless() {
  const controls = document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea');
  return [...controls]
    .filter((element) => element.getBoundingClientRect().width > 0)
    .filter((element) => {
      const labelled = element.getAttribute('aria-label') ?? element.getAttribute('title') ?? '';
      const labels = [...(element.labels ?? [])].map((label) => label.textContent).join('');
      return `${labelled}${labels}${element.textContent}`.trim() === '';
    })
    .map((element) => `${element.tagName.toLowerCase()} ${element.outerHTML.slice(0, 120)}`);
}

/** What says that something went wrong: a refusal, a part that could not be read, a page that is not there. */
const failures = () =>
  [...document.querySelectorAll('[role=alert], .fault, .el-message--error, main .not-found')]
    .filter((element) => element.getBoundingClientRect().width > 1 && element.textContent.trim() !== '')
    .map(nameOf);

/** Parts that are still being read, or that wait for nothing: an empty table, a list without a row. */
const unfinished = () =>
  [...document.querySelectorAll('.el-skeleton, main table, main ul, main ol, main dl')]
    .filter((element) => element.matches('.el-skeleton') || element.querySelector('td, li, dd') === null)
    .filter((element) => !element.closest('.bjs-container'))
    .map(nameOf);

/** How many pixels the page is wider than the window. */
const tooWide = () => Math.max(0, document.documentElement.scrollWidth - innerWidth);

window.pageChecks = { unreadable, pale, nameless, failures, unfinished, tooWide };
