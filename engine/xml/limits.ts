/** XML elements of a file, those of the drawing included; a file of 4 MB with more of them takes seconds to read. */
export const MOST_XML_ELEMENTS = 50_000;

/** XML elements inside one another: a subprocess is one level. */
export const DEEPEST_XML = 200;

/** Declarations of namespaces (`xmlns:…`) in a file. */
export const MOST_NAMESPACES = 500;

/** Characters of all FEEL expressions of a file; they are parsed when it is deployed. */
export const MOST_FEEL_CHARACTERS = 500_000;
