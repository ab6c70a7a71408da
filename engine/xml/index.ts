export { checkXml } from './check-xml.js';
export { MOST_FEEL_CHARACTERS } from './limits.js';
export { readXml } from './read-xml.js';
